# Signing in: the same keys stand in every language.

ask-invitation = Invitation:
ask-password = Password:
ask-new-password = New password (10 characters or more; it is not shown):
ask-first-code = The code that the app shows now:
ask-second = The app's code, or a recovery code:
app-head = Add this to an authenticator app, as a QR code or by hand:
recovery-head = Recovery codes, each good once
recovery-advice = Print them, or write them down, and keep the paper away from the telephone: each stands in for the app once. They are not shown again.
done-enrol = Enrolled
enrol-next = Now sign in: qorgau sign-in { $staff }
done-password = Password changed; the other sessions have ended
done-app = App replaced; the other sessions have ended
done-recovery = New recovery codes; the old ones are good no more, and the other sessions have ended
done-sign-in = Signed in
done-step-up = The second step was shown again
done-sign-out = Signed out
done-invite = Invited
invite-next = Give it to them and to nobody else: it works once, and whoever has it chooses the password. They type it into: qorgau enrol
field-session = session
field-session-file = session file
field-recovery-left = recovery codes left
field-invitation = invitation
head-session = Session
head-begun = Since
head-used = Used
head-where = Where
head-how = Signed in by
session-head = Sessions of { $staff }
session-here = (this one)
session-fresh = The second step was shown not long ago.
session-stale = The second step was shown a while ago: for what weighs most it is asked for again (qorgau step-up).
sessions-ended = { $n ->
    [one] One session ended
   *[other] { $n } sessions ended
}
session-unknown = You have no such session. `qorgau session list` shows those there are.
session-where = There is no home folder for the session's file: name a file with --session, or in QORGAU_SESSION.
session-file = { $path } is no session's file of this program. Name another with --session, or remove it and sign in again.
session-unusable = The session's file { $path } can't be used: { $why }.
session-over = The session has ended, or is another store's. Sign in again: qorgau sign-in NAME
who-acts = Nobody is signed in here. Sign in with qorgau sign-in NAME; a program gives its key in QORGAU_KEY.
sign-in-later = Too many failures. Wait { $seconds } seconds, then try again.
sign-in-failed = The name, the password or the code is wrong, or the code was used already. Nobody is told which; begin anew.
sign-in-by-recovery = A recovery code was used up. If the app is lost, take another: qorgau app
passwords-differ = The two passwords differ. Nothing was changed; try again.
line-missing = The standard input has no line for: { $what }
signed-in-by-password-totp = password and code
signed-in-by-password-passkey = password and passkey
signed-in-by-recovery-code = password and recovery code
init-next-enrol = Choose a password and an app for codes, by the invitation:
init-next-sign-in = Sign in:
init-invitation = The first invitation
init-invitation-until = It works once, until { $until }, and whoever has it chooses the password. `qorgau staff invite --first` makes another while nobody has enrolled.
step-up-how = The command for it: qorgau step-up
