# Вход в систему: во всех языках одни и те же ключи.

ask-invitation = Приглашение:
ask-password = Пароль:
ask-new-password = Новый пароль (от 10 знаков; на экране не виден):
ask-first-code = Код, который сейчас показывает приложение:
ask-second = Код из приложения или запасной код:
app-head = Добавьте это в приложение для кодов, по QR-коду или вручную:
recovery-head = Запасные коды, каждый на один раз
recovery-advice = Распечатайте или запишите их и храните бумагу отдельно от телефона: каждый один раз заменяет приложение. Снова они не показываются.
done-enrol = Средства входа выбраны
enrol-next = Теперь войдите: qorgau sign-in { $staff }
done-password = Пароль изменён; другие сеансы завершены
done-app = Приложение заменено; другие сеансы завершены
done-recovery = Новые запасные коды; прежние больше не действуют, другие сеансы завершены
done-sign-in = Вход выполнен
done-step-up = Второй шаг подтверждён снова
done-sign-out = Выход выполнен
done-invite = Приглашение выдано
invite-next = Передайте его только этому сотруднику: оно действует один раз, и пароль выбирает тот, у кого оно есть. Его вводят в: qorgau enrol
field-session = сеанс
field-session-file = файл сеанса
field-recovery-left = осталось запасных кодов
field-invitation = приглашение
head-session = Сеанс
head-begun = Начат
head-used = Использован
head-where = Где
head-how = Чем выполнен вход
session-head = Сеансы: { $staff }
session-here = (этот)
session-fresh = Второй шаг подтверждён недавно.
session-stale = Второй шаг подтверждали давно: для самого важного его спросят снова (qorgau step-up).
sessions-ended = { $n ->
    [one] Завершён { $n } сеанс
    [few] Завершено { $n } сеанса
   *[other] Завершено { $n } сеансов
}
session-unknown = Такого сеанса у вас нет. Существующие показывает `qorgau session list`.
session-where = Для файла сеанса нет домашней папки: назовите файл в --session или в QORGAU_SESSION.
session-file = { $path } — не файл сеанса этой программы. Назовите другой в --session или удалите его и войдите снова.
session-unusable = Файл сеанса { $path } использовать нельзя: { $why }.
session-over = Сеанс завершён или относится к другому хранилищу. Войдите снова: qorgau sign-in ИМЯ
who-acts = Здесь никто не вошёл. Войдите: qorgau sign-in ИМЯ; программа передаёт свой ключ в QORGAU_KEY.
sign-in-later = Слишком много неудач. Подождите { $seconds } с и попробуйте снова.
sign-in-failed = Имя, пароль или код неверны, либо код уже использован. Что именно — не сообщается; начните снова.
sign-in-by-recovery = Один запасной код израсходован. Если приложение утрачено, возьмите другое: qorgau app
passwords-differ = Пароли не совпали. Ничего не изменено; попробуйте ещё раз.
line-missing = На стандартном вводе нет строки для: { $what }
signed-in-by-password-totp = пароль и код
signed-in-by-password-passkey = пароль и ключ доступа
signed-in-by-recovery-code = пароль и запасной код
init-next-enrol = Выберите пароль и приложение для кодов по приглашению:
init-next-sign-in = Войдите:
init-invitation = Первое приглашение
init-invitation-until = Оно действует один раз, до { $until }, и пароль выбирает тот, у кого оно есть. Пока никто его не использовал, другое даёт `qorgau staff invite --first`.
step-up-how = Команда для этого: qorgau step-up
