# Пәрмен жолы келісімдер, өтініштер, беру, мерзімдер және тізілімдер туралы не айтады.

## Орындалған әрекеттер

done-give-consent = Келісім жазылды
done-withdraw-consent = Келісім қайтарылды: пайдалану тоқтады
done-withdraw-part = Ішінара қайтарылды
done-receive-request = Өтініш қабылданды
done-confirm-identity = Өтініш берушінің кім екені қалай анықталғаны жазылды
done-pause = Мерзім тоқтатыла тұрды
done-resume = Мерзім жалғасты
done-extend = Мерзім ұзартылды
done-pass-on = Тиесілігі бойынша жіберілді
done-note = Белгіленді
done-attach = Файл тіркелді
done-decide-request = Шешім қабылданды
done-answer-request = Жауап жіберілді
done-disclose = Берілді
done-publish = Жариялау жазылды
done-answer-demand = Талап бойынша берілді
done-finish-task = Орындалғаны жазылды
done-restrict = Енді бұл тек сақталады
done-unrestrict = Мұны қайтадан пайдалануға болады
done-register-carrier = Тасымалдаушылар тізіліміне енгізілді
done-destroy-carrier = Тасымалдаушы жойылды, тізілімнен шығарылды
done-report-breach = Бұзушылықтар тізіліміне енгізілді
done-follow-breach = Енгізілді

withdraw-next = Кімге хабарлау, нені жариялаудан алу керегін `qorgau deadlines` көрсетеді; орындалғанын `qorgau task done` пәрменімен жазыңыз.
decide-next = Жауапты жіберіп, соны жазыңыз: qorgau request answered { $request }
notice-next = Адамға хабарлап, соны жазыңыз: qorgau task done { $paper } notice
breach-next = Уәкілетті органға хабарлап, соны жазыңыз: qorgau breach step { $number } authority-told --note НӨМІРІ
request-joined = Дәл осындай өтініш бұрыннан ашық: ол бір рет есептеледі, мерзімі өзгермейді.
blocked-with-it = осы сәттен, осы өтініш бойынша
code-on-its-way = Бұл мекенжай өтініш берушінікі болса, код жіберілді. Ол { $minutes } минут жарамды.
code-for = дербес деректеріңіз туралы өтінішіңіз
code-passed = Код дұрыс. Өтініш беруші — { $subject } субъектісі.
code-wrong = Код қате; { $left } талпыныс қалды.
code-over = Бұл код енді жарамайды. Басқасын жіберіңіз.
mail-not-ready = Код жасалмады: қазір хат жіберілмейді: { $why }. Пошта қалпына келгенде қайта сұраңыз.
letter-not-taken = Пошта сервері коды бар хатты қабылдамады.

## Өрістердің атаулары

field-purpose = мақсаты
field-consent-to = неге келісім
field-until = қашанға дейін
field-notice = көрсетілген мәтін
field-proof = дәлелі
field-given = берілді
field-withdrawn = қайтарылды
field-ended = есепте болды
field-stops = тоқтайды
field-destroy-by = жою мерзімі
field-to-tell = хабарлау керек
field-to-remove = алынатын жарияланым
field-goes-on = жалғасады
field-request = өтініш
field-kind = не сұралады
field-answer-by = жауап беру мерзімі
field-rule = ереже
field-needs = шешуге қажет
field-status = күйі
field-channel = қалай келді
field-received = келіп түсті
field-paused = тоқтатыла тұрды
field-identity = тұлғасы анықталды
field-parts = нені қайтарады
field-representative = өкілі
field-represented-by = өкілдің аты мен құжаты
field-again = қайталанды
field-contact = жауап қайда жіберіледі
field-text = мәтіні
field-evidence = қосымшалар
field-outcome = шешім
field-reasons = уәждер
field-refused-by = бас тарту негізі
field-law-keeps = заң бойынша сақталады
field-systems = жүйелер
field-paper = жазба
field-tell-subject-by = адамға хабарлау мерзімі
field-duty = не
field-class = түрі
field-place = қайда
field-means = немен
field-witness = куә
field-step = қадам
field-tell-authority-by = органға хабарлау мерзімі
field-authority = уәкілетті орган
field-detected = анықталды
field-entered = енгізілді
field-what = не болды
field-categories = кімнің дерегі
field-people = адам саны
field-consequences = ықтимал салдары
field-measures = шаралар

## Кесте тақырыптары

head-left = Қалды
head-by = Мерзімі
head-what = Не
head-which = Қайсысы
head-rule = Ереже
head-request = Өтініш
head-note = Ескертпе
head-given-under = Қай редакцияда берілді
head-class = Түрі
head-place = Қайда
head-since = Қай күннен
head-detected = Анықталды
head-people = Адам
head-authority = Органға хабар
head-state = Күйі

column-entry = Жазба
column-time = Уақыты
column-actor = Кім
column-act = Әрекет
column-purpose = Мақсат
column-category = Кім туралы
column-items = Дерек түрлері
column-parts = Келісім бөліктері
column-recipient = Кімге
column-abroad = Шетелге
column-ground = Негізі
column-how = Қалай
column-due = Мерзімі
column-number = №
column-clause = Тармақ
column-request = Не сұралады
column-count = Саны
column-code = Бас тарту себебі

## Уақыт

overdue = МЕРЗІМІ ӨТТІ
overdue-perhaps = мүмкін, МЕРЗІМІ ӨТТІ
left-today = бүгін
left-working-days = { $n } жұмыс күні қалды
left-days = { $n } күн қалды
by-day = мерзімі { $at }
kept-until = { $at } дейін (қоса алғанда)
times = { $n } рет
nothing = басқа ештеңе сақталмайды
ground-other-consent = келісім

## Тізімдер

requests-head = { $count ->
    [0] Ашық өтініш жоқ
   *[other] Ашық өтініштер: { $count }, мерзімі өткені: { $overdue }, шұғылы (!): { $soon }
}
request-head = Өтініш
deadlines-head = { $count ->
    [0] Мерзімі бар іс жоқ
   *[other] Істелетін іс: { $count }, мерзімі өткені: { $overdue }, шұғылы (!): { $soon }
}
ask-again-head = { $count ->
    [0] Қайта сұрайтын келісім жоқ
   *[other] Қайта сұралатын келісімдер: { $count }
}; қаралғаны: { $consents }
and-more = Тағы { $n }; бәрін --format json көрсетеді.
limited = Тізім қысқартылды: { $n } жолдан аспайды, ал мерзімі өткені түгел. Көбірек көру: --limit.
listed = { $n ->
    [0] Бүгін бұл мақсатқа ешкім кірмейді
   *[other] { $n } адам, әрқайсысы журналға жазылды
}
consents-none = Мұнда келісім жоқ.
consent-former = бұрынғы
journal-head = Журнал: { $name }, { $from } – { $to }
journal-lines = { $n } жол
carriers-head = Тасымалдаушылар тізілімі
carrier-kept = сақталады
carrier-due = жою мерзімі { $at } ({ $left })
carrier-struck = { $at } жойылды, { $means }, куә: { $witness }
breaches-head = Қауіпсіздік бұзушылықтарының тізілімі
breach-head = { $number }-бұзушылық
breach-open-still = ашық
breach-closed = жабылды
authority-told-at = { $at } хабарланды
register-empty = Тізілім бос.

## Бағдарлама сөздері

duty-notice = адамға беру туралы хабарлау
duty-tell = алушыға хабарлау
duty-removal = жариялаудан алу
duty-breach = бұзушылық туралы органға хабарлау
duty-carrier = тасымалдаушыны жою

task-done-notice = адамға хабарланды
task-done-tell = алушыға хабарланды
task-done-removal = жариялаудан алынды

carrier-contract = шарт
carrier-form = сауалнама
carrier-letter = хат
carrier-medium = электрондық тасымалдаушы
carrier-identity-document-copy = жеке куәлік көшірмесі

breach-step-entered = енгізілді
breach-step-authority-told = уәкілетті органға хабарланды
breach-step-subjects-told = адамдарға хабарланды
breach-step-measure = шара қолданылды
breach-step-closed = жабылды

journal-name-consents = келісімдер
journal-name-disclosures = беру
journal-name-transfers = шетелге беру
journal-name-publications = жариялау
journal-name-requests = өтініштер
journal-name-incidents = қауіпсіздік бұзушылықтары
journal-name-destruction = жою
journal-name-acknowledgements = танысу
journal-name-reads = оқу
journal-name-refusals = рұқсат берілмегендер

## Не терілді

bad-representative = Қандай құқықпен және қай күнге дейін екенін жазыңыз: power-of-attorney@2027-01-31. Ата-анаға (parent) және қорғаншыға (guardian) күн керек емес.
bad-breach-file = { $path }: { $member } жоқ немесе түрі басқа. Файл — detected, what, categories, subjects, items, consequences және measures бар JSON нысаны.
notice-size = Көрсетілген мәтін бос немесе { $most } байттан ұзын.
text-size = Мәтін { $most } байттан ұзын. Оны қысқартып, қалғанын файл етіп тіркеңіз.
evidence-size = Файл { $most } МиБ-тан аспайды. Оны кішірейтіңіз немесе бөліп тіркеңіз.
refusal-needs-reasons = Бас тартудың себебі айтылады: --reasons МӘТІН.
refusal-alone = --set пен --unfounded тек grant кезінде қолданылады, refuse кезінде емес.
carrier-still-there = { $number } тасымалдаушысы жойылмаған, сондықтан ол туралы акт жоқ.
notice-of-what = Бұл жазбада «{ $what }» болмайды: беруде notice пен tell, жариялауда removal болады.
mail-where = Хаттар қалай жіберілетінін айтыңыз: QORGAU_MAIL=smtps://user:password@host:port немесе жаттығуда folder:ЖОЛЫ.
mail-bad = QORGAU_MAIL жарамайды (егжей-тегжейі ағылшынша): { $why }.
mail-no-sender = Саясатта электрондық мекенжайы бар жауапты адам жоқ: хат ешкімнің атынан жіберілмейді.
mail-address = Бұл мекенжайға хат жіберілмейді.

## Жауаптар мен түбіртектер

receipt-written = Түбіртек жазылды: { $path }
receipt-holds = Келісім түбіртегі расталды: ол туралы жазба қол қойылған журналда бар
receipt-form = Келісім түбіртегі расталмады: бұл ондай файл емес немесе файл қиылған. Оны байтына дейін сол күйінде қайта алыңыз.
receipt-altered = Келісім түбіртегі расталмады: мәтіні өзгертілген, SHA-256 мәні журнал жазбасындағыдан басқа. Файлды байтына дейін сол күйінде қайта алыңыз.
receipt-frame = Келісім түбіртегі расталмады: келісім жазбасының айналасы өзгертілген. Файлды байтына дейін сол күйінде қайта алыңыз.
receipt-key = Келісім түбіртегі расталмады: --key арқылы берілгені журнал кілті емес.
receipt-unproved = Келісім түбіртегі расталмады: журнал оны бұл кілтпен дәлелдемейді. Журнал иесі жариялаған кілтті және файлды берілген күйінде алыңыз.
field-record = келісім жазбасы
subject-papers = Осыдан бөлек не сақталады
