# Екі адам бірге жасайтын әрекеттер.

done-propose = Ұсынылды; әзірге басқа ештеңе жасалған жоқ
proposal-next = Бұған рұқсаты бар басқа адам мақұлдайды: qorgau proposal approve { $number }
done-approve = Мақұлданды
done-decline = Қабылданбады
export-next = Ұсынған адам бір тәулік ішінде алады: qorgau export take { $number } --out ФАЙЛ
proposal-head = Екінші адамды күтіп тұр не мақұлданған, бірақ әлі жасалған жоқ
no-proposals = Сізге рұқсат етілгендердің ешқайсысы екінші адамды күтіп тұрған жоқ.
no-proposal-here = Сізге рұқсат етілгендердің арасында { $number } ұсынысы жоқ. Не күтіп тұр: qorgau proposal list
head-proposed = Не
head-proposed-by = Ұсынған
head-approved-by = Мақұлдаған
field-ends = жарамды мерзімі
field-reason = не үшін
field-proposed-by = ұсынған
field-approved-by = мақұлдаған
exported = { $shown ->
    [0] Ешкім көрсетілмеді
   *[other] { $shown } жол, әрқайсысы журналға жазылды
 }; кірмегені: { $out } (бұғатталған, мерзімі өткен, тек сақталатын немесе бірде-бір дерегі жоқ)
