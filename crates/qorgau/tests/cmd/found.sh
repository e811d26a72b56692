# A rehearsal of the first pack on a working Monday, with a member of staff for every role, named by it and signed in as
# NAME.session; silent.
set -e
qorgau init --pack bitrix-kz --rehearsal 2026-03-02T12:00 >/dev/null
sh "$SIGNED_IN" privacy-officer
qorgau staff acknowledge >/dev/null
for role in hr accountant sales marketing; do
    qorgau staff add "$role" --role "$role" >/dev/null 2>&1
done
sh "$SIGNED_IN" hr accountant sales marketing
for role in hr accountant sales marketing; do
    qorgau staff acknowledge --session "$role.session" >/dev/null
done
