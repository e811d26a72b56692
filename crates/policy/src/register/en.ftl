# The register in words.

head-no = No.
head-purpose = Purpose
head-category = About whom
head-items = What may be held
head-ground = Ground
head-terms = Until when
head-clause = Clause
everywhere = In every row: { $terms }.

consent = consent
ground = { $ground }: { $reference }
special = { $ground }; special category: { $condition }
at-once = destroyed at once
by-withdrawal = use stops at once, destroyed by the term for withdrawals
by-deadline = destroyed by the deadline "{ $name }"
by-law = kept for the term of law "{ $name }"
until = kept until: { $event }
kept = kept { $span } more
kept-by = kept { $span } more ({ $law })
in-use = { $span } at the longest
opens = ; opens: { $purpose }

days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
