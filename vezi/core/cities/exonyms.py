"""What cities are called in English and in Slovenian where GeoNames and the names of time zones do not say so.

From general knowledge of both languages; by the name in GeoNames and the country.
"""

_SLOVENIAN = """
AT Graz Gradec|AT Klagenfurt_am_Wörthersee Celovec|AT Villach Beljak|AT Wolfsberg Volšperk|AT Leibnitz Lipnica
AT Spittal_an_der_Drau Špital_ob_Dravi|AT Sankt_Veit_an_der_Glan Šentvid_ob_Glini|AT Eisenstadt Železno
IT Trieste Trst|IT Gorizia Gorica|IT Udine Videm|IT Venice Benetke|IT Milan Milano|IT Florence Firence|IT Naples Neapelj
IT Genoa Genova|IT Turin Torino|IT Padua Padova|IT Monfalcone Tržič|IT Cividale_del_Friuli Čedad|IT Muggia Milje
IT Pordenone Pordenon|HR Rijeka Reka|HR Pula Pulj|HR Rovinj Rovinj|HU Szombathely Sombotel|HU Pécs Pečuh|HU Szentgotthárd Monošter
DE Munich München|DE Nuremberg Nürnberg|CH Geneva Ženeva|CZ Pilsen Plzen|PL Kraków Krakov|PL Gdańsk Gdansk|PL Wrocław Vroclav
PL Łódź Lodž|PL Poznań Poznanj|BE Antwerp Antwerpen|NL The_Hague Haag|GR Thessaloníki Solun|GR Piraeus Pirej
GB Edinburgh Edinburg|DK Copenhagen Kopenhagen|SE Gothenburg Göteborg|XK Pristina Priština|TR Istanbul Istanbul
UA Kyiv Kijev|UA Lviv Lvov|UA Odesa Odesa|RU Saint_Petersburg Sankt_Peterburg|CN Beijing Peking|IN New_Delhi New_Delhi
EG Alexandria Aleksandrija|US New_York_City New_York|MX Mexico_City Ciudad_de_México|VA Vatican_City Vatikan
ZA Cape_Town Cape_Town|AE Abu_Dhabi Abu_Dabi|KW Kuwait_City Kuvajt|RO Braşov Brašov|RO Timişoara Temišvar|HU Győr Győr
"""
_ENGLISH = """
US New_York_City New_York|DE Köln Cologne|BE Gent Ghent|BE Brugge Bruges|CH Luzern Lucerne|ES Sevilla Seville
GR Thessaloníki Thessaloniki
"""


def _said(lines: str) -> dict[tuple[str, str], str]:
    entries = (entry.split(" ") for line in lines.split("\n") if line for entry in line.split("|"))
    return {(name.replace("_", " "), country): said.replace("_", " ") for country, name, said in entries}


SLOVENIAN, ENGLISH = _said(_SLOVENIAN), _said(_ENGLISH)
SAID = {"sl": SLOVENIAN, "en": ENGLISH}
