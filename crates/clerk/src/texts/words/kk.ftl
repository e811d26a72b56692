# Бағдарламаның өз сөздері: әрекеттер, келісімдер, өтініштер. Терминалда да, құжаттарда да бірдей.

act-collect = жинау
act-read = оқу
act-find = іздеу
act-rectify = түзету
act-record-event = оқиғаны жазу
act-revoke-event = оқиғаны кері қайтару
act-block = бұғаттау
act-unblock = бұғаттан шығару
act-check = бұғаттағыны тексеру
act-hold = ұстау
act-release = ұстауды алып тастау
act-erase = жою
act-sweep = мерзімі бойынша жою
act-export = субъектіге беру
act-merge = біріктіру
act-split = бөлу
act-activate-edition = редакцияны қолданысқа енгізу
act-enter-profile = юрисдикция бейінін жаңарту
act-acknowledge-edition = редакциямен танысу
act-add-staff = қызметкерге рұқсат беру
act-remove-staff = рұқсатты тоқтату
act-enrol = кіру құралдарын жаңарту
act-sign-in = жүйеге кіру
act-add-key = кілт беру
act-remove-key = кілтті жою
act-add-hook = жүйені оқиғаларға қосу
act-remove-hook = жүйені оқиғалардан ажырату
act-change-hook = жүйеге оқиға жіберуді өзгерту
act-propose = екінші адамға ұсыну
act-approve = ұсынылғанды мақұлдау
act-decline = ұсынылғанды қабылдамау
act-bulk-export = жаппай көшіріп алу
act-give-consent = келісім беру
act-withdraw-consent = келісімді қайтару
act-list = мақсат бойынша тізім
act-receive-request = өтінішті қабылдау
act-handle-request = өтінішті жүргізу
act-decide-request = өтініш бойынша шешім
act-answer-request = өтінішке жауап
act-confirm-identity = тұлғаны растау
act-disclose = үшінші тұлғаға беру
act-publish = жариялау
act-answer-demand = орган талабына жауап
act-register-carrier = тасымалдаушыны есепке алу
act-finish-task = тапсырманы орындау
act-report-breach = қауіпсіздік бұзушылығы
act-print-journal = журнал

way-written = жазбаша
way-electronic-document = электрондық құжат
way-state-service = мемлекеттік сервис
way-one-time-code = бір реттік код
way-web-form = сайттағы форма

part-processing = өңдеу
part-publication = жариялау
part-third-parties = үшінші тұлғаларға беру
part-cross-border = шекара асыра беру

request-kind-information = мәлімет алу
request-kind-rectify = түзету
request-kind-block = бұғаттау
request-kind-erase = жою
request-kind-withdraw = келісімді қайтарып алу
request-kind-object = автоматтандырылған өңдеуге қарсылық
request-kind-complaint = шағым

status-open = шешім күтеді
status-paused = тоқтатыла тұрған
status-decided = шешілді, жауап күтеді
status-answered = жауап берілді
status-passed-on = тиесілігі бойынша жіберілді

channel-portal = портал
channel-email = электрондық пошта
channel-signed-document = қол қойылған электрондық құжат
channel-paper = қағазда

identity-none = ештеңе
identity-one-time-code = бір реттік код
identity-staff-check = қызметкерге көрсетілген құжат
identity-signed-document = қол қойылған электрондық құжат

outcome-granted = қанағаттандырылды
outcome-partly = ішінара қанағаттандырылды
outcome-refused = бас тартылды

represented-power-of-attorney = сенімхат бойынша
represented-parent = кәмелетке толмағанның ата-анасы
represented-guardian = қорғаншы немесе қамқоршы

system-done = орындалды
system-refused = рұқсат жоқ
system-failed = орындалмады, қайталанады
system-name-vault = оператордың тізілімі мен қоймасы

# Ереженің мерзімі және ол ұзартылса.
span-extended = { $amount }, ұзартылғаны – тағы { $more }

step-received = келіп түсті
step-joined = қайта келді
step-identity = тоқтатыла тұрды: кім сұрайды
step-clarification = тоқтатыла тұрды: не сұралады
step-pause = тоқтатыла тұрды
step-resume = мерзім жалғасты
step-extend = мерзім ұзартылды
step-pass-on = тиесілігі бойынша жіберілді
step-note = белгі
step-attach = файл тіркелді
step-send-code = код жіберілді
step-code-passed = код дұрыс
step-code-wrong = код қате
step-none = ештеңе көрсетілмеді
step-staff-check = құжат көрсетілді
step-signed-document = қол қойылған құжат тексерілді
step-granted = қанағаттандырылды
step-partly = ішінара қанағаттандырылды
step-refused = бас тартылды
step-answered = жауап берілді

phase-active = қолданыста
phase-storage = тек сақтау

# Who acted, where it is no member of staff.
by-key = «{ $key }» кілті бар бағдарлама
by-subject = субъектінің өзі
