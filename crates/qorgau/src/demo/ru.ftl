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
 }: срок уже истёк, а чему пора исчезнуть, того не принимают (пункт { $clause }). Они перечислены рядом с файлами, без значений.
demo-years-others = По другим причинам отложено строк: { $rejected }; похожи сразу на двух известных людей: { $conflicts }. Здесь такого быть не должно.

demo-read = Чтение: разрешено и записано в журнал
demo-read-done = Отделу продаж можно видеть это о клиенте: пункт { $clause }, запись журнала { $entry }
demo-refuse = Один из видов данных того же клиента для другой цели: отказ
demo-block = Человек заблокирован
demo-block-done = Отныне только хранение: пункт { $clause }, запись журнала { $entry }
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
