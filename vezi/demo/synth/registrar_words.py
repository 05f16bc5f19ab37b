"""Headers and words of a registrar's file, in English and in Slovenian."""

HEADERS = {
    "en": (
        "Student number", "Surname", "Given names", "Former surname", "Date of birth", "E-mail", "Telephone", "Street",
        "Postcode", "City", "Country", "Institution", "Faculty", "Programme", "Degree", "Mode of study", "Class year",
        "Started", "Finished on", "Employer", "Job title", "Trade",
    ),
    "sl": (
        "Vpisna številka", "Priimek", "Ime", "Prejšnji priimek", "Datum rojstva", "E-pošta", "Telefon", "Ulica",
        "Poštna številka", "Kraj", "Država", "Univerza", "Fakulteta", "Študijski program", "Naziv", "Način študija",
        "Letnik", "Začetek študija", "Datum zaključka", "Zaposlitev", "Delovno mesto", "Dejavnost",
    ),
}  # fmt: skip

# As in vezi.network.people.trades, whose translations exist only once the catalogues are built.
TRADES = {
    "banking": ("Banking and insurance", "Bančništvo in zavarovalništvo"),
    "accounting": ("Accounting and tax", "Računovodstvo in davki"),
    "consulting": ("Consulting", "Svetovanje"),
    "law": ("Law", "Pravo"),
    "government": ("Public service and diplomacy", "Javna uprava in diplomacija"),
    "software": ("Software and IT", "Računalništvo in informatika"),
    "telecoms": ("Telecommunications", "Telekomunikacije"),
    "manufacturing": ("Manufacturing and engineering", "Industrija in inženirstvo"),
    "pharmacy": ("Pharmacy and chemistry", "Farmacija in kemija"),
    "medicine": ("Medicine and care", "Zdravstvo in oskrba"),
    "education": ("Teaching and training", "Poučevanje in izobraževanje"),
    "research": ("Research and science", "Raziskovanje in znanost"),
    "architecture": ("Architecture and planning", "Arhitektura in urbanizem"),
    "construction": ("Building and construction", "Gradbeništvo"),
    "property": ("Property", "Nepremičnine"),
    "energy": ("Energy", "Energetika"),
    "environment": ("Water and environment", "Voda in okolje"),
    "transport": ("Transport and logistics", "Promet in logistika"),
    "trade": ("Shops and wholesale", "Trgovina"),
    "food": ("Farming and food", "Kmetijstvo in hrana"),
    "tourism": ("Tourism and hospitality", "Turizem in gostinstvo"),
    "media": ("Media and publishing", "Mediji in založništvo"),
    "marketing": ("Marketing and advertising", "Trženje in oglaševanje"),
    "arts": ("Arts, design and culture", "Umetnost, oblikovanje in kultura"),
    "society": ("Charities and civil society", "Dobrodelnost in civilna družba"),
}

MODES = {
    "full_time": ("full-time", "redni"),
    "part_time": ("part-time", "izredni"),
    "continuing": ("continuing education", "vseživljenjsko učenje"),
    "exchange": ("exchange", "izmenjava"),
    "faculty": ("teaching staff", "visokošolski učitelj"),
    "staff": ("staff", "strokovni sodelavec"),
}
