# Ответы людям: сведения, решения, подтверждения, согласия.

meta-request = Обращение
meta-subject = Запись о человеке
meta-edition = Редакция политики
meta-number = Номер в государственном реестре
meta-published = Политика опубликована по адресу
meta-contact = Для вопросов
meta-policy-hash = SHA-256 редакции

## Везде

due-unknown = срок ещё не идёт
kept-open = пока длится отношение, а затем этот срок
due-not-before = не раньше { $at }
term-own = собственный срок согласия
ground-consent = ваше согласие ({ $law })
ground-another-consent = ваше согласие в той части, в которой оно действует
goes-on = То, что имеет другое основание, продолжается:
duty-due = срок: { $at }
duty-done = исполнено { $at }
lang-kk = казахский
lang-ru = русский
lang-en = английский
verdict-refused = отказано
from-subject = от вас
from-import = из файла, который загрузил оператор
from-carried-over = из ваших прежних отношений с оператором

head-item = Вид данных
head-value = Значение
head-entry = Запись
head-when = Когда
head-act = Что
head-who = Кто
head-about = Цель и виды данных
head-clause = Пункт, статья
law-article = Статья закона
head-step = Шаг
head-note = Заметка
head-purpose = Цель
head-law = Закон
head-term = Срок
head-until = До какого дня
head-system = Система
head-did = Что сделано
head-tries = Попытки

## Ответ на запрос сведений

info-title = Ответ на запрос сведений о персональных данных
info-held = Что о вас хранится
info-intro = Вы спросили, хранит ли { $operator } ваши персональные данные и какие именно. Этот ответ составлен { $at } по всему, что хранилось в это время ({ $clause }).
info-none = Ваши персональные данные не хранятся ни для одной из целей политики. То, что названо ниже, хранится потому, что вы обратились к оператору.
info-some = { $n ->
    [one] Да, ваши персональные данные хранятся для { $n } цели. Описание — ниже.
    [few] Да, ваши персональные данные хранятся для { $n } целей. Каждая описана ниже.
   *[many] Да, ваши персональные данные хранятся для { $n } целей. Каждая описана ниже.
}
info-identity = Кто обращается, установлено так: { $known }. Прежде чем сообщать значения, политика требует: { $asked }.
info-without-title = Значения в этом ответе не приведены
info-without = Кто обращается, установлено так: { $known }. Прежде чем сообщать значения, политика требует: { $asked }. До этого ответ называет виды данных, но не сами значения, не написанное вами и не ваши адреса, чтобы они не попали к другому человеку.
info-without-next = Подтвердите личность названным способом и попросите ответ ещё раз: { $contact }. Это бесплатно; в новом ответе будут и значения.

info-restrictions = Что ограничивает использование ваших данных
info-blocked = Ваши данные заблокированы, начало: { $since }. Они только хранятся: их не используют, не изменяют, не передают и не уничтожают.
info-holds = Уничтожать ваши данные запрещает суд или другое законное основание:
info-hold = { $reference }; с: { $since }, внёс: { $by }, № { $id }

info-purposes = Ваши данные по целям
info-as = В качестве кого
info-choice = Выбрано
info-ground = Основание
info-source = Источник
info-ways = Что с ними делали
info-since = Хранятся с
info-edition = Редакция политики
info-phase = Состояние
info-restricted = использование ограничено: закон велит хранить, и ничего другого с данными не делают
info-events = Что произошло
info-terms = Срок хранения
info-due = Уничтожить не позднее
info-recipients = Могут передаваться
info-nobody = никому
info-abroad = Передача за границу
info-abroad-may = политикой допускается; что именно передано за границу, видно из бумаг и журнала
info-abroad-consent = по вашему согласию; что именно передано за границу, видно из бумаг и журнала
info-abroad-no = не предусмотрена
info-record = Запись
info-items = Что хранится
info-items-none = Для этой цели больше ничего не хранится.
info-value-hashed = хранится необратимый хеш, прочесть его не может никто
info-value-hidden = хранится; значение здесь не приведено

consent-given = Согласие дано
consent-parts = Вы согласились на
consent-until = Действует до
consent-withdrawn = Отозвано
consent-language = Язык показанного текста
consent-text-hash = SHA-256 показанного текста
consent-proof = Чем подтверждается

info-papers = Что хранится помимо данных
info-papers-intro = Обращения, прежние согласия, сведения о передачах и подобное хранятся, пока могут понадобиться как доказательство.
paper-former-consent = Прежнее согласие
paper-request = Обращение
paper-disclosure = Передача третьему лицу
paper-publication = Публикация данных
paper-carrier = Бумага или другой носитель
paper-evidence = Файл, приложенный к обращению
paper-code = Одноразовый код
paper-id = Номер
paper-purpose = Цель
paper-ended = Действовало до
paper-when = Когда
paper-whom = Кому
paper-authority = суд или государственный орган, по его требованию
paper-abroad = За границу, в государство
paper-document = На основании
paper-items = Виды данных
paper-notice = Уведомить вас
paper-recipient-told = Уведомить получателя об изменении
paper-place = Где
paper-removal = Снять с публикации
paper-carrier-number = Номер в реестре носителей
paper-of-request = К обращению
paper-bytes = Размер в байтах
paper-sha256 = SHA-256
paper-expires = Действует до

request-asked = О чём просили
request-received = Поступило
request-due = Ответить не позднее
request-identity = Личность установлена так
request-status = Состояние
request-outcome = Решение
request-closed = Ответ дан
request-kept-until = Хранится до
request-represented = Представитель
request-parts = В какой части
request-again = Повторено, раз
request-paused = Срок приостановлен, начало
request-extended = продлён
request-decided = Решение принято
request-power-until = полномочия действуют: до { $at }
request-contact = Куда направить ответ
request-text = Текст
request-history = Что сделано по обращению

info-log = Кто и что делал с вашими данными
info-log-intro = Каждая операция, которая касалась вас, записана в журнале оператора, в том числе те, в которых отказано. Сотрудники названы в нём так:
info-log-edition = Всё это – по редакции политики { $it }.
log-hash-of = Запись { $entry }
log-hashes = Хеши SHA-256, сокращённые в таблице, целиком:
info-log-caption = Записи журнала
log-to = кому: { $whom }
log-abroad = за границу: { $state }
log-ground = основание: { $it }
log-as-of = по состоянию на { $it }
log-due = срок: { $it }
log-number = № { $it }
log-edition = редакция { $it }

how-without-values = без значений
how-answer = ответ на обращение
how-receipt = квитанция о согласии
how-request = просмотр обращения
how-deadlines = список сроков
how-restricted = использование ограничено
how-unrestricted = использование снова разрешено
how-unfounded = нарушение не подтвердилось
how-rectified = значения заменены
how-destroyed = данные уничтожены
how-unlawful = обработка была незаконной
how-demand = по требованию субъекта
how-carrier = носитель уничтожен
how-contract = договор
how-form = анкета
how-letter = письмо
how-medium = электронный носитель

info-check = Как проверить этот ответ
info-check-log = Число в первом столбце — номер записи в журнале оператора. Журнал только растёт и подписывается: незаметно изменить или убрать в нём ничего нельзя. По вашей просьбе оператор даст по каждой записи о вас доказательство, которое можно проверить, не полагаясь на оператора.
info-check-policy = Пункты указаны по опубликованной политике. Её редакцию можно сверить по SHA-256:
info-check-json = По вашей просьбе тот же ответ даётся в формате JSON для программ, чтобы вы могли перенести свои данные.

your-rights = Ваши права
your-rights-intro = Вы можете:
your-right-rectify = потребовать исправить и дополнить данные на основании подтверждающих документов
your-right-block = потребовать заблокировать данные, если есть сведения о нарушении правил их обработки
your-right-destroy-unlawful = потребовать уничтожить данные, собранные и обработанные с нарушением закона, а также в других случаях, установленных законом
your-right-withdrawal = отозвать согласие целиком или любую его часть; то, что имеет другое основание, продолжится
your-right-within = { $right } (срок: { $term })
your-complaint = Пишите на { $contact }. Если вы не согласны с тем, что сделано, или с этим ответом, вы можете пожаловаться в уполномоченный орган по защите персональных данных или обратиться в суд.

## Решения

decision-outcome = Решение
decision-clause = Пункт
decision-reasons = Доводы
decision-refused = { $why } ({ $clause }).
decision-kept = Что велит хранить закон
decision-systems = Что сделала каждая система
decision-act = Уничтоженное перечислено в акте об уничтожении № { $act }. Имён в нём нет; он есть в подписанном журнале.

refused-blocked = Данные заблокированы: до конца проверки они только хранятся
refused-not-blocked = Данные не заблокированы, поэтому снимать нечего
refused-held = Уничтожать данные запрещает суд или другое законное основание
refused-law-keeps = Данные хранятся по закону или на другом основании, которое велит их хранить
refused-unknown-engagement = Ничего такого, чего это могло бы касаться, не хранится
refused-unknown-subject = О таком человеке ничего не хранится
refused-nothing-to-withdraw = Отзывать нечего: такое согласие не давалось или уже отозвано
refused-not-on-consent = Обработка основана не на согласии, поэтому отзывать нечего
refused-no-consent = Согласие больше не действует
refused-item-outside-purpose = Политика не допускает такой вид данных для этой цели
refused-unknown-item = Такого вида данных в политике нет
refused-never-read = Вместо значения хранится необратимый хеш
refused-storage-only = Использование закончено, данные только хранятся
refused-restricted = Закон велит хранить данные, и ничего другого делать с ними нельзя
refused-term-over = Срок истёк, данные ждут уничтожения
refused-no-items = Не названо ни одного вида данных
refused-consent-does-not-cover = Согласие дано до того, как появился этот вид данных, и его не охватывает
refused-not-staff = Действующее лицо не числится среди сотрудников
refused-not-acknowledged = Сотрудник ещё не ознакомился с действующей политикой
refused-no-permission = У сотрудника нет роли, которая это позволяет
refused-other-profile = Это профиль другой юрисдикции
refused-nobody-known = Не известно, чьи данные имеются в виду
refused-consent-before-recipient = Согласие не называет этого получателя
refused-unknown-key = Ключа с таким именем нет
refused-key-known = Ключ с таким именем уже есть
refused-step-up = Второй шаг входа нужно подтвердить снова
refused-takes-two = Это никто не делает в одиночку: сначала одобряет кто-то другой
refused-unknown-proposal = Предложение с таким номером не ждёт
refused-proposal-known = Ровно это уже предложено
refused-own-proposal = Кто предложил, тот не может и одобрить
refused-passkey-copied = Счётчик ключа доступа пошёл назад: возможно, есть его копия
refused-key-over = Срок ключа истёк
refused-key-term = Ключ действует не дольше года
refused-not-for-keys = Программы этого не делают
refused-unknown-hook = Системы с таким именем, которой отправляются события, нет
refused-hook-known = Система с таким именем уже есть
refused-future-time = Указанное время ещё не наступило
refused-unknown-purpose = Такой цели в политике нет
refused-unknown-category = Эта цель не охватывает таких людей
refused-item-required = Нет данных, без которых ничего не принимается
refused-choice-missing = Не сделан выбор, которого требует политика
refused-unknown-choice = Такого варианта для выбора нет
refused-consent-missing = Цель основана на согласии, а его нет
refused-consent-in-future = Согласие датировано будущим днём
refused-already-due = Срок хранения предложенного уже истёк
refused-consent-beyond-purpose = Согласие шире того, о чём просит цель
refused-unknown-paper = Такой записи нет
refused-no-such-right = Таких обращений политика не предусматривает
refused-not-at-this-step = На этом этапе обращения так поступить нельзя
refused-identity-too-low = Личность обратившегося подтверждена недостаточно
refused-power-over = Полномочия представителя истекли
refused-no-pause = По этой причине закон не позволяет приостановить срок
refused-no-extension = Закон не позволяет продлить срок
refused-unknown-recipient = Такого получателя в политике нет
refused-not-for-recipient = Этому получателю такое передавать нельзя
refused-no-undertaking = Обязательство получателя в этот день не действует
refused-not-across-border = Передавать это за границу нет основания
refused-not-to-be-published = Публиковать это нет основания
refused-identity-copy = Копии удостоверяющих документов хранятся только в исключительных случаях, названных политикой
refused-unknown-exception = Такого исключения в политике нет
refused-unknown-class = Такого класса файлов и бумаг в политике нет
refused-nothing-to-do = Делать здесь нечего, или это уже сделано
refused-not-findable = Искать людей по этим данным политика не позволяет
refused-unknown-hold = Такого запрета на уничтожение нет
refused-unknown-event = Такого события в политике нет
refused-event-not-here = От этого события здесь не зависит ни один срок
refused-event-recorded = Это событие уже записано
refused-event-not-recorded = Это событие не записано
refused-event-automatic = Это событие записывается при сборе, а не вручную
refused-event-final = Это событие уже нельзя отменить
refused-same-subject = Обе записи уже принадлежат одному человеку
refused-nothing-to-split = Отделять нечего
refused-unknown-edition = Такой редакции политики нет
refused-edition-not-newer = Эта редакция уже действует или она старее действующей
refused-edition-not-yet = День вступления редакции в силу ещё не наступил
refused-unknown-role = Такой роли в политике нет
refused-staff-known = Этот сотрудник уже принят
refused-unknown-staff = Такого сотрудника нет
refused-last-responsible = Без этого человека не останется ответственного
refused-otherwise = Политика этого не допускает ({ $code })

## Ответы

answer-title = Ответ на ваше обращение: { $kind }
answer-decision = Решение
answer-none-yet = Решения ещё нет; срок ответа: { $due }.
answer-to = Кому
answer-asked = О чём вы просили
answer-next = Что вы можете сделать дальше
answer-evidence = Приложенные файлы
answer-to-remove = { $n ->
    [one] Опубликованное снимается с публикации в { $n } месте.
    [few] Опубликованное снимается с публикации в { $n } местах.
   *[many] Опубликованное снимается с публикации в { $n } местах.
}
represented-until = действует до { $at }
decided-granted = Ваше обращение от { $at } ({ $kind }) удовлетворено ({ $clause }).
decided-partly = Ваше обращение от { $at } ({ $kind }) удовлетворено частично ({ $clause }).
decided-refused = В удовлетворении вашего обращения от { $at } ({ $kind }) отказано ({ $clause }).
decided-no-reasons = Доводы не записаны; попросите их назвать.
effect-information = То, что о вас хранится, изложено в ответе на запрос сведений.
effect-rectify = Названные вами значения заменены. Прежние уничтожены вместе с ключом, который их открывал.
effect-block = Ваши данные заблокированы до конца проверки: они только хранятся, их не используют, не изменяют, не передают и не уничтожают.
effect-unblock = Проверка не выявила нарушения условий обработки, поэтому блокирование снято и данные можно использовать, как прежде.
effect-erase = Всё, чего закон не велит хранить, уничтожено без возможности восстановления.
effect-withdraw = Использование, которое основывалось на согласии, прекращено. Данные, которые хранились только по нему, уничтожаются не позднее срока: { $term }.
effect-object = Решение, которое приняла бы о вас одна лишь машина, не принимается или пересмотрено человеком.
effect-complaint = Ваша жалоба признана обоснованной.

to-tell = Кого оператор уведомляет об изменении
to-tell-intro = Ваши данные были переданы другим; они должны узнать об изменении:
to-tell-not-yet = ещё нет
head-whom = Кого
head-by-when = Не позднее
head-told = Уведомлён

received-title = Подтверждение получения вашего обращения
received-head = Ваше обращение
received-intro = Ваше обращение получено { $at }. Это бесплатно; сохраните номер обращения для вопросов.
received-clause = Пункт политики
received-rule = Правило, которым установлен срок
received-needs = Для решения нужно
received-blocked = То, что о вас хранится, блокируется сразу, до конца проверки: данные только хранятся.

## Согласия

consent-mark = Отметьте «да» или «нет» для каждой части
consent-form-free = Каждую часть дают, не дают и отзывают отдельно; отказ от одной не затрагивает остальных.
consent-signs = Кто даёт согласие
consent-form-hash = SHA-256 текста над таблицей; оператор хранит его вместе с согласием: { $hash }
consent-what = Что именно
agree-processing = Сбор и обработка
agree-third-parties = Передача третьим лицам
agree-cross-border = Трансграничная передача
agree-publication = Распространение в общедоступных источниках
head-part = Часть
head-yes = Да
head-no = Нет
head-answer = Ответ
head-now = Сейчас
head-what = Что
answer-yes = да
answer-no = нет
state-given = дано, действует
state-withdrawn = отозвано
state-expired = срок истёк
state-refused = не дано

meta-record = Запись о согласии
given-title = Подтверждение согласия
given-head = На что вы согласились
given-intro = Вы дали согласие на обработку своих персональных данных. Оператор: { $operator }. Когда и как: { $at }, { $way }.
given-withdraw = Как отозвать согласие
given-withdraw-how = Вы можете отозвать согласие или любую его часть в любое время: напишите на { $contact } или сделайте это тем же способом, каким дали согласие. Использование прекращается сразу.
withdrawn-title = Подтверждение отзыва согласия
withdrawn-head = Что прекращается
withdrawn-intro = Вы отозвали согласие. Оператор: { $operator }. Отозвано:
withdrawn-part = { $part } — { $at }; с этого момента использование прекращено
withdrawn-due = Данные, которые хранились по этому согласию, будут уничтожены не позднее: { $due }.
withdrawn-no-due = Данные, которые хранились по этому согласию, будут уничтожены при ближайшем уничтожении по срокам.
withdrawn-rest = Остальные части согласия действуют; данные по ним хранятся, как прежде.
withdrawn-was = Согласие
goes-on-nothing = Ничего другого о вас не обрабатывается.
receipt-retention = Срок
receipt-parts = О чём спрашивали и что вы ответили
receipt-events = Что было с согласием
happened-answered = вы ответили
happened-withdrawn = вы отозвали: { $parts }
happened-expired = срок истёк
happened-superseded = его заменило другое согласие
receipt-check = Как это проверить
receipt-check-how = В подписанном журнале оператора есть запись, которая закрепляет запись об этом согласии. Квитанция — файл в формате JSON-LD (ISO/IEC TS 27560) — содержит доказательство: проверить его может каждый, у кого есть открытый ключ журнала, не полагаясь на оператора.
receipt-record = Запись о согласии
receipt-entry = Запись журнала
receipt-digest = SHA-256 записи о согласии
receipt-log = Журнал
