# Слова самой программы: действия, согласия, обращения. Одни и те же в терминале и в документах.

act-collect = сбор
act-read = чтение
act-find = поиск
act-rectify = исправление
act-record-event = запись события
act-revoke-event = отзыв события
act-block = блокирование
act-unblock = разблокирование
act-check = проверка при блокировании
act-hold = удержание
act-release = снятие удержания
act-erase = уничтожение
act-sweep = уничтожение по срокам
act-export = выдача субъекту
act-merge = объединение
act-split = разделение
act-activate-edition = ввод редакции в действие
act-enter-profile = обновление профиля юрисдикции
act-acknowledge-edition = ознакомление с редакцией
act-add-staff = допуск сотрудника
act-remove-staff = прекращение допуска
act-enrol = восстановление доступа
act-sign-in = вход в систему
act-add-key = выдача ключа
act-remove-key = отзыв ключа
act-add-hook = подключение системы к событиям
act-remove-hook = отключение системы от событий
act-change-hook = изменение отправки событий системе
act-propose = предложение второму лицу
act-approve = одобрение предложенного
act-decline = отклонение предложенного
act-bulk-export = массовая выгрузка
act-give-consent = согласие
act-withdraw-consent = отзыв согласия
act-list = список по цели
act-receive-request = приём обращения
act-handle-request = ведение обращения
act-decide-request = решение по обращению
act-answer-request = ответ на обращение
act-confirm-identity = подтверждение личности
act-disclose = передача третьему лицу
act-publish = публикация
act-answer-demand = ответ на требование органа
act-register-carrier = учёт носителя
act-finish-task = выполнение задачи
act-report-breach = нарушение безопасности
act-print-journal = журнал

way-written = письменно
way-electronic-document = электронный документ
way-state-service = государственный сервис
way-one-time-code = одноразовый код
way-web-form = форма на сайте

part-processing = обработка
part-publication = публикация
part-third-parties = передача третьим лицам
part-cross-border = передача за границу

request-kind-information = сведения
request-kind-rectify = исправление
request-kind-block = блокирование
request-kind-erase = уничтожение
request-kind-withdraw = отзыв согласия
request-kind-object = возражение против автоматизированной обработки
request-kind-complaint = жалоба

status-open = ждёт решения
status-paused = приостановлено
status-decided = решено, ждёт ответа
status-answered = отвечено
status-passed-on = передано по принадлежности

channel-portal = портал
channel-email = электронная почта
channel-signed-document = подписанный электронный документ
channel-paper = на бумаге

identity-none = никак
identity-one-time-code = одноразовый код
identity-staff-check = документ, показанный сотруднику
identity-signed-document = подписанный электронный документ

outcome-granted = удовлетворено
outcome-partly = удовлетворено частично
outcome-refused = отказано

represented-power-of-attorney = по доверенности
represented-parent = родитель несовершеннолетнего
represented-guardian = опекун или попечитель

system-done = исполнено
system-refused = отказано
system-failed = не удалось, будет повторено
system-name-vault = реестр и хранилище оператора

# Срок по правилу и его продление.
span-extended = { $amount }, срок продлён ещё на { $more }

step-received = получено
step-joined = пришло повторно
step-identity = приостановлено: кто обращается
step-clarification = приостановлено: что имеется в виду
step-pause = приостановлено
step-resume = срок идёт дальше
step-extend = срок продлён
step-pass-on = передано по принадлежности
step-note = отметка
step-attach = приложен файл
step-send-code = отправлен код
step-code-passed = код верен
step-code-wrong = код неверен
step-none = ничего не показано
step-staff-check = документ показан
step-signed-document = подписанный документ проверен
step-granted = удовлетворено
step-partly = удовлетворено частично
step-refused = отказано
step-answered = отвечено

phase-active = в использовании
phase-storage = только хранение

# Who acted, where it is no member of staff.
by-key = программа с ключом «{ $key }»
by-subject = сам субъект
