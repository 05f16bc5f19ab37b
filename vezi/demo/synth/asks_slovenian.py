"""»Vprašajte me o«: v slovenščini, za vsako dejavnost in za to, kar prinese življenje."""

TRADES = {
    "banking": """
        Kako banka v resnici bere poslovni načrt.
        Zavarovanje pred tveganji za podjetja, ki so banki premajhna.
        O čem se prepira kreditni odbor, ko se zaprejo vrata.
        Posojila, pokojnine in računi, ki nas jih ni učil nihče.
        Škoda po poplavi: kdo plača in kdaj.
        Kam s prvimi desetimi tisočaki.""",
    "accounting": """
        Kako v desetih minutah prebrati bilanco.
        Kaj revizor pogleda najprej in zakaj to nikoli niso številke.
        Davki za tiste, ki delajo v dveh državah.
        Zaključek meseca v štirih dneh, brez vpitja.
        Samostojna pot v računovodstvu.""",
    "consulting": """
        Kako naročniku povedati, česar noče slišati.
        Razgovori s primeri: kaj v resnici poslušamo.
        Ostati do partnerstva ali oditi, dokler je še zabavno.
        Prosojnice, ki jih ne potrebuje nihče, in dve, ki ju potrebujejo vsi.
        Koliko je vredna vaša ura.""",
    "law": """
        Pogodbe, ki jih preberete sami, in tiste, ki jih raje ne.
        Iz velike pisarne za svojo mizo.
        Delovno pravo za podjetnike s petimi zaposlenimi.
        Mediacija pred sodiščem: cenejša je in deluje.
        Kaj se dogovoriti, preden s prijateljem ustanovite podjetje.""",
    "government": """
        Evropska prijava, ki jo preberejo do konca.
        Kako nastane proračun, od prvega klica do glasovanja.
        Delo za državo brez izgubljenih živcev.
        Natečaji v Bruslju in čakanje po njih.
        Javna naročila z druge strani mize.""",
    "software": """
        Iz ekonomije v programiranje pri tridesetih.
        Prvi trije razvijalci v podjetju: kako jih najti.
        Podatki, ki so dovolj dobri za odločitev.
        Kaj skrbnik izdelka počne ves dan.
        Reševanje programov, ki se jih nihče ne upa dotakniti.
        Kje pomaga strojno učenje in kje zadošča preglednica.""",
    "telecoms": """
        Zakaj je vaš signal slab, po pravici.
        Ceniki, ki jih stranke razumejo.
        Prodaja podjetjem z desetimi lokacijami in eno centralo.
        Kabel skozi kraj, ki ga ne mara.""",
    "manufacturing": """
        Sprehod skozi tovarno: kje odteka denar.
        Nabava na Kitajskem brez letalske karte.
        Družinsko podjetje, ko pride na vrsto druga generacija.
        Kakovost na liniji namesto v registratorju.
        Prvi izvozni zabojnik.
        Vitka proizvodnja brez plakatov.""",
    "pharmacy": """
        Kako zdravilo dobi ceno.
        Klinične raziskave z vidika tistega, ki jih plača.
        Registracija izdelka v dvanajstih državah hkrati.
        Iz laboratorija v vodstvo.""",
    "medicine": """
        Kam gre denar v bolnišnici.
        Čakalne vrste in kaj jih res skrajša.
        Kako voditi ambulanto in ob tem videti bolnike.
        Oskrba ostarelih staršev: koga poklicati najprej.""",
    "education": """
        Ekonomija za šestnajstletnike, ki sprašujejo, zakaj.
        Učenje odraslih po osmih urah službe.
        Iz gospodarstva v razred in koliko to stane.
        Šolski proračun, ki ga je treba raztegniti.""",
    "research": """
        Doktorat: da ali ne. Vprašajte, preden se vpišete.
        Projekt, ki ga odobrijo v drugem poskusu.
        Statistika za tiste, ki so se je bali.
        Življenje med univerzo in podjetji.
        Prvi članek, ki preživi recenzijo.""",
    "architecture": """
        Gradnja v strmini in kdo jo plača.
        Parki, v katerih so ljudje tudi po fotografiranju.
        Kako se spremeni občinski prostorski načrt, korak za korakom.
        Natečaji: kateri se splačajo in katerih se ogibati.
        Biro treh ljudi in kako preživi zimo.
        Pogovor s sosedi, preden pride bager.""",
    "construction": """
        Koliko v resnici stane kvadratni meter.
        Ponudbe, s katerimi dobiš posel in ne izgubiš denarja.
        Varno gradbišče, kadar vsi zamujajo.
        Stare hiše: kaj rešiti in kaj spustiti.""",
    "property": """
        Prvo stanovanje, ki ga ne boste obžalovali.
        Koliko je vredna hiša, ki je ne mara nihče.
        Pošteno oddajanje in miren spanec.
        Kaj vprašati prodajalca, česar posrednik ne pove.""",
    "energy": """
        Sončna elektrarna na strehi: kdaj se splača in kdaj ne.
        Kaj se na borzi z elektriko dogaja vetrovno nedeljo.
        Varovanje cen energije za majhnega proizvajalca.
        Hidroelektrarna, ki jo odpustijo tudi ribiči.
        Priklop na omrežje v manj kot letu dni.""",
    "environment": """
        Poplave: kaj pove zemljevid, preden kupite parcelo.
        Presoje vplivov na okolje, ki se berejo, ne tehtajo.
        Pitna voda na Krasu.
        Droni, laserji in drugi načini, kako izmeriti pobočje.
        Kam gredo smeti po torku.""",
    "transport": """
        Kaj narediti, ko se ladje ustavijo.
        Tovor skozi pristanišče ob štirih zjutraj.
        Vlaki, ki vozijo več kot spomine.
        Dobavne verige, ki se upognejo in ne počijo.
        Carinski papirji, razloženi ob eni kavi.""",
    "trade": """
        Kako priti na polico velikega trgovca.
        Odpreti trgovino v letih, ko vse kupujemo po spletu.
        Pogajanja s kupci, ki so slišali že vse.
        Zaloga: denar, ki ga ne vidite.""",
    "food": """
        Vino, ki se plača samo.
        Iz pisarne na kmetijo, s preglednico v roki.
        Izvoz hrane tja, kjer je imajo dovolj.
        Kruh, čebele in druge pozne kariere.
        Koliko papirja stane beseda ekološko.""",
    "tourism": """
        Poln hotel v novembru.
        Penzion v vasi starih staršev.
        Gostje, ki pišejo ocene, in kako jim odgovoriti.
        Vodenje skupin, ne da bi izgubili koga ali živce.""",
    "media": """
        Kako zgodbo ponuditi uredniku brez časa.
        Živeti od pisanja, v številkah.
        Kaj novinarji naredijo z vašim sporočilom za javnost.
        Izdati knjigo v jeziku dveh milijonov.""",
    "marketing": """
        Imena za reči.
        Kampanja z denarjem vaške veselice.
        Kaj kupci delajo, ne kaj pravijo.
        Stavek, ki si ga kdo zapomni.
        Kdaj ne oglaševati.""",
    "arts": """
        Denar za festival, za katerega še nihče ni slišal.
        Mapa del: katere tri strani štejejo.
        Muzej, v katerega se obiskovalci vračajo.
        Pogodbe za tiste, ki rišejo, plešejo ali igrajo.""",
    "society": """
        Kako začeti društvo in kdaj raje ne.
        Prostovoljci: kako jih najti in kako jih obdržati.
        Kako neznanca prijazno prositi za denar.
        Meriti dobro, ki ne gre v preglednico.""",
}

FOREIGN = """
    Prvi mesec v tujini: stanovanje, šola in koga poklicati ({city}).
    Življenje v tujini po prvi zimi ({city}).
    Delo v tujini in kako veš, da je čas za domov.
    Otroci v dveh jezikih.
    Novi prijatelji pri štiridesetih, daleč od doma.
    Papirji pri selitvi v drugo državo; to znam na pamet.
"""
RETURNED = """
    Vrnitev domov po letih v tujini.
    Odhod v tujino: kaj se splača urediti prej.
    Kako ohraniti poznanstva čez meje.
"""
CHANGED = """
    Menjava poklica sredi poti.
    Začeti znova, ko se zdi, da so vsi drugi že prišli.
    Kaj gre iz enega poklica v drugega; več, kot se bojite.
"""
LEADING = """
    Prvo leto vodenja ljudi, ki so starejši od vas.
    Nadzorni sveti: kaj berejo in kaj preskočijo.
    Kako nekoga dostojno odpustiti.
    Prodaja družinskega podjetja brez razprte družine.
    Ustanoviti podjetje, propasti in ustanoviti drugo.
    Edina ženska v sobi in kako to ne biti več.
"""
MIDDLE = """
    Kako prositi za višjo plačo in jo dobiti.
    Prva lastna ekipa.
    Štiridnevni delovni teden, ne da bi vas pozabili.
    Vrnitev s starševskega dopusta.
    Študij ob službi in dveh majhnih otrocih.
    Kako odkloniti dobro ponudbo.
"""
YOUNG = """
    Prva služba brez zvez.
    Prakse, ki so se splačale, in ena, ki se ni.
    Izmenjava: izberite mesto, ne lestvice.
    Diplomsko delo s podjetjem.
    Življenje po zadnjem izpitu.
"""
STUDENT = """
    Kateri izbirni predmeti se splačajo in kdo najbolje razloži statistiko.
    Študentski dom in kako v njem spati.
    Študentska konferenca s štiridesetimi evri.
    Življenje s štipendijo.
    Kaj bi bruci radi slišali prej.
"""
OLD = """
    Predaja poslov in kako se potem ne vmešavati.
    Vnuki, vrt in kdaj pa kdaj kakšno letno poročilo.
    Kako se je delalo pred računalniki; nekaj je bilo bolje.
    Nadzorni svet po petinšestdesetem.
"""
FREE_TIME = """
    Tudi o jadranju, slabem.
    Tudi o gorah, kateri koli vikend.
    Tudi o zborih; tenorjev vedno manjka.
    Tudi o najboljšem kruhu v mestu.
    In o dopisnem šahu.
    In o teku, počasnem in dolgem.
    Tudi o čebelah, odkar smo ostali doma.
    In o starih motorjih.
    Tudi o tem, kje se pri fakulteti dobro je.
"""
