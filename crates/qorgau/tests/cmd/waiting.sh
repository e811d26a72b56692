# The id of the request of a kind, or of the paper with a duty ($1), that waits.
qorgau deadlines --session privacy-officer.session --format json | grep -A 4 -E "\"(kind|duty)\": \"$1\"" | grep -oE "\"(request|paper)\": \"[0-9a-f-]{36}\"" |
    head -n 1 | cut -d '"' -f 4
