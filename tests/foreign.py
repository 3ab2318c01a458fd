"""News in other languages than English, written for the tests: a headline and a lead of three sentences."""

FRENCH = (
    "Naufrage d'un ferry au large de Toulon\n"
    "Au moins 41 personnes sont mortes mardi dans le naufrage d'un ferry, selon les autorités. "
    "Les secours cherchaient encore douze passagers dans la soirée. "
    "Le bateau avait quitté le port peu avant midi."
)
SPANISH = (
    "Al menos 52 muertos en el naufragio de un ferry\n"
    "Al menos 52 personas murieron el martes cuando un ferry se hundió frente a la costa, según la policía. "
    "Entre las víctimas hay cuatro niños. El barco había salido del puerto poco antes del mediodía."
)
GERMAN = (
    "Fähre sinkt vor der Küste: 41 Tote\n"
    "Beim Untergang einer Fähre sind am Dienstag mindestens 41 Menschen ums Leben gekommen. "
    "Die Polizei sprach von zwölf Vermissten. Die Ursache des Unglücks ist noch unklar."
)
OTHERS = {
    "fr": FRENCH,
    "es": SPANISH,
    "de": GERMAN,
    "it": "Cinque persone sono morte martedì nel crollo di un palazzo nel centro di Genova. "
    "I vigili del fuoco cercano ancora due dispersi. La procura ha aperto un'inchiesta.",
    "pt": "Oito pessoas morreram na noite de quarta-feira num incêndio em Lisboa. "
    "Os bombeiros chegaram ao local dez minutos depois. A polícia está a investigar as causas.",
    "nl": "Bij een brand in een flat in Rotterdam zijn dinsdagnacht twee mensen om het leven gekomen. "
    "De brandweer had het vuur na drie uur onder controle. De politie onderzoekt de oorzaak.",
    "ru": "Пять человек погибли во вторник при взрыве на заводе в Самаре. "
    "Ещё двадцать рабочих находятся в больнице. Причина взрыва пока неизвестна.",
    "ar": "قتل عشرة أشخاص على الأقل يوم الثلاثاء في انفجار وسط المدينة. "
    "وقالت الشرطة إن عشرين آخرين أصيبوا بجروح. ولم تعلن أي جهة مسؤوليتها عن الهجوم.",
    "zh": "台风星期二登陆东部沿海,造成至少十二人死亡。当局疏散了三万多名居民。学校和机场已经关闭。",
    "ja": "火曜日の夜、東北地方で強い地震があり、少なくとも三人が死亡した。"
    "警察によると、十人が行方不明になっている。",
    "tr": "Zonguldak'ta salı günü meydana gelen maden kazasında yedi işçi hayatını kaybetti. "
    "Kurtarma ekipleri üç kişiyi daha arıyor. Savcılık soruşturma başlattı.",
    "pl": "Co najmniej dziewięć osób zginęło w poniedziałek w wypadku autobusu pod Krakowem. "
    "Ranni trafili do trzech szpitali. Policja bada przyczyny wypadku.",
    "sv": "Tre personer dödades natten till lördag i en skjutning i Malmö. "
    "Polisen har gripit två misstänkta. Ingen av dem har erkänt brott.",
    "id": "Sedikitnya dua puluh orang tewas dalam gempa yang mengguncang Sulawesi pada Senin malam. "
    "Ratusan rumah rusak berat. Pemerintah mengirim bantuan makanan dan obat.",
    "hi": "उत्तराखंड में मंगलवार को एक बस खाई में गिर गई, जिसमें पंद्रह लोगों की मौत हो गई। "
    "घायलों को अस्पताल में भर्ती कराया गया है। पुलिस मामले की जांच कर रही है।",
}
"""By their codes."""

ENGLISH = (
    "A ferry sank off the coast on Tuesday, and at least 41 people died, the police said. "
    "Rescuers were still looking for twelve passengers in the evening. "
    "The boat had left the port shortly before noon, and its captain was among the dead. "
)
