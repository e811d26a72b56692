# Репетицияның сөздері. Кілттер барлық тілде бірдей.

demo-title = Qorgau: репетиция
demo-lead = Тек осы қалтада ғана бар ұйымның алты жылы және ойдан шығарылған { $people } адам; саясат — { $operator }, { $edition } редакциясы. Бәрін кәдімгі командалар орындайды, әрқайсысы өз қадамының астында тұр. Кейін оларды осы қалтада байқап көру үшін алдымен мынаны теріңіз:
demo-seconds = { $time } с
demo-milliseconds = { $time } мс
demo-progress = { $count } жол

demo-not-empty = { $dir } қалтасы бос емес; ештеңе жазылған жоқ. Басқасын таңдаңыз: --dir.
demo-too-many = Бұл қалтада репетиция тым көп. Басқасын таңдаңыз: --dir.

## Қадамдар

demo-files = Файлдар: басқа жүйе беретін күйінде
demo-files-done = { $people } адам: 12 тізімде { $rows } жол және { $events } оқиға, { $files } CSV файлы
demo-files-why = Бәрі { $seed } санынан ойдан шығарылған және әр жолы бірдей: екі жазудағы есімдер, бақылау цифрлары дұрыс ЖСН мен шоттар, мысалға арналған домендердегі пошта.

demo-store = Қойма: саясат күшіне енген күні құрылды
demo-store-done = { $edition } редакциясы: { $purposes } мақсат, { $lists } тізім, { $items } дерек түрі; онымен { $staff } қызметкер танысты
demo-store-why = Бұл — репетиция: сағатын ауыстырғанша ол бір орнында тұрады, қазір { $day }. Нағыз қойманың сағаты біреу ғана — машинаның сағаты.

demo-years = Алты жыл, жыл артынан жыл
demo-years-why = Қоймадан бұрынғының бәрі ескі файлдармен келеді: әуелі адамдар, сосын олармен не болғаны. Қате оқиғаны әлі кері алуға болатын үзілістен кейін мерзімі өткеннің бәрі жойылады.
demo-years-period = кезең
demo-years-taken = қабылданды
demo-years-rows = жазба
demo-years-over = кешікті
demo-years-events = оқиға
demo-years-destroyed = жойылды
demo-years-done = Кәдімгі қабылдау арқылы { $rows } жол, секундына { $rate }; жол-жөнекей { $destroyed } жазба жойылды
demo-years-refused = { $count } жол кешікті: мерзімі өтіп кеткен, ал жойылуы тиіс дерек қабылданбайды ({ $clause }). Олар файлдардың жанында мәндерсіз тізілген.
demo-years-others = Басқа себептермен { $rejected } жол қойылмады, { $conflicts } адам белгілі екі адамға бірдей ұқсайды. Мұнда бұлай болмауы керек.

demo-read = Оқу: рұқсат берілді және журналға жазылды
demo-read-done = Сату бөліміне клиенттің осы деректерін көруге болады: { $clause }, журналдың { $entry }-жазбасы
demo-refuse = Сол клиенттің бір дерегі басқа мақсатпен сұралды: бас тартылды
demo-block = Адам бұғатталды
demo-block-done = Енді тек сақтау ғана: { $clause }, журналдың { $entry }-жазбасы
demo-block-why = Қыркүйекте бас тартылған үміткер деректерінің қате болғанын айтады. Оларды жоятын уақыт келді; бірақ шағым тексеріліп жатқанда олар пайдаланылмайды да, жойылмайды да.

demo-sweep = { $day } күнгі жою: ненің мерзімі өтті және неге
demo-sweep-clause = тармақ
demo-sweep-purpose = мақсат
demo-sweep-term = мерзім
demo-sweep-records = жазба
demo-sweep-all = барлығы
demo-sweep-done = { $destroyed } жазба жойылды; { $persons } адамнан ештеңе қалмады
demo-sweep-kept = Тағы { $count } жазба мерзімі өтсе де қалады: адамы бұғатталған.

demo-register = Тізілім: қазіргі күйі
demo-register-clause = тармақ
demo-register-purpose = мақсат
demo-register-category = кім туралы
demo-register-held = бар
demo-register-stored = сақтауда
demo-register-blocked = бұғатта
demo-register-due = өткен
demo-register-destroyed = жойылған
demo-register-all = барлығы
demo-register-done = Қоймада { $people } адам, журналда { $entries } жазба бар.

demo-proof = Дәлел: күмәнданғандар үшін
demo-proof-act = Жою актісі дұрыс, оған файлдың өзі мен журналдың ашық кілті жеткілікті: { $destroyed } жазба, журналдың { $entry }-жазбасы
demo-proof-log = Журнал дұрыс: { $entries } жазбаның бірде-бірі жоғалмаған және өзгермеген; { $gone } жазба жойылған деректер туралы еді, олардың әрқайсысы актіде аталған

demo-consent = Келісім және сол кезде көрсетілген мәтін
demo-consent-done = Клиент хабарлама алуға келісті: { $clause }, журналдың { $entry }-жазбасы. Көрсетілген мәтіннің ({ $lines } жол) SHA-256 таңбасы келісіммен бірге сақталады.
demo-consent-why = Өңдеуге және үшінші тұлғаларға беруге бөлек-бөлек рұқсат берілді; таратуға және шетелге беруге рұқсат жоқ.
demo-consent-used = Мекенжайды алды: { $recipient }. Міндеттемесі күшінде, келісім мұны қамтиды ({ $clause })
demo-abroad = Келушінің деректерін шетелге беру: бас тартылды
demo-abroad-taken = Сайтқа келуші үшінші тұлғаларға беруге келіседі, шетелге беруге келіспейді (журналдың { $entry }-жазбасы)
demo-withdraw = Келісім қайтарылды, ол туралы түбіртек
demo-withdraw-done = Пайдалану осы жазбадан бастап тоқтады ({ $clause })
demo-withdraw-receipt = Түбіртек дұрыс; тексеруге оның файлы мен журналдың ашық кілті жетті: { $origin } журналы, { $entry }-жазба
demo-information = «Мен туралы не сақтайсыз?»
demo-information-code = Өтініш электрондық поштамен белгісіз біреуден келді. Код мекенжайға жіберіліп, қайтып келді: енді бұл – { $subject } субъектісінің өтініші.
demo-information-done = Жауап берілді: мақсаттар – { $purposes }, мәндер – { $values }, олармен жасалған әрекеттер – { $acts }; құжат: { $path }
demo-erase = «Бәрін жойыңыз!»
demo-erase-done = { $n ->
    [0] Ештеңе жойылған жоқ
   *[other] { $n } жазба бірден жойылды, акт жасалды
 }
demo-erase-kept = Шектеулі түрде қалады: { $purpose }; { $law }. Қай күнге дейін: { $until }
demo-erase-open = қатынас жалғасқанша, одан кейін заң белгілеген мерзім бойы
demo-erase-answer = Жауапта мұның бәрі заң бойынша көрсетілген: { $path }. Жауап мерзімінің ережесі: { $rule }.
demo-breach = Қауіпсіздіктің бұзылуы және ол туралы хабарлау
demo-breach-what = Вебинарға қатысушылар тізімі бар ноутбук таксиде ұмытылып қалды. Дискісі шифрланған.
demo-breach-consequences = Диск ашылса, қажетсіз хаттар келуі мүмкін.
demo-breach-measures = Кілттер кері қайтарылды, құпиясөздер сол күні ауыстырылды; қатысушыларға хабарланып жатыр.
demo-breach-done = Тізілімдегі нөмірі – { $number } ({ $clause }). Уәкілетті органға { $due } дейін хабарлау керек; толтырылған хабарлама: { $path }
demo-breach-why = Сол күні 2026/17 нөмірімен хабарланды; әйтпесе `qorgau deadlines` мұны бірінші әрі айқын көрсетер еді.
demo-publish = Сол пакеттен жарияланған саясат
demo-publish-done = Жұртшылық оқитын түрде, қазақ, орыс және ағылшын тілдерінде: { $files } файл, { $path } қалтасы
demo-lies-papers = адамдарға арналған { $n } файл: жауаптар, хабарлама, түбіртек, саясат

demo-lies = Не қайда жатыр
demo-lies-store = қойма
demo-lies-database = адамдар, мөрленген
demo-lies-key = бәрінің кілті: орны — сейф
demo-lies-log = журнал: бақылау нүктелері мен тақталар
demo-lies-verifier = тексерушілерге арналған ашық кілт
demo-lies-acts = { $n } жою актісі
demo-lies-files = қабылданған { $n } CSV файлы
demo-lies-care = Жойылған дерек қоймада жоқ, бірақ тек қоймада ғана: ол CSV файлдарында қалды. Нағыз жұмыста олар қабылданған бойда жойылады.

demo-next = { $time } ішінде бітті. Енді не істеуге болады?
demo-next-means = Сағат алға жылжығанда сеанс аяқталады; сонда қайта кіріңіз: құпиясөз бен әрқайсысы бір рет жарайтын қосалқы кодтар мына файлда: { $file }.
demo-next-show = Клиент туралы не, не үшін және қашанға дейін сақталады:
demo-next-ahead = Бес апта өтсін, сосын мерзімі өткені тағы жойылсын:
demo-next-register = Осының бәрін алдын ала айтқан тізілімнің өзі:

## Өлшемдер

demo-bytes = { $size } Б
demo-kilobytes = { $size } кБ
demo-megabytes = { $size } МБ

## Мақсаттар бір-екі сөзбен

demo-purpose-recruitment = Жұмысқа іріктеу
demo-purpose-employment = Еңбек шарты
demo-purpose-business-trips = Іссапарлар
demo-purpose-training = Оқыту
demo-purpose-benefits = Жеңілдіктер
demo-purpose-statutory-reports = Есептер, салықтар
demo-purpose-contracts = Шарттар
demo-purpose-products = Өнімдер
demo-purpose-sites = Сайттар
demo-purpose-mailings = Хабарламалар
demo-purpose-events = Іс-шаралар

## Санаттар бір-екі сөзбен

demo-category-candidate = Үміткер
demo-category-employee = Қызметкер
demo-category-counterparty = Контрагент
demo-category-representative = Өкіл
demo-category-site-user = Сайтқа келуші
demo-category-user-counterparty = Пайдаланушы контрагент
demo-category-participant = Қатысушы
