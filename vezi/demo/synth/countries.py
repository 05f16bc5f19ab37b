# ruff: noqa: E501 - tables are read line by line
"""Countries: how many of a worldwide school's people live there, who they are, how post and telephone look."""

from typing import NamedTuple


class Country(NamedTuple):
    """`share` of a worldwide network in percent; `cultures` with their percent; `#` is a digit, `@` a letter."""

    share: float
    cultures: str
    streets: str = "en"
    postcode: str = ""
    languages: str = "en"


COUNTRIES = {
    "SI": Country(8.0, "sl:86 sl-south:9 sh:3 it:1 hu:1", "sl", "", "sl"),
    "IT": Country(6.0, "it:94 ro:2 sh:1 ar:1 sl:2", "it", "*####", "it"),
    "AT": Country(5.0, "at:82 sh:5 tr:3 de:4 hu:2 sl:2 cs:2", "de", "*###", "de"),
    "DE": Country(9.0, "de:84 tr:5 pl:3 ru:2 it:2 sh:2 ar:1 el:1", "de", "*####", "de"),
    "HR": Country(3.5, "sh:98 it:1 sl:1", "sh", "*####", "hr"),
    "RS": Country(1.6, "sh:94 hu:3 mk:1 sk:1 ro:1", "sh", "1*###", "sr"),
    "BA": Country(0.9, "sh:100", "sh", "7*###", "bs"),
    "ME": Country(0.2, "sh:100", "sh", "81###", "sr"),
    "MK": Country(0.4, "mk:80 sh:15 tr:5", "sh", "1*##", "mk"),
    "HU": Country(2.0, "hu:97 de:2 sk:1", "hu", "*###", "hu"),
    "CH": Country(3.2, "de:58 fr:20 it:9 sh:6 pt:4 tr:3", "de", "*###", "de"),
    "FR": Country(6.0, "fr:85 ar:8 pt:3 it:2 es:2", "fr", "*####", "fr"),
    "GB": Country(7.0, "gb:80 in:7 ie:3 pl:3 ng:2 zh:2 hk:1 ke:1 it:1", "en", "@@# #@@", "en"),
    "IE": Country(1.0, "ie:86 gb:7 pl:4 pt:1 in:2", "en", "@## @###", "en"),
    "ES": Country(3.5, "es:92 mx:5 ro:2 gb:1", "es", "*####", "es"),
    "PT": Country(1.0, "pt:97 es:2 gb:1", "pt", "*###-###", "pt"),
    "NL": Country(2.3, "nl:86 tr:3 de:4 id:2 ar:3 gb:2", "nl", "*### @@", "nl"),
    "BE": Country(1.6, "nl:48 fr:42 it:4 ar:3 es:3", "nl", "*###", "nl"),
    "LU": Country(0.6, "fr:40 de:30 pt:16 it:8 nl:6", "fr", "L-*###", "fr"),
    "SE": Country(1.2, "sv:90 fi:3 sh:2 ar:3 fa:2", "sv", "*## ##", "sv"),
    "NO": Country(0.8, "no:93 sv:3 pl:3 da:1", "no", "*###", "no"),
    "DK": Country(0.9, "da:94 sv:2 de:2 tr:2", "no", "*###", "da"),
    "FI": Country(0.7, "fi:94 sv:4 ru:2", "fi", "*####", "fi"),
    "IS": Country(0.15, "is:98 da:2", "is", "*##", "is"),
    "PL": Country(1.7, "pl:98 uk:2", "pl", "*#-###", "pl"),
    "CZ": Country(1.3, "cs:95 sk:4 uk:1", "cs", "*## ##", "cs"),
    "SK": Country(0.6, "sk:90 hu:8 cs:2", "cs", "*## ##", "sk"),
    "RO": Country(1.0, "ro:94 hu:6", "ro", "*#####", "ro"),
    "BG": Country(0.7, "bg:95 tr:5", "sh", "*###", "bg"),
    "GR": Country(1.1, "el:98 gb:2", "el", "*## ##", "el"),
    "TR": Country(1.8, "tr:100", "tr", "*####", "tr"),
    "UA": Country(0.6, "uk:88 ru:12", "uk", "*####", "uk"),
    "RU": Country(1.1, "ru:97 uk:3", "uk", "*#####", "ru"),
    "EE": Country(0.15, "baltic:80 ru:20", "en", "*####", "et"),
    "LV": Country(0.15, "baltic:78 ru:22", "en", "LV-*###", "lv"),
    "LT": Country(0.2, "baltic:92 pl:8", "en", "LT-*####", "lt"),
    "US": Country(9.0, "us:84 mx:5 in:3 zh:2 ko:1 vi:1 ie:2 de:1 it:1", "us", "*####", "en"),
    "CA": Country(2.2, "gb:46 fr:26 in:9 hk:4 zh:5 us:8 ar:2", "us", "@#@ #@#", "en"),
    "MX": Country(1.3, "mx:98 es:2", "es", "*####", "es"),
    "BR": Country(1.9, "pt:92 it:4 de:2 ja:2", "pt", "*####-###", "pt"),
    "AR": Country(0.7, "mx:62 it:22 es:16", "es", "*###", "es"),
    "CL": Country(0.5, "mx:88 es:8 de:4", "es", "*######", "es"),
    "CO": Country(0.6, "mx:97 es:3", "es", "*#####", "es"),
    "PE": Country(0.3, "mx:96 it:4", "es", "*####", "es"),
    "CN": Country(3.8, "zh:99 hk:1", "cn", "*#####", "zh"),
    "HK": Country(1.0, "hk:85 zh:8 gb:5 in:2", "cn", "", "zh"),
    "TW": Country(0.6, "tw:100", "cn", "*####", "zh"),
    "JP": Country(1.3, "ja:97 ko:2 zh:1", "ja", "*##-####", "ja"),
    "KR": Country(0.9, "ko:100", "ko", "*####", "ko"),
    "IN": Country(3.6, "in:98 ar:2", "in", "*#####", "hi"),
    "SG": Country(1.6, "hk:36 zh:28 in:16 id:10 gb:6 fr:2 de:2", "sg", "*#####", "en"),
    "MY": Country(0.5, "id:40 hk:30 zh:10 in:20", "sg", "*####", "ms"),
    "TH": Country(0.4, "th:96 zh:2 gb:2", "en", "*####", "th"),
    "VN": Country(0.4, "vi:98 fr:2", "vi", "*#####", "vi"),
    "ID": Country(0.6, "id:96 hk:4", "id", "*####", "id"),
    "PH": Country(0.4, "ph:96 hk:4", "en", "*###", "tl"),
    "AU": Country(1.5, "gb:66 hk:6 in:6 it:4 el:3 vi:3 ie:5 sh:4 za:3", "us", "*###", "en"),
    "NZ": Country(0.3, "gb:82 in:6 hk:6 ie:6", "us", "*###", "en"),
    "AE": Country(1.3, "ar:38 in:34 gb:8 fa:6 ph:4 fr:3 de:3 ru:4", "ar", "", "ar"),
    "SA": Country(0.7, "ar:88 in:8 ph:4", "ar", "*####", "ar"),
    "QA": Country(0.3, "ar:50 in:30 gb:12 ph:8", "ar", "", "ar"),
    "IL": Country(0.6, "he:80 ar:12 ru:8", "en", "*######", "he"),
    "LB": Country(0.4, "ar:92 fr:8", "fr", "", "ar"),
    "EG": Country(0.4, "ar:100", "ar", "*####", "ar"),
    "MA": Country(0.3, "ar:95 fr:5", "fr", "*####", "ar"),
    "IR": Country(0.2, "fa:100", "ar", "", "fa"),
    "KE": Country(0.3, "ke:92 in:6 gb:2", "en", "*####", "sw"),
    "NG": Country(0.7, "ng:98 gb:2", "en", "*#####", "en"),
    "ZA": Country(0.7, "za:88 gb:8 in:4", "us", "*###", "en"),
    "GH": Country(0.15, "ng:70 ke:20 gb:10", "en", "", "en"),
    "KZ": Country(0.2, "ru:90 tr:10", "uk", "*#####", "ru"),
    "GE": Country(0.1, "ka:95 ru:5", "en", "*###", "ka"),
}  # fmt: skip

ELSEWHERE = 2.0
"""Percent of the network that lives in all other countries together."""

CONTINENTS = {
    "AF": Country(0, "ke:35 ng:30 ar:20 fr:15", "en", "", "en"),
    "AS": Country(0, "ar:40 in:30 ru:15 zh:15", "en", "", "en"),
    "EU": Country(0, "sh:30 gb:20 fr:20 ru:15 it:15", "en", "", "en"),
    "NA": Country(0, "mx:80 us:20", "es", "", "es"),
    "SA": Country(0, "mx:90 pt:10", "es", "", "es"),
    "OC": Country(0, "gb:70 ke:30", "en", "", "en"),
    "AN": Country(0, "gb:100", "en", "", "en"),
}

STREETS = {
    "sl": """Prešernova ulica {n}|Cankarjeva ulica {n}|Kidričeva ulica {n}|Slovenska cesta {n}|Gregorčičeva ulica {n}|Trubarjeva ulica {n}|
             Partizanska cesta {n}|Cesta na Grad {n}|Ljubljanska cesta {n}|Levstikova ulica {n}|Kajuhova ulica {n}|Jurčičeva ulica {n}|
             Vodnikova cesta {n}|Celovška cesta {n}|Dunajska cesta {n}|Tržaška cesta {n}|Šolska ulica {n}|Pod gozdom {n}|Ob potoku {n}|
             Na klancu {n}|Linhartova cesta {n}|Zaloška cesta {n}|Stritarjeva ulica {n}|Aškerčeva cesta {n}|Mlinska pot {n}|Lipova ulica {n}|
             Vrtna ulica {n}|Sončna pot {n}|Kolodvorska ulica {n}|Cesta v Log {n}|Brodarjev trg {n}|Glavni trg {n}|Zadružna ulica {n}|
             Ulica bratov Učakar {n}|Reboljeva ulica {n}|Savska cesta {n}|Gosposka ulica {n}|Mariborska cesta {n}|Podgorje {n}|Brdo {n}""",
    "de": "Hauptstraße {n}|Bahnhofstraße {n}|Schulgasse {n}|Lindenweg {n}|Gartengasse {n}|Kirchenplatz {n}|Mozartstraße {n}|Ringstraße {n}|"
    "Schillerstraße {n}|Goethestraße {n}|Mühlweg {n}|Burggasse {n}",
    "it": "Via Roma {n}|Via Garibaldi {n}|Via Mazzini {n}|Corso Italia {n}|Via Dante {n}|Viale Verdi {n}|Via Cavour {n}|Piazza Vecchia {n}",
    "fr": "{n} rue Victor-Hugo|{n} rue de la République|{n} avenue de la Gare|{n} rue du Moulin|{n} rue Pasteur|{n} place de l’Église|"
    "{n} boulevard Voltaire|{n} rue des Écoles",
    "en": "{n} High Street|{n} Station Road|{n} Church Lane|{n} Victoria Road|{n} Park Avenue|{n} Mill Lane|{n} The Green|{n} Queens Road",
    "us": "{n} Maple Street|{n} Oak Avenue|{n} Main Street|{n} Cedar Lane|{n} Lake View Drive|{n} Washington Street|{n} Pine Road|{n} Elm Court",
    "es": "Calle Mayor {n}|Calle Real {n}|Avenida de la Constitución {n}|Calle San José {n}|Calle Nueva {n}|Paseo del Prado {n}|Plaza de España {n}",
    "pt": "Rua das Flores {n}|Avenida da Liberdade {n}|Rua Direita {n}|Rua do Comércio {n}|Rua Nova {n}|Praça da República {n}",
    "sh": "Vukovarska ulica {n}|Ulica kralja Tomislava {n}|Trg slobode {n}|Školska ulica {n}|Zagrebačka ulica {n}|Radnička cesta {n}|Dunavska {n}",
    "hu": "Kossuth Lajos utca {n}|Petőfi Sándor utca {n}|Fő utca {n}|Rákóczi út {n}|Ady Endre utca {n}|Dózsa György út {n}",
    "pl": "ul. Polna {n}|ul. Leśna {n}|ul. Słoneczna {n}|ul. Krótka {n}|ul. Szkolna {n}|ul. Ogrodowa {n}|al. Jana Pawła II {n}",
    "cs": "Hlavní {n}|Zahradní {n}|Školní {n}|Nádražní {n}|Dlouhá {n}|Masarykova {n}|Komenského {n}",
    "ro": "Strada Principală {n}|Strada Mihai Eminescu {n}|Bulevardul Unirii {n}|Strada Florilor {n}|Calea Victoriei {n}",
    "nl": "Kerkstraat {n}|Schoolstraat {n}|Dorpsstraat {n}|Molenweg {n}|Stationsstraat {n}|Nieuwstraat {n}|Wilhelminalaan {n}",
    "sv": "Storgatan {n}|Drottninggatan {n}|Skolgatan {n}|Björkvägen {n}|Kungsgatan {n}|Ringvägen {n}",
    "no": "Kirkegata {n}|Storgata {n}|Skolegata {n}|Bjørkeveien {n}|Parkveien {n}|Havnegata {n}",
    "fi": "Koulukatu {n}|Rantatie {n}|Asemakatu {n}|Kirkkokatu {n}|Mannerheimintie {n}|Puistokatu {n}",
    "is": "Laugavegur {n}|Hverfisgata {n}|Bankastræti {n}|Öldugata {n}|Skólavörðustígur {n}",
    "el": "Ermou {n}|Panepistimiou {n}|Leoforos Kifisias {n}|Solonos {n}|Tsimiski {n}",
    "tr": "Atatürk Caddesi {n}|Cumhuriyet Caddesi {n}|İstiklal Caddesi {n}|Gazi Sokak {n}|Çiçek Sokak {n}",
    "uk": "vul. Shevchenka {n}|vul. Sadova {n}|prosp. Myru {n}|ul. Lesnaya {n}|ul. Sadovaya {n}|vul. Zelena {n}",
    "cn": "{n} Zhongshan Road|{n} Renmin Road|{n} Nanjing Road|{n} Jiefang Road|{n} Garden Road|{n} Harbour Road",
    "ja": "1-{n} Sakuragaoka|2-{n} Honcho|3-{n} Midorigaoka|4-{n} Asahi|1-{n} Minamicho",
    "ko": "{n} Sejong-daero|{n} Teheran-ro|{n} Dosan-daero|{n} Baekje-ro",
    "in": "{n} MG Road|{n} Gandhi Nagar|{n} Lake Road|{n} Station Road|{n} Nehru Street|{n} Park Street",
    "sg": "{n} Orchard Lane|{n} Bukit Road|{n} Serangoon Avenue|{n} Jalan Bunga|{n} Bedok Street",
    "id": "Jalan Sudirman {n}|Jalan Merdeka {n}|Jalan Diponegoro {n}|Jalan Melati {n}",
    "vi": "{n} Lê Lợi|{n} Trần Phú|{n} Nguyễn Trãi|{n} Hai Bà Trưng",
    "ar": "{n} Corniche Street|{n} King Fahd Road|{n} Al Nahda Street|{n} Palm Street|{n} Market Street",
}  # fmt: skip

# Ranges that numbering authorities keep for films and examples. `#` is any digit.
TELEPHONES = {
    "GB": ("+44 20 7946 0###", "+44 161 496 0###", "+44 131 496 0###", "+44 117 496 0###"),
    "US": ("+1 212 555 01##", "+1 415 555 01##", "+1 312 555 01##", "+1 617 555 01##", "+1 206 555 01##"),
    "CA": ("+1 416 555 01##", "+1 514 555 01##", "+1 604 555 01##"),
    "FR": ("+33 1 99 00 ## ##", "+33 4 65 71 ## ##"),
    "DE": ("+49 30 23125 ###", "+49 69 90009 ###", "+49 40 66969 ###", "+49 89 99998 ###"),
    "AU": ("+61 2 5550 ####", "+61 3 5550 ####", "+61 7 5550 ####"),
    "SE": ("+46 8 465 004 ##", "+46 31 390 06 ##"),
    "HU": ("+36 55 555 ###",),
    "SI": ("+386 40 555 ###",),
}  # fmt: skip
