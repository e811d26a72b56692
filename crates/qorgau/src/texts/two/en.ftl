# What takes two people.

done-propose = Proposed; nothing else is done yet
proposal-next = Somebody else who may do this approves it: qorgau proposal approve { $number }
done-approve = Approved
done-decline = Declined
export-next = Whoever proposed it takes it within a day: qorgau export take { $number } --out FILE
proposal-head = Waiting for a second person, or approved and not done yet
no-proposals = Nothing of what you may do waits for a second person.
no-proposal-here = There is no proposal { $number } that you may do. What waits: qorgau proposal list
head-proposed = What
head-proposed-by = Proposed by
head-approved-by = Approved by
field-ends = stands until
field-reason = reason
field-proposed-by = proposed by
field-approved-by = approved by
exported = { $shown ->
    [0] Nobody was shown
    [one] { $shown } line, logged
   *[other] { $shown } lines, each logged
 }; { $out } left out: blocked, past their term, only stored, or without any of the items
