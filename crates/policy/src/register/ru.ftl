# Перечень словами.

head-no = №
head-purpose = Цель
head-category = О ком
head-items = Что может храниться
head-ground = Основание
head-terms = До каких пор
head-clause = Пункт
everywhere = В каждой строке: { $terms }.

consent = согласие
ground = { $ground }: { $reference }
special = { $ground }; особая категория: { $condition }
at-once = уничтожается сразу
by-withdrawal = использование прекращается сразу, уничтожается не позже срока для отзывов
by-deadline = уничтожается по сроку «{ $name }»
by-law = хранится срок закона «{ $name }»
until = хранится до события: { $event }
kept = хранится ещё { $span }
kept-by = хранится ещё { $span } ({ $law })
in-use = не дольше, чем { $span }
opens = ; открывает: { $purpose }

days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
working-days = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
}
months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[many] { $n } месяцев
}
years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[many] { $n } лет
}
