"""Slovenian names: the commonest as the Statistical Office counts them, the others in plausible order."""

import re
from collections.abc import Iterator

from faker.providers.person.sl_SI import Provider

from vezi.demo.synth.dice import Weighted, by_rank

# So many of a thousand people bear the surname (rounded; public statistics of names).
COMMONEST = {
    "Novak": 5.40, "Horvat": 4.70, "Kovačič": 2.72, "Krajnc": 2.69, "Zupančič": 2.42, "Potočnik": 2.28,
    "Kovač": 2.28, "Mlakar": 1.91, "Kos": 1.88, "Vidmar": 1.87, "Golob": 1.86, "Turk": 1.69, "Božič": 1.65,
    "Kralj": 1.65, "Korošec": 1.58, "Zupan": 1.57, "Bizjak": 1.55, "Hribar": 1.51, "Kotnik": 1.48, "Kavčič": 1.45,
    "Rozman": 1.44, "Kastelic": 1.38, "Oblak": 1.37, "Žagar": 1.36, "Petek": 1.36, "Hočevar": 1.35, "Kolar": 1.35,
    "Košir": 1.32, "Koren": 1.25, "Klemenčič": 1.16,
}  # fmt: skip

FURTHER = """
Adamič Ahačič Ahlin Ambrož Arh Arhar Avsec Babnik Bajec Balažic Baloh Ban Baša Bašelj Belak Belec Belšak Benčina
Benedičič Berce Berčič Berginc Berlec Bernik Berčan Beseničar Bitenc Blaznik Bogataj Bohinc Bole Bolka Boštjančič
Bratina Bratuš Bratož Brecelj Brezavšček Brezovar Brezovnik Brglez Brinovec Brezovšek Brumen Burger Cafuta Cankar
Ceglar Cek Cestnik Cigler Cimerman Cirar Cof Colja Cotič Cvek Cvelbar Čadež Čampa Čater Čebašek Čebular Čebulj Čehovin
Čelik Čepon Čerin Čermelj Čotar Črnčec Črnivec Črnigoj Čufer Dežman Dimic Dobnik Dobravec Dobrovoljc Dolar Dolžan Dovč
Drev Drnovšek Drobnič Duh Eberl Eller Ermenc Fajdiga Fajfar Ferjančič Ferlež Ferk Fidler Finžgar Fister Flere
Florjančič Forštnarič Frece Frelih Frlic Fujs Gabrijelčič Gabrovšek Gaber Gačnik Gantar Gašperin Gašperlin Gaberšek
Germ Globočnik Glavan Glavač Gnezda Godina Golič Golobič Goltez Goričan Gorišek Gorjanc Gosak Gostinčar Grabnar Grad
Gradišar Gradišnik Gregorc Grm Grobelnik Grošelj Grum Gruden Gselman Habjan Habjanič Hauptman Herman Hladnik Holc
Horvatič Hostnik Hozjan Hren Hribovšek Hrovatin Humar Hvala Hvalec Ivančič Ivanšek Ivanuša Izlakar Jager Jakič Jakopič
Jakša Jan Janc Jančar Janša Janžekovič Jaušovec Javoršek Jazbec Jazbinšek Jeglič Jelovčan Jenič Jeraj Jeran Jerin
Jerman Jesenko Jesenšek Jurečič Jurkovič Juvan Kalin Kališnik Kambič Kandare Kante Kapus Karlovšek Kaše Kavaš Kerin
Kerec Kermavner Keržič Klančar Klančnik Klanjšek Klavžar Klemen Kline Klobučar Klun Knafelc Kne Knific Kobe Kočar
Kocjan Koderman Kogovšek Kohek Kolman Kompan Konečnik Kopač Kopitar Koprivnik Koritnik Korbar Kosec Kosmač Kostanjevec
Košak Košnik Kovšca Kozina Kozjek Kozole Krašovec Kramer Kranjec Kraševec Kreč Kregar Kren Krištof Križaj Križan
Križman Križnar Kropec Krošelj Krušič Kuder Kukovec Kukovič Kunc Kunstelj Kunšič Kurent Kuster Kužnik Ladinek Lampe
Lampič Langus Lapajne Lavrenčič Leben Legat Lenarčič Lenart Leskošek Letnar Levec Levičnik Levstek Ličen Likozar Lipar
Lipovšek Lipušček Lisjak Logonder Lotrič Lovrec Lovrenčič Lovše Lovšin Ločniškar Lozar Lukanc Lukančič Lukman Lunder
Lužar Magdič Mahkovec Mahne Mahnič Majer Makovec Malavašič Mali Malnar Marc Marinčič Markelj Markun Marn Marolt
Martinčič Martinjak Masten Mastnak Matjašič Matko Matos Mavsar Mazej Mazi Megušar Mencinger Mervar Mesec Mesarič Mežan
Mežnar Mihelčič Mikec Miklič Miklavc Mikuž Mirnik Mirtič Mišič Močnik Modic Mohar Mohorič Molan Mohorko Možina Mrhar
Mrvar Muhič Murko Mušič Nagode Nared Narat Nartnik Nemanič Nograšek Novinec Obreza Ocepek Ocvirk Ogrin Ogrinc Omahen
Omerzel Oprešnik Oražem Orel Orešnik Osolnik Osterc Ošlak Ovsenik Ozimek Pahor Palčič Papež Pate Pavlinič Pavlovič
Pečar Pečečnik Pečjak Peklaj Peklar Pelko Perčič Perme Pernat Perpar Peršak Peršič Peternel Peterlin Petrič Pezdirc
Pibernik Pintarič Pipan Piškur Pišek Plahuta Planinc Planinšek Planko Plaznik Plevnik Plut Počivalšek Podgoršek
Podlesnik Podobnik Pogorelec Polak Polanc Poljanšek Poljšak Pograjc Povše Praprotnik Praznik Prebil Predan Prelog
Prešeren Preskar Prijatelj Primc Prosen Prošek Puc Pucelj Pucko Pušnik Rabič Račič Radej Rakar Rakovec Rant Ravnikar
Ravnik Razboršek Razinger Raztresen Rebernik Rebolj Reberšek Remic Remškar Repnik Repše Resman Ribič Ribnikar Rihtar
Rijavec Rogelj Rojc Rome Roš Rotar Rotovnik Rovan Rožanc Rozina Rudolf Rugelj Rupar Sajovic Sajovec Samec Savšek Sedej
Sedmak Seljak Selan Semič Senčar Seničar Sekirnik Simončič Simčič Sirk Sitar Skaza Skočir Skubic Slak Slapar Slapnik
Slatinšek Slemenšek Slivnik Smole Smolej Smolnikar Sodja Sodnik Sotošek Srebot Stanič Stare Starman Stegne Stele
Stergar Strah Strajnar Stražar Strle Strmčnik Strmole Strnad Strojan Struna Suhadolc Suhadolnik Suhodolčan Svetek
Svetina Svetlin Šajn Šalamun Šavli Šavs Šef Šega Šetina Šibenik Šifrer Šilc Šimenc Šircelj Širca Šinko Škerjanc Škerlj
Škof Škofic Škoflek Škorjanc Škrabec Škraban Škrjanec Škrlj Škufca Škulj Škvarč Šorli Šorn Špan Špeh Šprah Štamcar
Štancar Štebe Štefančič Štern Štih Štiglic Štirn Štrubelj Štular Šubic Šuligoj Šumer Šuster Šuštaršič Šuštarič Švab
Švajger Švigelj Šviligoj Tajnik Tavželj Tekavčič Tekavec Tement Terčič Tiršek Tisovec Tišler Tkalec Toman Tomc Tomše
Topolovec Torkar Tratar Trček Trebše Triler Trobec Troha Tršan Trstenjak Trunk Tušar Tušek Udovič Udovč Uhan Ule Ulčar
Uranič Uranjek Urankar Urbanc Urbančič Urbanija Urbas Urh Uršič Valant Valenčič Valentinčič Valič Varl Vehovar
Velkavrh Verbič Verbovšek Verdnik Verhovec Verhovnik Vertačnik Vesel Veselič Vidergar Vidrih Vihar Virant Vižintin
Vode Vodnik Vogrinc Vogrinec Vojska Volčanšek Volčič Vovk Vozelj Vrabec Vrabič Vraničar Vrečko Vrečar Vrhovec Vrhovnik
Vrtačnik Vrtovec Wolf Zabret Zabukovec Zadnikar Zadravec Zagorc Zagožen Zajec Zakošek Zalar Zaletel Zaplotnik Založnik
Zavašnik Zavrl Zavšek Zdešar Zdovc Zelenko Zelko Zidar Zidarič Zobec Zore Zorec Zorn Zrim Zrimšek Zupin Žabkar Žagavec
Žakelj Žefran Železnikar Žemva Žerjav Žerovnik Žgajnar Žigon Žlindra Žmavc Žnidar Žnidarič Žnidarčič Žontar Žorž Žumer
Žun Župan Župančič Žurej Žust Žužek Žvanut
"""

# Many a surname is an ancestor's first name, or the place where the house stood, with an ending.
ANCESTORS = """
Adam Ambrož Andrej Anton Avguštin Baltaž Bernard Blaž Boštjan Danijel Dominik Fabjan Filip Florjan Franc Gašper Gregor
Grego Jakob Jan Janez Jernej Jur Juri Klemen Kristjan Lenart Lovren Luk Mark Martin Matevž Mati Matjaž Melhior Mihel
Miklavž Mikl Ožbalt Pavl Peter Petri Primož Rok Rud Sebastjan Sever Simon Stan Šimen Šimon Štefan Tadej Tomaž Toman
Tom Urban Valentin Vid Vincen Vrban
"""
ANCESTORS_ENDINGS = ["ič", "čič", "šek", "ovič", "ec", "in", "nik", "ovšek"]
PLACES = """
Bel Bor Brd Brez Brod Bukov Cerov Dobrav Dolin Drag Gabr Gaj Gor Grab Gric Grmov Hlev Hrast Hrib Jam Javor Jelov Jelš
Jes Jezer Kal Kamen Klanc Klen Koč Kol Kop Korit Kost Kot Koz Krn Lan Laz Les Lesk Lip Log Lok Luk Malin Medvej Mlin
Mor Most Oreh Osojn Ostrož Plan Plaz Podbreg Podgor Podhost Podjav Podlip Podlog Polj Potok Prelaz Prim Rak Rast Ravn
Robid Rog Rup Skal Slat Smrek Sred Stud Sušn Topol Trat Trav Trn Vin Vrb Vrh Zabrd Zabrez Zagrad Zajel Zakot Zalog
Zapot Zavod Zavrh Žir
"""
PLACES_ENDINGS = ["nik", "ar", "ec", "šek", "an", "ovnik", "ovec", "išnik", "ovšek", "čan"]

HARD_TO_SAY = re.compile(
    r"(.)\1|[aeiou]o|ii|[zžsščc]š|cn|[^aeiou]{4}|[^aeiour]{3}(?=nik|šek)|nč|[cčšžj]n|tč|vovn|govo|vovo|nikn"
)

FROM_THE_SOUTH = """
Hodžić Jovanović Petrović Nikolić Marković Ilić Kovačević Popović Đorđević Marić Pavlović Jurić Petrovič Stojanović
Đurić Babić Stanković Tomić Lukić Savić Todorović Knežević Halilović Mujić Husić Delić Omerović Hasanović Bašić Suljić
Jakupović Redžić Alibegović Čaušević Mehmedović Mušić Osmanović Ramić Kahrimanović Zukić Begić Vuković Radić Perić
Blažević Božić Grgić Filipović Matić Lovrić Šarić Milić Milošević Simić Mitrović Kostić Živković Janković Stević
Trajkovski Stojanovski Ristovski Đukić Ćosić Šćepanović Krasniqi Gashi Berisha Hoxha Bytyqi
"""

# First names of those born up to a year, the commonest first.
WOMEN = {
    1949: """Marija Ana Frančiška Jožefa Ivana Angela Terezija Antonija Ljudmila Štefanija Alojzija Rozalija Pavla Vera
             Olga Kristina Justina Amalija Vida Cecilija Sonja Zora Danica Milka Marta Nada Helena Katarina Ema Erna
             Elizabeta Silva Slavica Matilda Stanislava Hermina Magdalena Julijana Albina Draga""",
    1969: """Marija Irena Darinka Majda Milena Jožica Vesna Zdenka Anica Nada Sonja Marjeta Alenka Breda Tatjana Olga
             Cvetka Branka Dragica Metka Marjana Jana Marta Lidija Vida Slavica Mira Nevenka Stanka Silva Zvonka Vlasta
             Bernarda Darja Ljubica Romana Jelka Karmen Jasna Suzana Andreja Nataša Martina Mojca""",
    1984: """Mojca Nataša Mateja Maja Andreja Barbara Tanja Petra Simona Katja Alenka Urška Tina Špela Tatjana Katarina
             Martina Darja Vesna Irena Polona Jana Sabina Suzana Karmen Nina Metka Anita Monika Brigita Helena Tadeja
             Jasmina Aleksandra Renata Lidija Jerneja Sandra Klavdija Valerija Natalija Marjeta Bernarda Ksenija Romana""",
    1999: """Nina Maja Tjaša Anja Sara Ana Eva Katja Tina Špela Maša Urška Nika Petra Neža Lucija Tamara Manca Sabina
             Ines Monika Kristina Teja Klara Lara Kaja Barbara Mojca Ajda Živa Anita Polona Jasmina Veronika Maruša
             Nastja Patricija Laura Karin Larisa Alja Sanja Valentina Doroteja Nuša Živa Saša""",
    2030: """Nika Eva Sara Lara Ana Zala Ema Lana Maja Neža Julija Tara Hana Klara Zoja Lucija Ajda Kaja Mia Neja Manca
             Pia Taja Gaja Maša Tinkara Iza Lina Živa Nina Brina Rebeka Ela Anja Ula Iris Tia Tjaša Lejla Naja""",
}
MEN = {
    1949: """Franc Janez Ivan Anton Jožef Alojz Stanislav Jože Ludvik Rudolf Martin Karel Štefan Viktor Ciril Drago Milan
             Vinko Rajko Albin Maks Edvard Feliks Pavel Leopold Vincenc Andrej Jakob Matija Peter Avgust Valentin Adolf
             Slavko Bogomir Zvonko Boris Vladimir Miha Ferdinand""",
    1969: """Janez Franc Milan Branko Marjan Jože Bojan Igor Anton Andrej Stanislav Peter Boris Ivan Drago Dušan Darko
             Tomaž Miran Roman Zvonko Srečko Vladimir Aleš Borut Zdravko Stojan Silvo Rajko Danilo Mitja Matjaž Iztok
             Bogdan Damjan Alojz Marko Franci Vojko Samo Zlatko Jernej Slavko""",
    1984: """Andrej Marko Matej Boštjan Tomaž Gregor Robert Aleš Matjaž Simon Uroš Peter Primož Dejan Igor Damjan Miha
             Borut Jure David Bojan Janez Iztok Aleksander Mitja Sašo Goran Jernej Blaž Rok Tadej Klemen Bor Samo Gorazd
             Danijel Roman Sebastjan Luka Martin Janko Vasja Aljoša Damir Kristjan Urban""",
    1999: """Luka Rok Žiga Nejc Jure Miha Matej Klemen Matic Blaž Jan Gregor David Anže Tilen Domen Tadej Jaka Marko Aljaž
             Uroš Andraž Jernej Gašper Rok Denis Matevž Denis Urban Dejan Grega Sašo Primož Mitja Alen Peter Simon
             Sebastjan Kristjan Vid Dominik Tim Gal Matija Alex Lovro""",
    2030: """Luka Jan Nik Žan Filip Jakob Mark Nejc Žiga Jaka Aljaž Tim Matic Gal Anže Rok Lovro Anej Tilen Vid Maj David
             Oskar Maks Bor Lan Patrik Miha Val Enej Matija Aleks Erik Svit Izak Teo Liam Urban Lenart Tian""",
}


def _unlike(names: list[str], seen: set[str]) -> list[str]:
    """Each name once, without those seen before; remembers them as seen."""
    fresh = list(dict.fromkeys(name for name in names if name not in seen))
    seen.update(fresh)
    return fresh


def surnames() -> Weighted[str]:
    """The counted head, then a tail that starts where the head ends and falls slowly, as in the country."""
    seen = set(COMMONEST)
    of_faker = _unlike([name.capitalize() for name in Provider.last_names], seen)
    listed = by_rank([*of_faker, *_unlike(FURTHER.split(), seen)], offset=len(COMMONEST), steepness=0.12)
    built = [(name, 1.0) for name in _unlike(list(_built()), seen)]
    left = 1000 - sum(COMMONEST.values())
    return Weighted([*COMMONEST.items(), *_scaled(listed, to=0.78 * left), *_scaled(built, to=0.22 * left)])


def _built() -> Iterator[str]:
    for stems, endings in ((ANCESTORS.split(), ANCESTORS_ENDINGS), (PLACES.split(), PLACES_ENDINGS)):
        yield from (stem + ending for ending in endings for stem in stems if not HARD_TO_SAY.search(stem + ending))


def _scaled(shares: list[tuple[str, float]], *, to: float) -> list[tuple[str, float]]:
    total = sum(share for _, share in shares)
    return [(name, share * to / total) for name, share in shares]


def southern_surnames() -> Weighted[str]:
    """Of families that came from the other republics."""
    return Weighted(by_rank(list(dict.fromkeys(FROM_THE_SOUTH.split())), offset=3, steepness=0.8))


def given_names(table: dict[int, str]) -> dict[int, Weighted[str]]:
    """For each era the names its children got; a few of every era keep an older or rarer name."""
    rare = Provider.first_names_female if table is WOMEN else Provider.first_names_male
    eras = {}
    for last_year, words in table.items():
        usual = list(dict.fromkeys(words.split()))
        older = [(name, 1.0) for name in rare if name not in usual]
        common = by_rank(usual, offset=6, steepness=1.0)
        eras[last_year] = Weighted([*_scaled(common, to=0.93), *_scaled(older, to=0.07)])
    return eras
