# Пәрмен жолы не айтады. Кілттер барлық тілде бірдей.

## Сөздер

refused = рұқсат жоқ
fault = орындалмады
entry = журналдағы { $entry }-жазба
no = жоқ
all = барлығы

## Орындалған әрекеттер

done-collect = Қабылданды
done-read = Оқылды
done-rectify = Түзетілді
done-record-event = Оқиға жазылды
done-revoke-event = Оқиға кері қайтарылды
done-block = Бұғатталды: енді тек сақталады
done-unblock = Бұғаттан шығарылды: бұзушылық табылмады
done-unblock-rectified = Бұғаттан шығарылды: қате дерек ауыстырылды
done-unblock-destroyed = Бұғаттан шығарылды: қате дерек жойылды
done-hold = Ұсталды: алып тасталғанша ештеңе жойылмайды
done-release = Ұстау алып тасталды
done-erase = Жойылды
done-merge = Енді бұл — бір адам
done-split = Бөлінді: аталғандар енді басқа адамдікі
done-add-staff = Рұқсат берілді
done-remove-staff = Рұқсат тоқтатылды
done-add-key = Кілт берілді
done-remove-key = Кілт жойылды
done-add-hook = Оқиғалар бұдан былай сонда жіберіледі
done-remove-hook = Оқиғалар енді онда жіберілмейді
done-resume-hook = Оқиғалар онда қайта жіберіледі
done-rotate-hook = Бұдан былай басқа құпия кілтпен қол қойылады
done-test-hook = Ештеңе хабарламайтын оқиға жіберуді күтіп тұр
done-acknowledge-edition = Қолданыстағы редакциямен таныстым, оны сақтаймын
done-activate-edition = Жаңа редакция қолданысқа енді
done-enter-profile = Бейін жаңартылды

collect-known = Бұл адам бұрыннан белгілі: қабылданғаны оның тағы бір қатынасы болды.
collect-conflict = Мәндер әртүрлі адамдарды көрсетеді ({ $item }). Жаңа субъект ашылды, ештеңе біріктірілген жоқ; егер бұл бір адам болса, соны айтыңыз: `qorgau subject merge`.
rectify-conflict = «{ $item }» дерегінің дәл осындай мәні басқа адамда да бар. Ештеңе біріктірілген жоқ; екеуі бір адам болса, оны `qorgau subject merge` пәрменімен көрсетіңіз.
found-nobody = Сіздің рөліңізге табуға рұқсат етілген адамдардың ешқайсысында мұндай мән жоқ.
not-held = сақталмаған
kept-hashed = кері қайтпайтын хеш түрінде сақталады
staff-next = { $staff } әрекет етпес бұрын шақыру алады (qorgau staff invite { $staff }), жүйеге кіреді, саясатпен танысып, оны растайды: qorgau staff acknowledge
edition-next = Әрі қарай әрекет етпес бұрын рұқсаты бар әркім танысқанын растайды: qorgau staff acknowledge
event-everywhere = «{ $event }» оқиғасы жазылды
event-blocked-left = Бұғатталған адамдардың дерегін өзгертуге болмайды. Олар бұғаттан шыққан соң осы пәрменді қайталаңыз.

## Өрістердің атаулары

field-subject = субъект
field-engagement = қатынас
field-items = дерек түрлері
field-event = оқиға
field-hold = ұстау
field-split-off = жаңа субъект
field-staff = қызметкер
field-key = кілт
field-secret = кілттің өзі
field-hook = жүйе
field-signed-with = құпия кілт
field-roles = рөлдері
field-edition = редакция
field-number = нөмірі
field-sha256 = SHA-256
field-destroyed = жойылған жазбалар
field-persons = дерегі түгел жойылған адамдар
field-kept = мерзімі өтсе де сақталған
field-waiting = мерзімі өткен болуы мүмкін, жылдың күнтізбесін күтуде
field-act-file = жою актісі
field-recorded = жазылды
field-already = бұрыннан жазылған
field-left-blocked = қалды: бұғатталған
field-blocked = бұғат
field-holds-on = ұстаулар
field-acts = журналдағы әрекеттер
field-category = кім
field-ground = негізі
field-source = дереккөзі
field-since = қай уақыттан
field-phase = кезеңі
field-due = жойылатын күні
field-terms = мерзімдері
field-events = оқиғалар
field-entries = жазбалар
field-signed = соңғы бақылау нүктесі қол қойған
field-present = дерегі сақталған адамдар туралы
field-gone = субъект бөлігі актімен жойылған
field-run = іске қосу
field-log = журнал
field-entry = журнал жазбасы
field-rows = жолдар
field-taken = қабылданды
field-already-in = бұрыннан қабылданған
field-rejected = қабылданбады
field-rejects-file = қабылданбаған жолдар
field-delete-by = бұл файлды мына күнге дейін жойыңыз
field-conflicts = белгілі адамдарға қайшы
field-holds = мазмұны
field-operator = оператор
field-approved = бекітілді
field-in-force = қолданысы
field-policy = саясат
field-profile = юрисдикция
field-first-staff = алғашқы рұқсат алған
field-log-key = журналдың ашық кілті
field-rehearsal = жаттығу, сағаты

## Кесте тақырыптары

head-subject = Субъект
head-clause = Тармақ
head-purpose = Мақсат
head-category = Кім туралы
head-fate = Не болады
head-phase = Кезең
head-due = Жойылады
head-engagement = Қатынас
head-entry = Жазба
head-time = Уақыты
head-actor = Кім
head-act = Әрекет
head-about = Не туралы
head-staff = Қызметкер
head-key = Кілт
head-owner = Берген
head-allows = Рұқсаты
head-key-used = Соңғы қолданылуы
head-until = Мерзімі
head-hook = Жүйе
head-host = Торап
head-events = Оқиғалар
head-condition = Күйі
head-waiting = Күтуде
head-roles = Рөлдері
head-acknowledged = Қолданыстағы редакция
head-number = №
head-pack = Пакет
head-edition = Редакция
head-approved = Бекітілген
head-in-force = Қолданыс басы
head-sha256 = SHA-256
head-held = Бар
head-stored = Сақтауда
head-blocked = Бұғатта
head-is-due = Мерзімі өткен
head-destroyed = Жойылған

## Қызметкерлер мен редакциялар

staff-head = Қызметкерлер
machine-head = Бағдарламалардың кілттері
edition-head = Редакциялар
acknowledged = танысқан
acknowledged-older = бұрынғысымен танысқан
not-acknowledged = таныспаған

## Адам туралы не сақталады

due-unknown = мерзім әлі басталмаған
due-not-before = { $at } уақытынан ерте емес
blocked-since = { $since } бастап
hold-line = қойған: { $by }, { $since }
ground-consent = келісім ({ $way }, { $at })
source-subject = адамның өзі
source-import = жүктелген файл
source-carried-over = бұрынғы қатынас
export-acts = Не істелді

## Мерзімі бойынша жою

sweep-done = Дайын: мерзімі өткеннің бәрі жойылды
sweep-nothing = Жоятын ештеңе жоқ
sweep-progress = жойылды: { $count }
sweep-unsigned = Актіге әлі қол қойылмады: дерекқорды біреу оқып отыр. Қойма сол оқырмансыз ашылғанда қол қойылады.
event-progress = жазылды: { $count }
plan-head = { $at }: { $count } жойылар еді, { $kept } сақталар еді. Қазір ештеңе жойылған жоқ.
fate-due = мерзімі { $since } өтті, ереже: { $term }
fate-blocked = сақталады: бұғатталған
fate-held = сақталады: { $by } ұстап тұр
fate-paused = { $until } дейін кідіріс: қате оқиғаны қайтарып алуға болады
fate-not-before = одан ерте емес: { $year } жылдың күнтізбесі жоқ
fate-moved = күні қайта есептеледі
fate-not-due = мерзімі өтпеген

## Журнал

log-sound = Журнал бүтін
log-faulty = Журналда { $count } ақау бар
log-faulty-next = Енді ештеңе жазбаңыз. Қалтаны сол қалпында көшіріп алыңыз, ақаудың көлемін білу үшін `qorgau doctor --deep` іске қосыңыз да, деректерді сақтық көшірмеден қалпына келтіріңіз.
log-progress = тексерілген жазбалар: { $count }
not-signed = Әрекет орындалды және сақталды, бірақ содан кейін журналға қол қойылмады: { $why }
act-holds = Жою актісі расталды: ол қол қойылған журналда бар

## Тексеру

doctor-well = Сырт көзге қойма дұрыс; `--deep` әр жолды ашып, журналмен салыстырады
doctor-well-deep = Қойма дұрыс: { $rows } жол қаралды
doctor-ill = { $count } елеулі ақау табылды
doctor-progress = қаралды: { $count }

## Шолу және сағат

overview-head = { $people } адам, { $entries } журнал жазбасы, { $at }
clock-rehearsal = Бұл жаттығуда қазір { $at }
clock-system = Осы машинаның сағатымен қазір { $at }

## Файлды жүктеу

import-nothing = { $seconds } с ішінде ештеңе жүктелмеді: барлық жолдар қабылданбады
import-done = Файл { $seconds } с ішінде жүктелді
import-progress = { $rows } жол · { $rate }/с · { $left } қалды · қабылданбады: { $rejected }
import-resumed = Алдыңғы жүктеу тоқтаған жерден, { $row }-жолдан кейін жалғасты.
import-conflict = { $row }-жол: { $item } басқа адамды көрсетеді; жаңа субъект ашылды: { $subject }. Егер бұл бір адам болса: qorgau subject merge

## Пакеттер

pack-sound = { $pack } пакеті, { $edition } редакциясы: қате жоқ
pack-counts = { $purposes } мақсат, { $rows } жол, { $items } дерек түрі, { $roles } рөл

## Жаңа қойма

init-made = Жаңа қойма жасалды: { $dir }
init-key-head = Түбірлік кілт
init-key = Ол { $path } файлында жатыр және бәрін ашады. Бұл файлды тек сіз оқи аласыз.
init-key-loss = Кілтін жоғалтқан барлық деректен айырылады: екінші кілт жоқ, оны ешкім жасай алмайды. Қағаздағы көшірмесін сейфте сақтаңыз, ал файлды деректердің сақтық көшірмелерінен бөлек ұстаңыз: екеуі де қолында бар адам бәрін оқи алады.
init-passphrase = Ол әр жолы сіздің құпия фразаңыздан алынады және еш жерде сақталмайды.
init-passphrase-loss = Құпия фразаны ұмытқан барлық деректен айырылады: екінші кілт жоқ, оны ешкім жасай алмайды. Фразаны немесе кілттің 24 сөзін жазып алып, қағазды сейфте сақтаңыз.
init-next = Енді не істеу керек
init-next-acknowledge = Саясатты оқып, соны растаңыз; оған дейін ешкім әрекет етпейді:
init-next-words = Түбірлік кілтті жазып алып, қағазды сейфке салыңыз:
init-next-staff = Қалғандарға саясаттағы рөлімен рұқсат беріңіз:

key-words = Түбірлік кілт 24 сөзбен, жоғарыдан төмен қарай оқыңыз
key-qr = Түбірлік кілт: оның 24 сөзінің QR коды
key-advice = Осы сөздер мен деректердің көшірмесі қолында бар адам бәрін оқи алады. Оларды файлда не суретте емес, қағазда сақтап, сейфке салыңыз. `qorgau key restore FILE` олардан кілт файлын қайта жасайды.
key-restored = Кілт файлы жазылды: { $path }; оны тек иесі оқи алады

## Не терілді

bad-key = QORGAU_KEY — бұл қойманың кілті емес: қате терілген, жойылған немесе басқа қойманікі. Барларын `qorgau machine list` көрсетеді.
key-next = Оны бағдарлама табатын жерде ғана сақтаңыз: ол қайта көрсетілмейді. Бағдарлама оны QORGAU_KEY арқылы береді.
hook-head = Оқиғалар хабарланатын жүйелер
hook-all = барлығы
hook-active = жұмыс істейді
hook-failing = { $at } бастап қабылдамайды
hook-paused = { $at } бастап тоқтатылған
hook-disabled = { $at } ажыраған
hook-missed = бірдеңені өткізіп алған
hook-next = Оны жүйеге беріңіз де, басқа жерде сақтамаңыз: ол қайта көрсетілмейді. Жүйе әр оқиғаны осымен тексереді.
hook-sent = Жіберілді: { $sent }; қабылданбады, қайталанады: { $failed }
hook-more = Уақыт бітті, ал жіберілетіні әлі бар: қайта іске қосыңыз.
key-over = мерзімі өтті
at-means-nothing = Мұнда --at ештеңе білдірмейді. Ол бір нәрсенің қашан күшіне енгенін айтады: collect, import, event, consent withdraw, request receive кезінде және sweep --dry-run кезінде.
format-of-register = csv пішімі `qorgau policy register`, `journal` және `list` үшін, md — `qorgau policy register`, `policy diff` және құжаттар үшін, html мен pdf — құжаттар үшін: `policy render`, `request answer`, `consent text` және `consent receipt`, `journal`, `carrier list`, `act`, хабарламалар. Қалғандары table және json пішімінде жауап береді.
format-of-document = Құжат html, md немесе pdf түрінде жазылады.
format-of-render = Саясат html, md немесе pdf түрінде жазылады.
pdf-needs-out = PDF — файл: оны қайда жазу керегін --out ФАЙЛ арқылы айтыңыз.
no-pdf = Құжатты қағазға түсіру мүмкін болмады: { $why }.
document-written = Жазылды: { $path }
period-backwards = Кезең басталмай аяқталады: --from мәні --to мәнінен ерте болуы керек.
bad-moment = Бұл уақыт емес. Күнді 2026-11-01 немесе 2026-11-01T09:30:00+05:00 түрінде жазыңыз.
bad-consent = Келісімді тәсілі мен күні түрінде жазыңыз: written@2026-11-01. Тағы неге келіскені соңынан жазылады: +third-parties, +cross-border, +publication. Тәсілдері: written, electronic-document, state-service, one-time-code және web-form.
bad-pair = Деректердің { $place }-аргументі түр=мән емес. Дерек түрінің кодын, теңдік белгісін және мәнін жазыңыз; бос орны болса, тырнақшаға алыңыз. Аргументтің өзі көрсетілмейді: ол біреудің дерегі болуы мүмкін.
bad-line = Енгізілгеннің { $line }-жолы түр=мән емес.
item-twice = { $item } дерек түрі екі рет берілген. Бір рет беріңіз.
bad-stdin = Стандартты енгізу UTF-8 мәтіні емес.
bad-subject = Бұл адамның идентификаторы емес. Оны толық беріңіз немесе дерек түрін мәнімен беріңіз, мысалы email=name@example.org.
nobody-found = { $item } түрінің мұндай мәні ешкімде жоқ. Мәнді тексеріңіз немесе адамның идентификаторын беріңіз.
several-found = { $item } түрінің мұндай мәні бірнеше адамда бар ({ $count }). Керегінің идентификаторын беріңіз; оларды `qorgau find` көрсетеді.
find-by-one = Бір дерек түрін мәнімен беріңіз, мысалы email=name@example.org.
no-event = Не болғанын және кіммен болғанын айтыңыз: qorgau event ОҚИҒА --subject СУБЪЕКТ --purpose МАҚСАТ, немесе --organisation.
rectify-needs-purpose = Деректер қай мақсатпен сақталатынын --purpose арқылы айтыңыз.
no-pack = { $path } деген пакет жоқ. Оның қалтасын немесе бағдарламаның ішіндегі { $known } пакетін беріңіз.
pack-is-no-folder = { $path } — қалта емес. Пакет — TOML файлдары бар қалта.
no-profile = Пакетке юрисдикция профилі табылмады. Оның файлын --profile арқылы беріңіз.
bad-profile = Профиль оқылмады (егжей-тегжейі ағылшынша): { $why }
unreadable = { $path } оқылмайды: { $why }. Жолын не рұқсаттарын түзетіңіз.
unwritable = { $path } жазылмайды: { $why }. Ештеңе ауыстырылмайды; басқа жолды таңдаңыз.
bad-mapping = { $path } — сәйкестік кестесі емес: { $why }. Әр жолы: "тақырып" = "дерек түрі".
bad-words = Бұл түбірлік кілттің сөздері емес: { $why }.
neither-act-nor-receipt = Бұл жою актісі де, келісім түбіртегі де емес. Файлды берілген күйінде, байтына дейін көрсетіңіз.
act-form = Жою актісі расталмады: бұл ондай файл емес немесе файл қиылған. Оны байтына дейін сол күйінде қайта алыңыз.
act-altered = Жою актісі расталмады: мәтіні өзгертілген, SHA-256 мәні журнал жазбасындағыдан басқа. Файлды байтына дейін сол күйінде қайта алыңыз.
act-other-entry = Жою актісі расталмады: қасындағы журнал жазбасы басқа актінікі.
act-counts = Жою актісі расталмады: сандары тізімге сәйкес емес.
act-unproved = Жою актісі расталмады: журнал оны бұл кілтпен дәлелдемейді. Журнал иесі жариялаған кілтті және файлды берілген күйінде алыңыз.
no-qr = Сөздер QR кодқа сыймайды. --words алыңыз.
no-randomness = Жүйе кездейсоқ сан бермейді, онсыз құпиясөзді хештеуге болмайды. Кейінірек қайталаңыз.
passphrase-needed = Қойманың кілті құпия фразадан алынады, ал оны сұрайтын терминал жоқ. Фразаны QORGAU_PASSPHRASE айнымалысында беріңіз.
passphrase-not-text = QORGAU_PASSPHRASE айнымалысы UTF-8 мәтіні емес.
passphrase-short = Құпия фраза қысқа: кемінде { $least } таңба керек, кездейсоқ бес сөз одан да жақсы.
passphrases-differ = Фразалар бірдей емес. Ештеңе жасалған жоқ; қайталап көріңіз.
ask-passphrase = Құпия фраза:
ask-new-passphrase = Жаңа құпия фраза (экранда көрінбейді):
ask-passphrase-again = Соның өзі тағы бір рет:

## Ақаулар

fault-value = { $item }: { $why }
fault-input = Берілгені жарамайды (егжей-тегжейі ағылшынша): { $why }
fault-no-store = { $path } жерінде қойма жоқ. Оны `qorgau init` арқылы жасаңыз немесе --dir түзетіңіз.
fault-in-use = Қойманы басқа процесс ашып тұр (құлпы: { $path }). Ол біткенше күтіңіз немесе оны тоқтатыңыз.
fault-store = Қойманы бұл күйінде пайдалануға болмайды (егжей-тегжейі ағылшынша): { $why }
fault-log = Журналды бұл күйінде пайдалануға болмайды (егжей-тегжейі ағылшынша): { $why }
fault-other = Бірдеңе дұрыс болмады (егжей-тегжейі ағылшынша): { $why }

## Мерзімдер

span-hours = { $n } сағат
span-days = { $n } күн
span-working-days = { $n } жұмыс күні
span-months = { $n } ай
span-years = { $n } жыл

# Оқылмайтын пәрмен жолы туралы.
usage = Қолданылуы: { $usage }
usage-help = Толығырақ: --help.
usage-no-option = мұнда { $arg } параметрі жоқ{ $near ->
    [none] {""}
   *[other] ; мүмкін, { $near }?
}
usage-one-too-many = артық аргумент (көрсетілмейді: біреудің деректері болуы мүмкін); бос орны бар мән тырнақшаға алынады: full-name="Аты Тегі"
usage-no-command = мұндай пәрмен жоқ{ $near ->
    [none] {""}
   *[other] ; мүмкін, { $near }?
}
usage-which-command = пәрмен көрсетілмеген
usage-missing = жетіспейді: { $arg }
usage-conflict = { $arg } мен { $other } бірге көрсетілмейді
usage-no-value = { $arg } параметріне мән керек
usage-value-of = { $arg } мәні мыналардың бірі болуы керек: { $valid }
usage-value = { $arg } мәні оқылмайды: { $why }
usage-id = { $arg } — идентификатор: бес топқа бөлінген 32 он алтылық цифр, тізімдер мен жауаптарда көрсетілгендей; түгел көшіріп алыңыз
usage-name = { $arg } — қысқа атау: 1-ден { $most } таңбаға дейін кіші латын әріптері, цифрлар және дефистер, басында әріп не цифр тұрады
usage-number = { $arg } — бүтін сан
usage-utf-8 = аргумент UTF-8 емес; терминалды UTF-8-ге ауыстырыңыз
usage-count = { $arg } мәндері тым көп немесе тым аз

log-rebuilt = { $entries } жазбаның тақталары қайта құрылды және қол қойылғанға сәйкес
year-missing = Бейінде { $year } жылдың жұмыс күндері әлі жоқ: оларға тәуелді күндер тек шек, ал мерзімі өткен болуы мүмкін деректер күтіп тұр. Жылды енгізіңіз: `qorgau edition profile ФАЙЛ`.

serve-serving = { $name } қызметі { $address } мекенжайында істеп тұр
serve-certificate = Сертификат, SHA-256: { $print }
serve-stop = Тоқтату — Ctrl-C немесе SIGTERM: басталған іс аяқталады; SIGHUP сертификатты қайта оқытады.
serve-first = Кіру құралдарын әлі ешкім жасаған жоқ. { $staff } мұны бір рет, 24 сағат ішінде, осы құпия арқылы жасайды (POST /v1/enrolment; docs/build.md қараңыз): { $link }
serve-stopped = Тоқтатылды; жауап берілгеннің бәрі сақталды.
serve-reloaded = Сертификат қайта оқылды, SHA-256: { $print }
serve-not-reloaded = Сертификатты қайта оқу мүмкін болмады, бұрынғысы қалады: { $why }
serve-address = { $address } мекенжайын тыңдау мүмкін емес: { $why }. --listen арқылы басқасын көрсетіңіз немесе сонда тыңдап тұрғанды тоқтатыңыз.
serve-file = { $path } файлы оқылмайды: { $why }
serve-certificate-half = Сертификат пен оның жабық кілті бірге беріледі: --certificate және --private-key.
serve-connections = Кемінде бір қосылым қабылдануы керек.
