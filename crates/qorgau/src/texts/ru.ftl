# Что говорит командная строка. Ключи одни и те же во всех языках.

## Слова

refused = отказано
fault = не сделано
entry = запись журнала { $entry }
no = нет
all = всего

## Сделанные действия

done-collect = Принято
done-read = Прочитано
done-rectify = Исправлено
done-record-event = Событие записано
done-revoke-event = Событие отозвано
done-block = Заблокировано: отныне только хранение
done-unblock = Разблокировано: нарушения не найдено
done-unblock-rectified = Разблокировано: неверное заменено
done-unblock-destroyed = Разблокировано: неверное уничтожено
done-hold = Удержано: до снятия удержания ничего не уничтожается
done-release = Удержание снято
done-erase = Уничтожено
done-merge = Теперь это один человек
done-split = Разделено: названное теперь принадлежит другому человеку
done-add-staff = Допуск дан
done-remove-staff = Допуск прекращён
done-add-key = Ключ выпущен
done-remove-key = Ключ отозван
done-add-hook = События отправляются туда с этого момента
done-remove-hook = События туда больше не отправляются
done-resume-hook = События снова отправляются туда
done-rotate-hook = Подписывает с этого момента другой секрет
done-test-hook = Событие, которое ни о чём не сообщает, ждёт отправки
done-acknowledge-edition = С действующей редакцией ознакомлен и обязуюсь её соблюдать
done-activate-edition = Новая редакция введена в действие
done-enter-profile = Профиль обновлён

collect-known = Этот человек уже известен: принятое стало ещё одним его отношением.
collect-conflict = Значения указывают на разных людей ({ $item }). Заведён новый субъект, ничего не объединено; если это один человек, скажите об этом: `qorgau subject merge`.
rectify-conflict = Такое же значение «{ $item }» есть и у другого человека. Ничего не объединено; если это один человек, скажите об этом командой `qorgau subject merge`.
found-nobody = Такого значения нет ни у кого из тех, кого вашей роли разрешено находить.
not-held = не хранится
kept-hashed = хранится как необратимый хеш
staff-next = Прежде чем действовать, { $staff } получает приглашение (qorgau staff invite { $staff }), входит, знакомится с политикой и подтверждает это: qorgau staff acknowledge
edition-next = Прежде чем действовать дальше, каждый допущенный подтверждает ознакомление: qorgau staff acknowledge
event-everywhere = Событие «{ $event }» записано
event-blocked-left = У заблокированных ничего менять нельзя. Повторите ту же команду, когда их разблокируют.

## Названия полей

field-subject = субъект
field-engagement = отношение
field-items = виды данных
field-event = событие
field-hold = удержание
field-split-off = новый субъект
field-staff = сотрудник
field-key = ключ
field-secret = сам ключ
field-hook = система
field-signed-with = секрет
field-roles = роли
field-edition = редакция
field-number = номер
field-sha256 = SHA-256
field-destroyed = уничтожено записей
field-persons = людей, о которых ничего не осталось
field-kept = срок вышел, но сохранено
field-waiting = возможно, подлежит уничтожению; ждёт календаря года
field-act-file = акт об уничтожении
field-recorded = записано
field-already = было записано раньше
field-left-blocked = пропущено: заблокированы
field-blocked = блокирование
field-holds-on = удержания
field-acts = действий в журнале
field-category = кто это
field-ground = основание
field-source = источник
field-since = с какого времени
field-phase = стадия
field-due = уничтожить
field-terms = сроки
field-events = события
field-entries = записей
field-signed = подписано последней контрольной точкой
field-present = о людях, чьи данные хранятся
field-gone = часть о субъекте уничтожена по акту
field-run = запуск
field-log = журнал
field-entry = запись журнала
field-rows = строк
field-taken = принято
field-already-in = уже были приняты
field-rejected = отклонено
field-rejects-file = отклонённые строки
field-delete-by = удалить этот файл до
field-conflicts = противоречат известным людям
field-holds = содержит
field-operator = оператор
field-approved = утверждена
field-in-force = действует с
field-policy = политика
field-profile = юрисдикция
field-first-staff = первый допущенный
field-log-key = открытый ключ журнала
field-rehearsal = репетиция, на часах

## Заголовки таблиц

head-subject = Субъект
head-clause = Пункт
head-purpose = Цель
head-category = О ком
head-fate = Что будет
head-phase = Стадия
head-due = Уничтожить
head-engagement = Отношение
head-entry = Запись
head-time = Время
head-actor = Кто
head-act = Действие
head-about = О чём
head-staff = Сотрудник
head-key = Ключ
head-owner = Кем выпущен
head-allows = Разрешает
head-key-used = Последнее использование
head-until = До
head-hook = Система
head-host = Узел
head-events = События
head-condition = Состояние
head-waiting = Ждут
head-roles = Роли
head-acknowledged = Действующая редакция
head-number = №
head-pack = Пакет
head-edition = Редакция
head-approved = Утверждена
head-in-force = Действует с
head-sha256 = SHA-256
head-held = Хранится
head-stored = Архив
head-blocked = Блок.
head-is-due = Срок вышел
head-destroyed = Уничт.

## Сотрудники и редакции

staff-head = Сотрудники
machine-head = Ключи программ
edition-head = Редакции
acknowledged = ознакомлен
acknowledged-older = ознакомлен с прежней
not-acknowledged = не ознакомлен

## Что хранится о человеке

due-unknown = срок ещё не идёт
due-not-before = не раньше { $at }
blocked-since = с { $since }
hold-line = поставлено: { $by }, { $since }
ground-consent = согласие ({ $way }, { $at })
source-subject = сам человек
source-import = загруженный файл
source-carried-over = прежнее отношение
export-acts = Что делалось

## Уничтожение по срокам

sweep-done = Готово: всё, чей срок вышел, уничтожено
sweep-nothing = Уничтожать нечего
sweep-progress = уничтожено: { $count }
sweep-unsigned = Акт ещё не подписан: базу кто-то читает. Он будет подписан, когда хранилище откроют без этого читателя.
event-progress = записано: { $count }
plan-head = На { $at }: будет уничтожено { $count }, сохранено { $kept }. Сейчас ничего не уничтожено.
fate-due = срок вышел { $since }, правило: { $term }
fate-blocked = сохраняется: заблокировано
fate-held = сохраняется: удержание, поставил { $by }
fate-paused = пауза до { $until }, чтобы можно было отозвать ошибочное событие
fate-not-before = не раньше: нет календаря на { $year } год
fate-moved = день пересчитывается
fate-not-due = срок не вышел

## Журнал

log-sound = Журнал в порядке
log-faulty = { $count ->
    [one] В журнале { $count } нарушение
    [few] В журнале { $count } нарушения
   *[many] В журнале { $count } нарушений
}
log-faulty-next = Ничего больше не записывайте. Скопируйте папку как есть, запустите `qorgau doctor --deep`, чтобы понять, насколько это далеко зашло, и восстановите данные из резервной копии.
log-progress = проверено записей: { $count }
not-signed = Действие выполнено и сохранено, но подписать журнал после него не удалось: { $why }
act-holds = Акт об уничтожении подтверждён: он есть в подписанном журнале

## Осмотр

doctor-well = На вид хранилище в порядке; `--deep` открывает каждую строку и сверяет её с журналом
doctor-well-deep = { $rows ->
    [one] Хранилище в порядке: осмотрена { $rows } строка
    [few] Хранилище в порядке: осмотрены { $rows } строки
   *[many] Хранилище в порядке: осмотрено { $rows } строк
}
doctor-ill = { $count ->
    [one] { $count } серьёзная находка
    [few] { $count } серьёзные находки
   *[many] { $count } серьёзных находок
}
doctor-progress = осмотрено: { $count }

## Обзор и часы

overview-head = { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[many] { $people } человек
}, { $entries ->
    [one] { $entries } запись журнала
    [few] { $entries } записи журнала
   *[many] { $entries } записей журнала
}, на { $at }
clock-rehearsal = В этой репетиции сейчас { $at }
clock-system = Сейчас { $at } по часам этой машины

## Загрузка файла

import-nothing = Ничего не загружено за { $seconds } с: отклонены все строки
import-done = Файл загружен за { $seconds } с
import-progress = строк: { $rows } · { $rate }/с · осталось { $left } · отклонено: { $rejected }
import-resumed = Продолжено после строки { $row }, где прошлая загрузка остановилась.
import-conflict = строка { $row }: { $item } указывает на другого человека; заведён новый субъект { $subject }. Если это один человек: qorgau subject merge

## Пакеты

pack-sound = Пакет { $pack }, редакция { $edition }: ошибок нет
pack-counts = целей { $purposes }, строк { $rows }, видов данных { $items }, ролей { $roles }

## Новое хранилище

init-made = Новое хранилище создано: { $dir }
init-key-head = Корневой ключ
init-key = Он лежит в { $path } и открывает всё. Читать этот файл можете только вы.
init-key-loss = Кто потеряет ключ, потеряет все данные: второго ключа нет, и никто не сможет его сделать. Храните копию на бумаге в сейфе, а сам файл — отдельно от резервных копий данных: у кого есть и то и другое, тот прочтёт всё.
init-passphrase = Он каждый раз получается из вашей парольной фразы и нигде не хранится.
init-passphrase-loss = Кто забудет парольную фразу, потеряет все данные: второго ключа нет, и никто не сможет его сделать. Запишите её или 24 слова ключа и храните бумагу в сейфе.
init-next = Что делать дальше
init-next-acknowledge = Прочтите политику и подтвердите это; до того никто не действует:
init-next-words = Запишите корневой ключ и уберите бумагу в сейф:
init-next-staff = Допустите остальных, каждого с ролью из политики:

key-words = Корневой ключ в 24 словах, читать сверху вниз
key-qr = Корневой ключ: QR-код его 24 слов
key-advice = У кого есть эти слова и копия данных, тот прочтёт всё. Храните их на бумаге, а не в файле или на снимке, и уберите бумагу в сейф. `qorgau key restore FILE` снова сделает из них файл ключа.
key-restored = Файл ключа { $path } записан; читать его может только владелец

## Что набрано

bad-key = QORGAU_KEY — не ключ этого хранилища: опечатка, отозван или от другого хранилища. Существующие показывает `qorgau machine list`.
key-next = Храните его там, где его найдёт программа, и больше нигде: снова он не показывается. Программа передаёт его в QORGAU_KEY.
hook-head = Системы, которым сообщают о событиях
hook-all = все
hook-active = исправна
hook-failing = не принимает с { $at }
hook-paused = приостановлена с { $at }
hook-disabled = отключилась { $at }
hook-missed = что-то пропустила
hook-next = Передайте его системе и больше нигде не храните: снова он не показывается. По нему система проверяет каждое событие.
hook-sent = Отправлено: { $sent }; не принято, будет повторено: { $failed }
hook-more = Время вышло, а отправить ещё есть что: запустите снова.
key-over = истёк
at-means-nothing = Здесь --at ничего не значит. Он говорит, когда нечто вступило в силу: при collect, import, event, consent withdraw и request receive и при sweep --dry-run.
format-of-register = Формат csv есть у `qorgau policy register`, `journal` и `list`, md — у `qorgau policy register`, `policy diff` и документов, html и pdf — у документов: `policy render`, `request answer`, `consent text` и `consent receipt`, `journal`, `carrier list`, `act`, уведомлений. Всё остальное отвечает в table и json.
format-of-document = Документ можно записать как html, md или pdf.
format-of-render = Политику можно записать как html, md или pdf.
pdf-needs-out = PDF — это файл: укажите, куда его записать, через --out ФАЙЛ.
no-pdf = Документ не получилось перенести на бумагу: { $why }.
document-written = Записано: { $path }
period-backwards = Период кончается раньше, чем начинается: --from должно быть раньше --to.
bad-moment = Это не момент времени. Напишите дату, например 2026-11-01, или 2026-11-01T09:30:00+05:00.
bad-consent = Напишите согласие как способ и дату: written@2026-11-01. Остальное, на что дано согласие, пишется следом: +third-parties, +cross-border, +publication. Способы: written, electronic-document, state-service, one-time-code и web-form.
bad-pair = Аргумент { $place } среди данных — не вид=значение. Напишите код вида данных, знак равенства и значение, в кавычках, если в нём есть пробелы. Сам аргумент здесь не показан: он может быть чьими-то данными.
bad-line = Строка { $line } ввода — не вид=значение.
item-twice = Вид данных { $item } дан дважды. Дайте его один раз.
bad-stdin = На стандартном вводе не текст в UTF-8.
bad-subject = Это не идентификатор человека. Дайте его целиком или вид данных со значением, например email=name@example.org.
nobody-found = Такого значения { $item } ни у кого нет. Проверьте значение или дайте идентификатор человека.
several-found = Такое значение { $item } есть у нескольких людей ({ $count }). Дайте идентификатор нужного; `qorgau find` их перечислит.
find-by-one = Дайте один вид данных и его значение, например email=name@example.org.
no-event = Скажите, что произошло и с кем: qorgau event СОБЫТИЕ --subject СУБЪЕКТ --purpose ЦЕЛЬ, или --organisation.
rectify-needs-purpose = Скажите в --purpose, для какой цели хранятся эти данные.
no-pack = Пакета { $path } нет. Дайте его папку или { $known } — пакет внутри программы.
pack-is-no-folder = { $path } — не папка. Пакет — это папка с файлами TOML.
no-profile = Для пакета не найден профиль юрисдикции. Дайте его файл в --profile.
bad-profile = Профиль не читается (подробности по-английски): { $why }
unreadable = { $path } не читается: { $why }. Исправьте путь или права доступа.
unwritable = { $path } не записывается: { $why }. Ничего не заменяется; выберите другой путь.
bad-mapping = { $path } — не таблица соответствий: { $why }. Каждая строка: "заголовок" = "вид данных".
bad-words = Это не слова корневого ключа: { $why }.
neither-act-nor-receipt = Это не акт об уничтожении и не квитанция о согласии. Укажите файл в том виде, в каком его выдали, байт в байт.
act-form = Акт об уничтожении не подтверждается: это не такой файл, или он обрезан. Получите его снова, байт в байт.
act-altered = Акт об уничтожении не подтверждается: текст изменён, его SHA-256 не тот, что в записи журнала. Получите файл снова, байт в байт.
act-other-entry = Акт об уничтожении не подтверждается: запись журнала рядом с ним – от другого акта.
act-counts = Акт об уничтожении не подтверждается: числа не сходятся с перечнем.
act-unproved = Акт об уничтожении не подтверждается: журнал с этим ключом его не доказывает. Возьмите ключ, опубликованный владельцем журнала, и файл в том виде, в каком его выдали.
no-qr = Слова не помещаются в QR-код. Возьмите --words.
no-randomness = Система не даёт случайных чисел, а без них пароль не захешировать. Попробуйте позже.
passphrase-needed = Ключ хранилища получается из парольной фразы, а спросить её не у кого: терминала нет. Дайте её в переменной QORGAU_PASSPHRASE.
passphrase-not-text = В переменной QORGAU_PASSPHRASE не текст в UTF-8.
passphrase-short = Парольная фраза коротка: нужно не меньше { $least } знаков, а лучше пять случайных слов.
passphrases-differ = Фразы не совпали. Ничего не создано; попробуйте ещё раз.
ask-passphrase = Парольная фраза:
ask-new-passphrase = Новая парольная фраза (на экране не видна):
ask-passphrase-again = Её же ещё раз:

## Неполадки

fault-value = { $item }: { $why }
fault-input = Введённое не подходит (подробности по-английски): { $why }
fault-no-store = Хранилища в { $path } нет. Создайте его (`qorgau init`) или исправьте --dir.
fault-in-use = Хранилище открыто другим процессом (его замок: { $path }). Дождитесь, пока он закончит, или остановите его.
fault-store = Хранилищем нельзя пользоваться (подробности по-английски): { $why }
fault-log = Журналом нельзя пользоваться (подробности по-английски): { $why }
fault-other = Что-то не так (подробности по-английски): { $why }

## Сроки

span-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[many] { $n } часов
 }
span-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
 }
span-working-days = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
 }
span-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[many] { $n } месяцев
 }
span-years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[many] { $n } лет
 }

# О командной строке, которая не читается.
usage = Использование: { $usage }
usage-help = Подробнее: --help.
usage-no-option = здесь нет параметра { $arg }{ $near ->
    [none] {""}
   *[other] ; возможно, { $near }?
}
usage-one-too-many = лишний аргумент (он не показан: это могут быть чьи-то данные); значение с пробелами берут в кавычки: full-name="Имя Фамилия"
usage-no-command = такой команды нет{ $near ->
    [none] {""}
   *[other] ; возможно, { $near }?
}
usage-which-command = не указана команда
usage-missing = не хватает: { $arg }
usage-conflict = { $arg } и { $other } вместе не указывают
usage-no-value = параметру { $arg } нужно значение
usage-value-of = значение { $arg } должно быть одним из: { $valid }
usage-value = значение { $arg } не читается: { $why }
usage-id = { $arg } — это идентификатор: 32 шестнадцатеричные цифры пятью группами, как в списках и ответах; скопируйте его целиком
usage-name = { $arg } — это краткое имя: от 1 до { $most } строчных латинских букв, цифр и дефисов, в начале буква или цифра
usage-number = { $arg } — это целое число
usage-utf-8 = аргумент не в UTF-8; переключите терминал на UTF-8
usage-count = у { $arg } слишком много или слишком мало значений

log-rebuilt = Плитки { $entries } записей построены заново и дают подписанное
year-missing = В профиле ещё нет рабочих дней { $year } года: дни, которым они нужны, — лишь границы, а то, чей срок, возможно, истёк, ждёт. Внесите год: `qorgau edition profile ФАЙЛ`.

serve-serving = { $name } доступна по адресу { $address }
serve-certificate = Сертификат, SHA-256: { $print }
serve-stop = Остановка — Ctrl-C или SIGTERM: начатое будет закончено; по SIGHUP сертификат читается заново.
serve-first = Пока никто не завёл средств входа. { $staff } делает это один раз, в течение 24 часов, по этому секрету (POST /v1/enrolment; см. docs/build.md): { $link }
serve-stopped = Остановлено; всё, на что был дан ответ, сохранено.
serve-reloaded = Сертификат прочитан заново, SHA-256: { $print }
serve-not-reloaded = Прочитать сертификат заново не удалось, остаётся прежний: { $why }
serve-address = По адресу { $address } слушать нельзя: { $why }. Укажите другой в --listen или остановите то, что там слушает.
serve-file = Файл { $path } не читается: { $why }
serve-certificate-half = Сертификат и его закрытый ключ указывают вместе: --certificate и --private-key.
serve-connections = Нужно принимать хотя бы одно соединение.
