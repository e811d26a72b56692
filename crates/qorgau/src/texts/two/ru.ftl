# Что делают вдвоём.

done-propose = Предложено; больше пока ничего не сделано
proposal-next = Другой, кому это разрешено, одобряет: qorgau proposal approve { $number }
done-approve = Одобрено
done-decline = Отклонено
export-next = Предложивший забирает выгрузку в течение суток: qorgau export take { $number } --out ФАЙЛ
proposal-head = Ждёт второго лица либо одобрено и ещё не сделано
no-proposals = Из того, что вам разрешено, ничто не ждёт второго лица.
no-proposal-here = Предложения { $number } из того, что вам разрешено, нет. Что ждёт: qorgau proposal list
head-proposed = Что
head-proposed-by = Предложил
head-approved-by = Одобрил
field-ends = действительно до
field-reason = зачем
field-proposed-by = предложил
field-approved-by = одобрил
exported = { $shown ->
    [0] Не показано никого
    [one] { $shown } строка, записана в журнал
    [few] { $shown } строки, каждая записана в журнал
   *[other] { $shown } строк, каждая записана в журнал
 }; не вошло: { $out } (заблокированы, срок истёк, только хранятся или нет ни одного из данных)
