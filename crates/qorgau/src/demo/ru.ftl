# Что говорит репетиция. Ключи те же на всех языках.

demo-title = Qorgau: репетиция
demo-lead = { $people } { $p ->
    [one] выдуманный человек
    [few] выдуманных человека
   *[many] выдуманных человек
 } и шесть лет организации, которой нет нигде, кроме этой папки, по политике { $operator } в редакции { $edition }. Всё делают обычные команды, и каждая стоит под своим шагом. Чтобы потом испытать их в этой папке, сначала наберите:
demo-seconds = { $time } с
demo-milliseconds = { $time } мс
demo-progress = { $count } { $n ->
    [one] строка
    [few] строки
   *[many] строк
 }

demo-not-empty = Папка { $dir } не пуста; ничего не записано. Выберите другую: --dir.
demo-too-many = В этой папке слишком много репетиций. Выберите другую: --dir.

## Шаги

demo-files = Файлы, какими их отдала бы другая система
demo-files-done = { $people } { $p ->
    [one] человек
    [few] человека
   *[many] человек
 }: { $rows } { $r ->
    [one] строка
    [few] строки
   *[many] строк
 } в 12 списках и { $events } { $e ->
    [one] событие
    [few] события
   *[many] событий
 }; файлов CSV — { $files }
demo-files-why = Всё выдумано из числа { $seed } и каждый раз одинаково: имена в двух письменностях, ИИН и счета с верными контрольными цифрами, почта на доменах для примеров.

demo-store = Хранилище, основанное в день вступления политики в силу
demo-store-done = Редакция { $edition }: { $purposes } целей, { $lists } списков, { $items } видов данных; с ней ознакомлены { $staff } { $staff ->
    [one] сотрудник
    [few] сотрудника
   *[many] сотрудников
 }
demo-store-why = Это репетиция: её часы стоят, пока их не переведут, сейчас на { $day }. У настоящего хранилища часы одни — часы машины.

demo-years = Шесть лет, год за годом
demo-years-why = Что старше хранилища, приходит старыми файлами: сначала люди, затем то, что с ними было. После паузы, в которую ошибочное событие ещё можно отозвать, уничтожается всё, чей срок истёк.
demo-years-period = с – по
demo-years-taken = принято
demo-years-rows = записей
demo-years-over = опоздало
demo-years-events = событий
demo-years-destroyed = уничтожено
demo-years-done = { $rows } { $r ->
    [one] строка
    [few] строки
   *[many] строк
 } через обычный приём, { $rate } в секунду; по пути уничтожено записей: { $destroyed }
demo-years-refused = { $count } { $n ->
    [one] строка опоздала
    [few] строки опоздали
   *[many] строк опоздали
 }: срок уже истёк, а чему пора исчезнуть, того не принимают ({ $clause }). Они перечислены рядом с файлами, без значений.
demo-years-others = По другим причинам отложено строк: { $rejected }; похожи сразу на двух известных людей: { $conflicts }. Здесь такого быть не должно.

demo-read = Чтение: разрешено и записано в журнал
demo-read-done = Отделу продаж можно видеть это о клиенте: { $clause }, запись журнала { $entry }
demo-refuse = Один из видов данных того же клиента для другой цели: отказ
demo-block = Человек заблокирован
demo-block-done = Отныне только хранение: { $clause }, запись журнала { $entry }
demo-block-why = Кандидат, которому отказали в сентябре, говорит, что данные были неверны. Их пора уничтожить; но пока жалобу проверяют, их не используют и не уничтожают.

demo-sweep = Уничтожение { $day }: чей срок истёк и почему
demo-sweep-clause = пункт
demo-sweep-purpose = цель
demo-sweep-term = срок
demo-sweep-records = записей
demo-sweep-all = всего
demo-sweep-done = Уничтожено записей: { $destroyed }; { $p ->
    [one] от { $persons } человека
   *[other] от { $persons } человек
 } не осталось ничего
demo-sweep-kept = { $count ->
    [one] Ещё { $count } запись остаётся, хотя её срок истёк: человек заблокирован.
    [few] Ещё { $count } записи остаются, хотя их срок истёк: люди заблокированы.
   *[many] Ещё { $count } записей остаются, хотя их срок истёк: люди заблокированы.
 }

demo-register = Реестр, каков он сейчас
demo-register-clause = пункт
demo-register-purpose = цель
demo-register-category = о ком
demo-register-held = есть
demo-register-stored = хранение
demo-register-blocked = блок
demo-register-due = истекло
demo-register-destroyed = уничтожено
demo-register-all = всего
demo-register-done = В хранилище { $people } { $p ->
    [one] человек
    [few] человека
   *[many] человек
 }, в журнале { $entries } { $e ->
    [one] запись
    [few] записи
   *[many] записей
 }.

demo-proof = Доказательство для того, кто сомневается
demo-proof-act = Акт об уничтожении верен, проверен одним файлом и открытым ключом журнала: записей { $destroyed }, запись журнала { $entry }
demo-proof-log = Журнал верен: ни одна из { $entries } { $e ->
    [one] записи
   *[other] записей
 } не пропала и не изменена; { $gone } говорили об уничтоженном, и каждую называет акт

demo-consent = Согласие – и текст, который при этом показали
demo-consent-done = Клиент согласен на рассылку: { $clause }, запись журнала { $entry }. При согласии хранится SHA-256 показанного текста; строк в нём: { $lines }.
demo-consent-why = Обработка и передача третьим лицам разрешены, каждая отдельно; распространение и передача за границу – нет.
demo-consent-used = Адрес получает { $recipient }: обязательство действует, и согласие это охватывает ({ $clause })
demo-abroad = Данные посетителя – за границу: отказано
demo-abroad-taken = Посетитель сайта согласен на третьих лиц, но не на границу (запись журнала { $entry })
demo-withdraw = Согласие отозвано, и квитанция об этом
demo-withdraw-done = Использование прекращено с этой самой записи ({ $clause })
demo-withdraw-receipt = Квитанция верна; для проверки хватило её файла и открытого ключа журнала: журнал { $origin }, запись { $entry }
demo-information = «Что у вас есть обо мне?»
demo-information-code = Обращение пришло по электронной почте неизвестно от кого. Код ушёл на адрес, вернулся, и теперь это обращение субъекта { $subject }.
demo-information-done = Ответ дан: целей – { $purposes }, значений – { $values }, действий с ними – { $acts }; документ: { $path }
demo-erase = «Уничтожьте всё!»
demo-erase-done = { $n ->
    [0] Ничего не уничтожено
    [one] { $n } запись уничтожена сразу, составлен акт
    [few] { $n } записи уничтожены сразу, составлен акт
   *[many] { $n } записей уничтожено сразу, составлен акт
 }
demo-erase-kept = Остаётся с ограниченным доступом: { $purpose }; { $law }. До какого дня: { $until }
demo-erase-open = пока длится отношение, а затем срок, установленный законом
demo-erase-answer = Об этом говорит ответ, закон за законом: { $path }. Срок ответа – по правилу: { $rule }.
demo-breach = Нарушение безопасности – и кому о нём сообщают
demo-breach-what = В такси забыт ноутбук со списком участников вебинара. Его диск зашифрован.
demo-breach-consequences = Нежелательные письма, если диск сумеют открыть.
demo-breach-measures = Ключи отозваны, пароли сменены в тот же день; участников оповещают.
demo-breach-done = Номер { $number } в реестре ({ $clause }). Уполномоченный орган должен узнать не позднее { $due }; заполненное уведомление: { $path }
demo-breach-why = Сообщено в тот же день за номером 2026/17; иначе `qorgau deadlines` показывал бы это первым, и громко.
demo-publish = Политика, опубликованная из того же пакета
demo-publish-done = Так, как её читают люди, на казахском, русском и английском: файлов – { $files }, папка { $path }
demo-lies-papers = { $n ->
    [one] { $n } файл
    [few] { $n } файла
   *[many] { $n } файлов
 } для людей: ответы, уведомление, квитанция, политика

demo-lies = Где что лежит
demo-lies-store = хранилище
demo-lies-database = люди, запечатаны
demo-lies-key = ключ ко всему: ему место в сейфе
demo-lies-log = журнал: контрольные точки и плитки
demo-lies-verifier = открытый ключ для проверяющих
demo-lies-acts = { $n ->
    [one] { $n } акт об уничтожении
    [few] { $n } акта об уничтожении
   *[many] { $n } актов об уничтожении
 }
demo-lies-files = { $n ->
    [one] { $n } принятый файл CSV
    [few] { $n } принятых файла CSV
   *[many] { $n } принятых файлов CSV
 }
demo-lies-care = Уничтоженного больше нет в хранилище — но только в нём: в файлах CSV оно осталось. В настоящем деле их уничтожают, как только они приняты.

demo-next = Готово за { $time }. Что дальше?
demo-next-show = Что хранится о клиенте, зачем и до каких пор:
demo-next-ahead = Пусть пройдёт пять недель, и снова уничтожается то, чей срок истёк:
demo-next-register = Сам реестр, в котором всё это сказано заранее:

## Размеры

demo-bytes = { $size } Б
demo-kilobytes = { $size } кБ
demo-megabytes = { $size } МБ

## Цели одним-двумя словами

demo-purpose-recruitment = Подбор
demo-purpose-employment = Трудовой договор
demo-purpose-business-trips = Командировки
demo-purpose-training = Обучение
demo-purpose-benefits = Льготы
demo-purpose-statutory-reports = Отчёты, налоги
demo-purpose-contracts = Договоры
demo-purpose-products = Продукты
demo-purpose-sites = Сайты
demo-purpose-mailings = Рассылки
demo-purpose-events = Мероприятия

## Категории одним-двумя словами

demo-category-candidate = Кандидат
demo-category-employee = Работник
demo-category-counterparty = Контрагент
demo-category-representative = Представитель
demo-category-site-user = Посетитель сайта
demo-category-user-counterparty = Контрагент-пользователь
demo-category-participant = Участник
