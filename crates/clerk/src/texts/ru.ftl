# Что есть в каждом документе.

number-bin = БИН
number-iin = ИИН
number-register = регистрационный номер
meta-date = Дата
meta-responsible = Ответственное лицо
responsible = { $position }, { $email }
