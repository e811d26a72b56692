# A next edition of the pack in the repository: some more, some less, some words.
mkdir next
for file in "$PACKS"/bitrix-kz/*.toml; do
  sed \
    -e 's/^edition       = .*/edition       = "2025-01-01"/' \
    -e 's/^in-force-from = .*/in-force-from = 2025-01-01/' \
    -e 's/^    "cv",$/    "cv", "sex",/' \
    -e 's/due = "30 days"/due = "60 days"/' \
    -e 's/due  = "10 years"/due  = "7 years"/' \
    -e 's/, "email", "birth-date"\]/, "email"]/' \
    -e 's/^items    = \["email", "full-name"\]/items    = ["email", "full-name", "phone"]/' \
    -e 's/en = "Support"/en = "Support desk"/' \
    -e 's/^access  *= .*/access        = "3.2.1.4"/' \
    "$file" >"next/${file##*/}"
done
