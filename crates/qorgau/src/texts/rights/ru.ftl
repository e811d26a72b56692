# Что командная строка говорит о согласиях, обращениях, передачах, сроках и реестрах.

## Сделанные действия

done-give-consent = Согласие записано
done-withdraw-consent = Согласие отозвано: использование прекращено
done-withdraw-part = Отозвано частично
done-receive-request = Обращение принято
done-confirm-identity = Записано, как установлена личность заявителя
done-pause = Срок приостановлен
done-resume = Срок идёт дальше
done-extend = Срок продлён
done-pass-on = Передано по принадлежности
done-note = Отмечено
done-attach = Файл приложен
done-decide-request = Решение принято
done-answer-request = Ответ отправлен
done-disclose = Передано
done-publish = Публикация записана
done-answer-demand = Выдано по требованию
done-finish-task = Исполнение записано
done-restrict = Отныне это только хранится
done-unrestrict = Это снова можно использовать
done-register-carrier = Внесено в реестр носителей
done-destroy-carrier = Носитель уничтожен и списан
done-report-breach = Внесено в реестр нарушений
done-follow-breach = Внесено

withdraw-next = Кого уведомить и что снять с публикации, перечисляет `qorgau deadlines`; исполненное запишите командой `qorgau task done`.
decide-next = Отправьте ответ и запишите это: qorgau request answered { $request }
notice-next = Уведомите человека и запишите это: qorgau task done { $paper } notice
breach-next = Уведомите уполномоченный орган и запишите это: qorgau breach step { $number } authority-told --note НОМЕР
request-joined = Такое же обращение уже открыто: оно считается один раз, и срок у него прежний.
blocked-with-it = с этой минуты, по этому обращению
code-on-its-way = Если этот адрес принадлежит заявителю, код уже отправлен. Он действует { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}.
code-for = ваше обращение о персональных данных
code-passed = Код верен. Заявитель — субъект { $subject }.
code-wrong = Код неверен; { $left ->
    [one] осталась { $left } попытка
    [few] осталось { $left } попытки
   *[many] осталось { $left } попыток
}.
code-over = Этот код больше не действует. Отправьте другой.
mail-not-ready = Код не создан: письма сейчас не отправляются: { $why }. Запросите его, когда почта заработает.
letter-not-taken = Почтовый сервер не принял письмо с кодом.

## Названия полей

field-purpose = цель
field-consent-to = согласие на
field-until = действует по
field-notice = показанный текст
field-proof = подтверждение
field-given = дано
field-withdrawn = отозвано
field-ended = учитывалось до
field-stops = прекращается
field-destroy-by = уничтожить не позднее
field-to-tell = уведомить
field-to-remove = публикаций снять
field-goes-on = продолжается
field-request = обращение
field-kind = о чём просят
field-answer-by = ответить не позднее
field-rule = правило
field-needs = для решения нужно
field-status = состояние
field-channel = как пришло
field-received = получено
field-paused = приостановлено
field-identity = личность установлена
field-parts = что отзывают
field-representative = представитель
field-represented-by = его имя и документ
field-again = повторено
field-contact = куда ответить
field-text = текст
field-evidence = приложения
field-outcome = решение
field-reasons = доводы
field-refused-by = отказано по
field-law-keeps = хранится по закону
field-systems = системы
field-paper = запись
field-tell-subject-by = уведомить человека не позднее
field-duty = что
field-class = вид
field-place = где
field-means = чем
field-witness = свидетель
field-step = шаг
field-tell-authority-by = уведомить орган не позднее
field-authority = уполномоченный орган
field-detected = обнаружено
field-entered = внесено
field-what = что произошло
field-categories = чьи данные
field-people = людей
field-consequences = возможные последствия
field-measures = меры

## Заголовки таблиц

head-left = Осталось
head-by = Не позднее
head-what = Что
head-which = Что именно
head-rule = Правило
head-request = Обращение
head-note = Примечание
head-given-under = Дано при редакции
head-class = Вид
head-place = Где
head-since = С какого дня
head-detected = Обнаружено
head-people = Людей
head-authority = Орган уведомлён
head-state = Состояние

column-entry = Запись
column-time = Время
column-actor = Кто
column-act = Действие
column-purpose = Цель
column-category = О ком
column-items = Виды данных
column-parts = Части согласия
column-recipient = Кому
column-abroad = За границу
column-ground = Основание
column-how = Как
column-due = Не позднее
column-number = №
column-clause = Пункт
column-request = О чём просят
column-count = Сколько
column-code = Причина отказа

## Время

overdue = ПРОСРОЧЕНО
overdue-perhaps = возможно, ПРОСРОЧЕНО
left-today = сегодня
left-working-days = { $n ->
    [one] остался { $n } рабочий день
    [few] осталось { $n } рабочих дня
   *[many] осталось { $n } рабочих дней
}
left-days = { $n ->
    [one] остался { $n } день
    [few] осталось { $n } дня
   *[many] осталось { $n } дней
}
by-day = не позднее { $at }
kept-until = по { $at }
times = { $n ->
    [one] { $n } раз
    [few] { $n } раза
   *[many] { $n } раз
}
nothing = больше ничего не хранится
ground-other-consent = согласие

## Списки

requests-head = { $count ->
    [0] Открытых обращений нет
    [one] Открыто { $count } обращение, из них просрочено: { $overdue }, срочно (!): { $soon }
    [few] Открыто { $count } обращения, из них просрочено: { $overdue }, срочно (!): { $soon }
   *[many] Открыто { $count } обращений, из них просрочено: { $overdue }, срочно (!): { $soon }
}
request-head = Обращение
deadlines-head = { $count ->
    [0] Дел со сроками нет
    [one] Предстоит { $count } дело, из них просрочено: { $overdue }, срочно (!): { $soon }
    [few] Предстоит { $count } дела, из них просрочено: { $overdue }, срочно (!): { $soon }
   *[many] Предстоит { $count } дел, из них просрочено: { $overdue }, срочно (!): { $soon }
}
ask-again-head = { $count ->
    [0] Переспрашивать согласие не нужно
    [one] Нужно переспросить { $count } согласие
    [few] Нужно переспросить { $count } согласия
   *[many] Нужно переспросить { $count } согласий
}; просмотрено: { $consents }
and-more = И ещё { $n }; всех перечисляет --format json.
limited = Список обрезан: не больше { $n }, а просроченное — всё. Больше покажет --limit.
listed = { $n ->
    [0] Сегодня цель не достигает никого
    [one] { $n } человек; запись об этом есть в журнале
    [few] { $n } человека; записи о каждом есть в журнале
   *[many] { $n } человек; записи о каждом есть в журнале
}
consents-none = Согласий здесь нет.
consent-former = прежнее
journal-head = Журнал: { $name }, с { $from } по { $to }
journal-lines = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
}
carriers-head = Реестр носителей
carrier-kept = хранится
carrier-due = уничтожить не позднее { $at } ({ $left })
carrier-struck = уничтожен { $at }, { $means }, свидетель { $witness }
breaches-head = Реестр нарушений безопасности
breach-head = Нарушение { $number }
breach-open-still = открыто
breach-closed = закрыто
authority-told-at = уведомлён { $at }
register-empty = Реестр пуст.

## Слова программы

duty-notice = уведомить человека о передаче
duty-tell = уведомить получателя
duty-removal = снять с публикации
duty-breach = уведомить орган о нарушении
duty-carrier = уничтожить носитель

task-done-notice = человек уведомлён
task-done-tell = получатель уведомлён
task-done-removal = снято с публикации

carrier-contract = договор
carrier-form = анкета
carrier-letter = письмо
carrier-medium = электронный носитель
carrier-identity-document-copy = копия удостоверения личности

breach-step-entered = внесено
breach-step-authority-told = уполномоченный орган уведомлён
breach-step-subjects-told = люди уведомлены
breach-step-measure = мера принята
breach-step-closed = закрыто

journal-name-consents = согласия
journal-name-disclosures = передачи
journal-name-transfers = передачи за границу
journal-name-publications = публикации
journal-name-requests = обращения
journal-name-incidents = нарушения безопасности
journal-name-destruction = уничтожение
journal-name-acknowledgements = ознакомления
journal-name-reads = чтение
journal-name-refusals = отказы

## Что набрано

bad-representative = Напишите, по какому праву и до какого дня: power-of-attorney@2027-01-31. Родителю (parent) и опекуну (guardian) день не нужен.
bad-breach-file = { $path }: члена { $member } нет, или он не того вида. Файл — объект JSON с detected, what, categories, subjects, items, consequences и measures.
notice-size = Показанный текст пуст или длиннее { $most } байт.
text-size = Текст длиннее { $most } байт. Сократите его, а остальное приложите файлом.
evidence-size = Файл — не больше { $most } МиБ. Уменьшите его или приложите частями.
refusal-needs-reasons = Отказ объясняют: --reasons ТЕКСТ.
refusal-alone = --set и --unfounded бывают при grant, а не при refuse.
carrier-still-there = Носитель { $number } не уничтожен, поэтому акта о нём нет.
notice-of-what = Для этой записи «{ $what }» не бывает: при передаче бывают notice и tell, при публикации — removal.
mail-where = Скажите, как отправлять письма: QORGAU_MAIL=smtps://user:password@host:port или folder:ПУТЬ для репетиции.
mail-bad = QORGAU_MAIL не подходит (подробности по-английски): { $why }.
mail-no-sender = В политике нет ответственного с адресом электронной почты: писать не от кого.
mail-address = На этот адрес письмо отправить нельзя.

## Ответы и квитанции

receipt-written = Квитанция записана: { $path }
receipt-holds = Квитанция о согласии подтверждена: запись о нём есть в подписанном журнале
receipt-form = Квитанция о согласии не подтверждается: это не такой файл, или он обрезан. Получите его снова, байт в байт.
receipt-altered = Квитанция о согласии не подтверждается: текст изменён, его SHA-256 не тот, что в записи журнала. Получите файл снова, байт в байт.
receipt-frame = Квитанция о согласии не подтверждается: изменено то, что стоит вокруг записи о согласии. Получите файл снова, байт в байт.
receipt-key = Квитанция о согласии не подтверждается: в --key дан не ключ журнала.
receipt-unproved = Квитанция о согласии не подтверждается: журнал с этим ключом его не доказывает. Возьмите ключ, опубликованный владельцем журнала, и файл в том виде, в каком его выдали.
field-record = запись о согласии
subject-papers = Что хранится помимо этого
