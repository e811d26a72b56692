#!/usr/bin/env bash
# From nothing to a request in the journal, over https alone. The service runs, and nobody has enrolled yet:
#   qorgau init --pack bitrix-kz && qorgau serve        # prints a secret for the first member of staff
#   docs/examples/first.sh SECRET
# What it needs: curl, python3. QORGAU_URL and QORGAU_CA say where the service is and by which certificate it is known.
set -euo pipefail
url="${QORGAU_URL:-https://127.0.0.1:8443}"
ca="${QORGAU_CA:-qorgau-data/tls/own.crt}"
secret="$1"
password="seven owls above 3 wells"
jar="$(mktemp)"
trap 'rm -f "$jar"' EXIT

say() { printf '\n%s\n' "$*"; }
# call METHOD PATH [JSON] : as whoever signed in
call() {
  curl --silent --show-error --fail-with-body --cacert "$ca" --cookie "$jar" --cookie-jar "$jar" \
    --request "$1" --header 'content-type: application/json' ${3:+--data "$3"} "$url$2"
}
# with_key METHOD PATH [JSON] : as the machine
with_key() {
  curl --silent --show-error --fail-with-body --cacert "$ca" --header "authorization: Bearer $key" \
    --request "$1" --header 'content-type: application/json' ${3:+--data "$3"} "$url$2"
}
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
# The code that an authenticator app would show (RFC 6238).
code() {
  python3 - "$1" "${2:-0}" <<'PY'
import base64, hashlib, hmac, struct, sys, time
secret = base64.b32decode(sys.argv[1].replace(" ", ""))
step = int(time.time()) // 30 + int(sys.argv[2])
mac = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
at = mac[-1] & 15
print(f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}")
PY
}

say "enrol: a password, an app's first code, and ten recovery codes"
offer="$(call POST /v1/enrolment/offer "{\"link\":\"$secret\"}")"
staff="$(field staff <<<"$offer")"
app="$(field typed <<<"$offer")"
call POST /v1/enrolment "{\"link\":\"$secret\",\"password\":\"$password\",\"code\":\"$(code "$app")\"}" >/dev/null

say "sign in by two steps; a code is good once, so this one is the next"
attempt="$(call POST /v1/sign-in "{\"name\":\"$staff\",\"password\":\"$password\"}" | field attempt)"
call POST /v1/sign-in/second "{\"attempt\":\"$attempt\",\"code\":\"$(code "$app" 1)\"}"
say "nobody does anything before having read the policy"
call POST /v1/acknowledgement

say "a key for a program: what it may do, and until when"
until="$(python3 -c 'import datetime; print((datetime.date.today() + datetime.timedelta(days=90)).isoformat())')T00:00:00Z"
acts='["collect","find","read","receive-request","print-journal"]'
key="$(call POST /v1/keys "{\"key\":\"crm\",\"acts\":$acts,\"until\":\"$until\"}" | field secret)"

say "take somebody in"
now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
taken="$(with_key POST /v1/subjects "{\"purpose\":\"recruitment\",
  \"items\":{\"full-name\":\"Asel Serikova\",\"email\":\"asel@example.com\"},
  \"consent\":{\"way\":\"web-form\",\"at\":\"$now\"}}")"
echo "$taken"
subject="$(field subject <<<"$taken")"

say "read under a purpose; what the purpose may not hold is refused by its clause"
with_key POST "/v1/subjects/$subject/read" '{"purpose":"recruitment","items":["full-name","email"]}'
with_key POST "/v1/subjects/$subject/read" '{"purpose":"recruitment","items":["iin"]}' || true

say "she asks what is held about her; the clock of the law runs"
with_key POST /v1/requests "{\"kind\":\"information\",\"channel\":\"email\",\"subject\":\"$subject\",
  \"contact\":\"asel@example.com\",\"text\":\"What do you hold about me?\"}"

say "the journal has it"
with_key GET /v1/journals/requests | python3 -m json.tool
