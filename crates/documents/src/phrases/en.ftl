# Dates, amounts and states in documents.

date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
state = { $code ->
    [KZ] Kazakhstan
    [RU] Russia
    [BY] Belarus
    [KG] Kyrgyzstan
    [UZ] Uzbekistan
    [AM] Armenia
    [AZ] Azerbaijan
    [GE] Georgia
    [TR] Türkiye
    [CN] China
    [DE] Germany
    [NL] the Netherlands
    [IE] Ireland
    [FR] France
    [FI] Finland
    [GB] the United Kingdom
    [US] the United States
   *[other] { $code }
}
number-bin = BIN
number-iin = IIN
number-register = registration number
