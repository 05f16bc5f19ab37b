# ruff: noqa: E501 - tables are read line by line
"""Made-up employers by trade: first those of Slovenia, then those found anywhere, the largest first."""

SLOVENIAN = {
    "banking": "Soška banka|Emonska hranilnica|Zavarovalnica Tabor|Kraška banka|Jadran Re|Naložbe Barje|Borza Emona|Skladi Planika",
    "accounting": "Revizija Ferjan|Računovodstvo Pero|Bilanca plus|Davčna pisarna Jug|Saldo Emona|Kontrolna hiša Zala",
    "consulting": "Svetovanje Oreh|Kompas strategija|Prelom|Hiša odločitev|Trije vogali|Vzvod Emona",
    "law": "Odvetniki Kregar in Mavec|Odvetniška pisarna Zajelšnik|Notarka Preskar|Odvetniki Brdnik, Lah in partnerji|Pravna hiša Emona",
    "government": "Mestna občina Emona|Urad za razvoj podeželja|Agencija za prostor in ceste|Občina Podbreg|Inštitut za javne storitve|"
    "Direkcija za vode in morje|Zavod za mlade",
    "software": "Vrstica|Bitnik|Programska hiša Slap|Kodelja in sinovi|Oblak Devet|Mravljišče|Prva vrsta|Podatki Sever|Niansa",
    "telecoms": "Telemreža|Gorski signal|Omrežje Pohorje|Optika Jug",
    "manufacturing": "Kolektor-Sava|Livarna Brod|Železarna Plaz|Orodjarna Zvezda|Motorji Mežica|Lesnina Kolpa|Steklarna Hrib|Papirnica Log|"
    "Strojna Tabor|Elektromotor Jelka|Tekstil Vrbje|Pohištvo Smreka",
    "pharmacy": "Zdravila Krn|Galenika Emona|Kemična tovarna Mura|Lekarne Ob Savi|Barve Kamna|Biokrog",
    "medicine": "Bolnišnica Sv. Jošt|Zdravstveni dom Brod|Klinika Barje|Zobna ambulanta Sedmica|Dom Lipa|Medicinski center Vrelec",
    "education": "Gimnazija Pod gradom|Osnovna šola Ob Soči|Srednja ekonomska šola Emona|Jezikovna šola Ajda|Ljudska univerza Brdo|"
    "Vrtec Čebelica",
    "research": "Inštitut za gradiva Emona|Inštitut Barje|Center za podatkovne vede|Kmetijski zavod Polje|Inštitut za morje in kras",
    "architecture": "Biro Prostor|Ateljé Mavčan|Arhitekti Severna stran|Krajina d.o.o.|Studio Podstreha|Urbi biro|Trije trgi",
    "construction": "Gradbenik Emona|Ceste Posočje|Gradnje Vrh|Mostovi in predori|Tesarstvo Ljubelj|Nizke gradnje Ptič",
    "property": "Nepremičnine Ogel|Stanovanja Emona|Hiša in vrt|Upravnik Plus",
    "energy": "Elektro Soča|Toplarna Emona|Sončne strehe|Hidro Drava-Mura|Vetrnica|Plinarna Sever",
    "environment": "Vodovod Kras|Čista reka|Komunala Barje|Okoljski biro Vidra|Snaga in zrak|Geo Kras",
    "transport": "Luka Jadran|Adria Airlines Holding|Špedicija Ljubelj|Avtobusi Jezero|Železniški tovor Zidani|Kurir Hitri",
    "trade": "Trgovina Klas|Sosed|Vrtni center Kalček|Knjigarna Stolp|Bela tehnika Orel|Živila Bor|Uvoz Primorje",
    "food": "Mlekarna Planina|Vinska klet Burja|Pekarna Zrno|Kmetija Rebernik|Oljarna Murska|Mesnine Gaj|Čebelarstvo Roj",
    "tourism": "Hoteli Jezero|Terme Vrelček|Turizem Kras|Planinski dom Sedlo|Gostilna Pri mostu|Popotnik",
    "media": "Dnevni list Zarja|Radio Prepih|Založba Pero|Revija Obzornik|Kanal Pet",
    "marketing": "Agencija Vejica|Glasno|Rumena pika|Studio Plakat|Beseda in slika",
    "arts": "Gledališče Na otoku|Muzej dežele Kras|Galerija Svetlobnica|Filharmonija Emona|Studio Glina|Plesni teater Lok",
    "society": "Društvo Odprta vrata|Ustanova Sonce|Zadruga Dobrina|Zveza prostovoljcev Emona|Mladinski center Kovačnica",
}  # fmt: skip

ANYWHERE = {
    "banking": "Alpen Re|Northgate Bank|Danubia Insurance|Castellan Capital|Harbour Mutual|Bank of the Seven Hills|Meridian Life|"
    "Larkfield Asset Management|Ostrava Credit|First Levant Bank|Kestrel Ventures|Union of Lakes Bank",
    "accounting": "Pemberton Voss|Haldane & Rhys|Okoro Lindqvist|Tallymark|Brandt Audit|Four Corners Tax",
    "consulting": "Ashgrove Partners|Lindenhof Consulting|Quorum & Vale|Stellan Advisory|Baobab Strategy|Third Bridge Street|Novum Vero|"
    "Marlowe Chen",
    "law": "Whitlock Amari|Brandauer Kern|Delacroix & Sand|Hartnell Iyer|Solano Abogados|Van Aelst Legal|Moorgate Chambers",
    "government": "Ministry of Public Works|City of Lakes|European Bridge Fund|Office for Fair Trade|Permanent Mission to the Rivers Council|"
    "Regional Development Agency|Institute of Public Health",
    "software": "Papercut Systems|Lumenfold|Quiet Cloud|Tern & Plover Software|Hexaloom|Mosaic Data|Bright Ledger|Kumo Works|Saltmarsh|"
    "Nightjar Security|Parallel Rivers|Openfield AI",
    "telecoms": "Skylark Telecom|Transverse Networks|Baltic Wave|Sahel Mobile|Fibrelane|Orion Relay",
    "manufacturing": "Steinbrück Motoren|Valmora Steel|Falkenberg Instruments|Castellani Meccanica|Tatewaki Precision|Nordhammer|"
    "Halvard Turbines|Rio Claro Ceramics|Delta Gearworks|Ostrander Tools|Kiran Textiles|Bellini Mobili",
    "pharmacy": "Helvetine Pharma|Arboris Therapeutics|Blue Lotus Biotech|Verdane Chemicals|Clariden Labs|Santara Health|Nordic Serum",
    "medicine": "St Brendan's Hospital|Clinique du Lac|Riverside Children's Hospital|Evergreen Care|Klinikum Ostwald|Lakeshore Medical Center",
    "education": "Lyceum of the Harbour|Wexcombe School|Instituto del Puerto|Open Learning House|International School of the Lakes|"
    "College of the Two Rivers",
    "research": "Centre for Sea and Climate|Marchetti Institute|Institute of Applied Economics|Nordlys Research|Lakeside Laboratory",
    "architecture": "Ortiz Nakamura Architects|Studio Lefort|Plan & Field|Gerber Holt|Atelier Vento|Common Ground Planning",
    "construction": "Bauwerk Tauern|Kingsbridge Construction|Puentes del Sur|Andean Builders|Mercer Roads|Gulf Civil Works",
    "property": "Stonegate Estates|Quay Property|Bellweather Homes|Casa Norte|Marina Land|Hofgarten Immobilien",
    "energy": "Jökulvirkjun|Solveig Power|Atlas Renewables|Northern Grid Lines|Sun & Sand Energy|Cabo Vento|Helios Gas",
    "environment": "Clearwater Works|Wetland Trust Services|Terrafirma Survey|Delta Waterboard|Second Life Recycling",
    "transport": "Straits Terminals|Blue Anchor Lines|Malabar Ports|Transalpina Cargo|Condor Freight|Autoridad Portuaria de Levante|"
    "Swiftlet Air|Longhaul & Sons",
    "trade": "Merkado|Hanse Handel|Little Market|Bazaar Twelve|Nordkaup|Golden Crane Trading|Fair & Square Stores|Cassia Imports",
    "food": "Fattoria del Carso|Green Valley Dairies|Aroma Coffee Traders|Maison Tilleul|Pampas Foods|Saffron Kitchens|Brauhaus Lerche",
    "tourism": "Hotel Grand Adria|Lanterna Resorts|Wayfarer Travel|Three Palms Hotels|Nordlicht Reisen|Silk Road Journeys",
    "media": "The Harbour Gazette|Courier du Soir|Radio Aurora|Lanternfish Pictures|Seven Seas Publishing|Die Laterne",
    "marketing": "Loud & Clear|Agence Papillon|Copper Kettle|Red Thread Media|Signal & Noise|Agentur Kolibri",
    "arts": "Opera on the Quay|Museum of Small Things|Teatro Minimo|Folkwang Nord|Paper Lantern Design|Festival of Two Cities",
    "society": "Open Doors International|Water for Villages|The Reading Fund|Stiftung Brücke|Hands Across Rivers|Doctors on Wheels",
}  # fmt: skip

# In cities far away there are firms of the place; the city's name stands first.
OF_THE_CITY = {
    "banking": "Savings Bank|Clearing|Mutual|Capital", "accounting": "Audit|Tax Office", "consulting": "Advisory|Strategy House",
    "law": "Chambers|Law Partners", "government": "City Council|Chamber of Commerce|Port Authority", "software": "Systems|Data Works|Digital|Labs",
    "telecoms": "Telecom|Networks", "manufacturing": "Steel|Engineering|Motors|Textiles|Tools", "pharmacy": "Pharma|Biotech",
    "medicine": "General Hospital|Clinic", "education": "International School|College|Academy", "research": "Institute of Technology|Research Centre",
    "architecture": "Studio|Architects", "construction": "Builders|Roads & Bridges", "property": "Estates|Homes",
    "energy": "Power|Solar|Gas Works", "environment": "Waterworks|Recycling", "transport": "Shipping|Logistics|Airport|Rail",
    "trade": "Trading|Market|Department Store", "food": "Mills|Foods|Brewery", "tourism": "Grand Hotel|Tours", "media": "Herald|Radio|Films",
    "marketing": "Media|Creative", "arts": "Theatre|Museum|Design", "society": "Foundation|Volunteers",
}  # fmt: skip
