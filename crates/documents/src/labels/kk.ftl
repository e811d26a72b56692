# Құжат жазылғанда қосылатын сөздер.

skip = Мәтінге өту
contents = Мазмұны
page = { $page }-бет, барлығы { $pages }
signature = қолы
name = Т.А.Ә.
date = күні
