# Әр құжатта болатын сөздер.

meta-date = Күні
meta-responsible = Жауапты тұлға
responsible = { $position }, { $email }
