# Тізбе сөзбен.

head-no = №
head-purpose = Мақсат
head-category = Кім туралы
head-items = Не сақтауға болады
head-ground = Негіз
head-terms = Қашанға дейін
head-clause = Тармақ
everywhere = Әр жолда: { $terms }.

consent = келісім
ground = { $ground }: { $reference }
special = { $ground }; ерекше санат: { $condition }
at-once = бірден жойылады
by-withdrawal = пайдалану бірден тоқтайды, қайтарып алу мерзімінен кешіктірмей жойылады
by-deadline = «{ $name }» мерзімі бойынша жойылады
by-law = «{ $name }» заң мерзімі бойы сақталады
until = мына оқиғаға дейін сақталады: { $event }
kept = тағы { $span } сақталады
kept-by = тағы { $span } сақталады ({ $law })
in-use = ең ұзағы { $span }
opens = ; ашады: { $purpose }

days = { $n } күн
working-days = { $n } жұмыс күні
months = { $n } ай
years = { $n } жыл
