# What every document of the office has.

number-bin = BIN
number-iin = IIN
number-register = registration number
meta-date = Date
meta-responsible = Responsible
responsible = { $position }, { $email }
