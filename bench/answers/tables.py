"""Words the judge goes by: pet names, trades as people say them, ways to ask."""

#: A full name and what its bearers are called, for the questions alone.
ENGLISH = {
    "William": ("Bill", "Will", "Billy"), "Robert": ("Bob", "Rob", "Bobby"), "Elizabeth": ("Liz", "Betty", "Beth"),
    "Katherine": ("Kate", "Kathy"), "Michael": ("Mike",), "Thomas": ("Tom", "Tommy"), "James": ("Jim", "Jimmy"),
    "Christopher": ("Chris",), "Matthew": ("Matt",), "Daniel": ("Dan", "Danny"), "Benjamin": ("Ben",),
    "Margaret": ("Maggie", "Peggy"), "Rebecca": ("Becky",), "Nicholas": ("Nick",), "Alexander": ("Alex", "Sandy"),
    "Edward": ("Ted", "Ed"), "Jennifer": ("Jen", "Jenny"), "Richard": ("Dick", "Rick"), "Joseph": ("Joe",),
    "Samuel": ("Sam",), "Patricia": ("Pat", "Trish"), "Deborah": ("Debbie",), "Susan": ("Sue",), "David": ("Dave",),
    "Andrew": ("Andy", "Drew"), "Stephen": ("Steve",), "Kimberly": ("Kim",), "Kenneth": ("Ken",),
    "Victoria": ("Vicky",), "Charles": ("Charlie", "Chuck"), "John": ("Jack", "Johnny"), "Anthony": ("Tony",),
}  # fmt: skip
SLOVENIAN = {
    "Marija": ("Mimi", "Micka", "Mici"), "Anton": ("Tone",), "Jožef": ("Jože", "Pepi"), "Franc": ("Franci", "France"),
    "Alojz": ("Lojze",), "Stanislav": ("Stane", "Stanko"), "Janez": ("Janko",), "Katarina": ("Katja", "Kati"),
    "Aleksandra": ("Saša", "Sandra"), "Aleksander": ("Sašo", "Sandi"), "Jakob": ("Jaka",), "Gregor": ("Grega",),
    "Elizabeta": ("Beti", "Špela"), "Terezija": ("Rezka",), "Jernej": ("Nejc",), "Tomaž": ("Tomo",),
    "Ljudmila": ("Milka",), "Štefanija": ("Štefka",), "Magdalena": ("Majda", "Alenka"), "Vincenc": ("Vinko",),
    "Kristina": ("Tina",), "Veronika": ("Vera",), "Antonija": ("Tončka",), "Ivan": ("Ivo",), "Frančiška": ("Fani",),
    "Dominik": ("Nik",), "Valentina": ("Tina",), "Uršula": ("Urša",), "Jurij": ("Jure",), "Matija": ("Matjaž",),
    "Vladimir": ("Vlado",), "Mihael": ("Miha",), "Margareta": ("Marjeta", "Meta"), "Barbara": ("Bara",),
    "Edvard": ("Edi",), "Cecilija": ("Cilka",), "Karolina": ("Lina",), "Viljem": ("Vili",), "Martin": ("Tine",),
}  # fmt: skip
#: What one says, and the trades it means.
TRADES = {
    "finance": {"banking", "accounting"}, "bank": {"banking"}, "insurance": {"banking"}, "tax": {"accounting"},
    "consulting": {"consulting"}, "law": {"law"}, "IT": {"software"}, "software": {"software"},
    "engineering": {"manufacturing"}, "logistics": {"transport"}, "energy": {"energy"}, "tourism": {"tourism"},
    "marketing": {"marketing"}, "advertising": {"marketing"}, "architecture": {"architecture"},
    "construction": {"construction"}, "real estate": {"property"}, "pharma": {"pharmacy"},
    "research": {"research"}, "medicine": {"medicine"}, "healthcare": {"medicine"}, "telecom": {"telecoms"},
    "food": {"food"}, "retail": {"trade"}, "diplomacy": {"government"}, "media": {"media"}, "teaching": {"education"},
    "banka": {"banking"}, "pravo": {"law"}, "energetika": {"energy"},
    "turizem": {"tourism"}, "gradbeništvo": {"construction"}, "zdravstvo": {"medicine"}, "promet": {"transport"},
}  # fmt: skip
ASKING = (
    "who knows something about {}", "who knows about {}", "somebody who knows {}", "anyone into {}",
    "kdo se spozna na {}", "kdo kaj ve o {}", "{}", "expert in {}",
)  # fmt: skip
_SMALL = """
about after again always and because before between cannot could every first from have having into more most never
nobody other people really should still that their them then there these they thing things this those what when where
which while with without would your yours
kako kjer kadar kdaj nisem niste nihce njih pred preden prav samo tiste tisti vsak vsem vedno zakaj zato
"""
IDLE = frozenset(_SMALL.split())
