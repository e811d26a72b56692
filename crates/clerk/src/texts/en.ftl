# What every document of the office has.

meta-date = Date
meta-responsible = Responsible
responsible = { $position }, { $email }
