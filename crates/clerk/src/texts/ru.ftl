# Что есть в каждом документе.

meta-date = Дата
meta-responsible = Ответственное лицо
responsible = { $position }, { $email }
