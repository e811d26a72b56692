# Әр құжатта болатын сөздер.

number-bin = БСН
number-iin = ЖСН
number-register = тіркеу нөмірі
meta-date = Күні
meta-responsible = Жауапты тұлға
responsible = { $position }, { $email }
