"""What is told of an event of the demo. Plain facts: the loader puts them into the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoEvent:
    """`on` is a day of the week (Monday is 0) so many weeks from now, `hours` its length. `words`: language -> title,
    a sentence or two, the story. `coming`, `perhaps` and `declined` are of the cast; `crowd` others of the club come, too.
    """

    club: str
    template: str
    openness: str
    weeks: int
    on: int
    begins: time
    hours: float
    words: Mapping[str, tuple[str, str, str]]
    venue: str = ""
    address: str = ""
    city: str = ""
    link: str = ""
    years: Sequence[int] = ()
    trades: Sequence[str] = ()
    capacity: int | None = None
    most_companions: int = 0
    asks_meal: bool = False
    organisers: Sequence[str] = ()
    coming: Sequence[str] = ()
    perhaps: Sequence[str] = ()
    declined: Sequence[str] = ()
    guests: Sequence[tuple[str, str, str]] = ()  # without an account: given name, surname, mail; where it is public
    crowd: int = 0
    programme: Sequence[tuple[time, str]] = field(default=())
    tickets: Sequence[tuple[str, int, str, int | None]] = ()  # title, price in cents, for whom, how many there are
    paid: float = 0  # the share of them
    asked: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = ()  # who, what; who answers, what
    rooms: Sequence[tuple[str, int, int]] = ()  # kind, beds, how many
    again: str = ""  # how often
    again_weeks: int = 0  # until when
    came: float = 0  # the share of those who said so
    is_draft: bool = False
    called_off: str = ""


REUNION = DemoEvent(
    club="emona-business", template="reunion", openness="invited", weeks=14, on=5, begins=time(18), hours=7,
    venue="Križanke", address="Trg francoske revolucije 1", city="Ljubljana", years=(1999,), capacity=112,
    most_companions=1, asks_meal=True, organisers=("vida-zupancic", "maja-kovac"),
    coming=("maja-kovac", "vida-zupancic", "ziga-crncec", "barbara-krasovec-pozar", "gregor-stih", "mojca-sinkovec-vrecko",
            "tomaz-groselj", "natasa-jurecic", "matjaz-hribovsek", "jernej-pececnik", "wilhelmina-van-den-boogaard"),
    perhaps=("thordis-gudmundsdottir", "ravi-krishnamoorthy"), declined=("uros-dordevic",), crowd=30,
    tickets=(("Večer na dvorišču", 4500, "all", None), ("Glasba in govor", 0, "code", 8)), paid=0.6,
    words={
        "en": (
            "Twenty-seven years, one evening",
            "No speeches longer than a song. The band is ours, the kitchen is Matjaž’s, and the courtyard is the one where we"
            " waited for the results of Statistics II.",
            "Whoever was there in the autumn of 1994 knows the courtyard. We have it for one night, with the arcade in case it"
            " rains.\n\nBring a photograph from those years for the wall; it is scanned at the door and goes home with you.",
        ),
        "sl": (
            "Sedemindvajset let, en večer",
            "Noben govor ne bo daljši od pesmi. Glasba je naša, kuhinja Matjaževa, dvorišče pa tisto, na katerem smo čakali"
            " na rezultate iz Statistike II.",
            "Kdor je bil tam jeseni 1994, dvorišče pozna. Za eno noč je naše, z arkado, če bo deževalo.\n\nPrinesite"
            " fotografijo iz tistih let za steno spominov: ob vhodu jo bomo preslikali in jo odnesete domov.",
        ),
    },
    programme=(
        (time(18), "Vrata, imenske kartice, stena fotografij"), (time(19), "Večerja na dvorišču; če dežuje, pod arkado"),
        (time(20, 30), "Po tri minute šestih izmed nas"), (time(21), "Peti letnik v živo, s prvotnim bobnarjem"),
        (time(0, 30), "Zadnja pesem"),
    ),
    asked=(
        (
            "tomaz-groselj", "Je kje v bližini prenočišče, ki ni hostel s pogradi? Nismo več stari štiriindvajset.",
            (("maja-kovac", "Dvanajst sob imamo zadržanih v hotelu Gradišče, geslo »letnik 99«."),),
        ),
    ),
)  # fmt: skip

LECTURE = DemoEvent(
    club="emona-business", template="lecture", openness="public", weeks=3, on=3, begins=time(17), hours=2,
    venue="Velika predavalnica", city="Ljubljana", capacity=24, organisers=("vida-zupancic",),
    coming=("barbara-krasovec-pozar", "spela-znidarsic-cebulj", "nejc-zagar"), crowd=24,
    guests=(("Zala", "Pogačnik", "zala.pogacnik@posta.example"), ("Tilen", "Rozman", "tilen.rozman@posta.example")),
    words={
        "en": (
            "What the price of a medicine is made of",
            "Vida Zupančič on tenders, patents and the pharmacy round the corner. Questions for as long as there are any.",
            "The lecture is open to everybody. Coffee before, a walk to the river after.",
        ),
        "sl": (
            "Iz česa je cena zdravila",
            "Vida Zupančič o razpisih, patentih in lekarni za vogalom. Vprašanja, dokler jih bo kaj.",
            "Predavanje je odprto za vse. Prej kava, potem sprehod do reke.",
        ),
    },
)  # fmt: skip

WEBINAR = DemoEvent(
    club="emona-business", template="webinar", openness="network", weeks=2, on=1, begins=time(18), hours=1,
    link="https://meet.example/vezi-hedging", organisers=("vida-zupancic",), coming=("maja-kovac", "ravi-krishnamoorthy"),
    crowd=18,
    words={
        "en": ("Hedging for people who do not like to gamble", "Sixty minutes, three worked examples, no slides.", ""),
        "sl": ("Zavarovanje pred tveganji za tiste, ki ne marajo stav", "Šestdeset minut, trije zgledi, nič prosojnic.", ""),
    },
)  # fmt: skip

EVENING = DemoEvent(
    club="mba-ob-dravi", template="evening", openness="club", weeks=5, on=3, begins=time(18), hours=3,
    venue="Vetrinjski dvor", address="Vetrinjska ulica 30", city="Maribor", capacity=60, organisers=("tadeja-lisjak",),
    coming=("tadeja-lisjak", "damjan-pecnik"), crowd=20,
    words={
        "sl": (
            "Večer ob Dravi", "Trije podjetniki, tri vprašanja, potem vino z obronkov.",
            "Vsak od treh gostov pove, kaj bi danes naredil drugače. Potem se pogovarjamo, dokler ne ugasnejo luči.",
        ),
    },
    again="weekday", again_weeks=10,
)  # fmt: skip

LAST_YEAR = DemoEvent(
    club="emona-business", template="evening", openness="club", weeks=-20, on=3, begins=time(18), hours=4,
    venue="Ljubljanski grad", city="Ljubljana", organisers=("vida-zupancic",), coming=("maja-kovac", "nejc-zagar"), crowd=40,
    words={
        "en": ("Midsummer on the castle", "A glass of wine with a view of all the roofs we have worked under.", ""),
        "sl": ("Kresni večer na gradu", "Kozarec vina s pogledom na vse strehe, pod katerimi smo delali.", ""),
    },
    came=0.8,
)  # fmt: skip

WEEKEND = DemoEvent(
    club="emona-business", template="weekend", openness="club", weeks=9, on=4, begins=time(17), hours=45,
    venue="Dom ob jezeru", city="Bled", capacity=30, most_companions=1, asks_meal=True, organisers=("maja-kovac",),
    coming=("maja-kovac", "spela-znidarsic-cebulj", "ziga-crncec"), crowd=9,
    words={
        "en": (
            "Two days by the lake",
            "A walk, a boat, one long evening without slides. Families are welcome.",
            "We have the house to ourselves. Say with whom you share a room; we do the rest.",
        ),
        "sl": (
            "Dva dneva ob jezeru",
            "Sprehod, čoln in dolg večer brez prosojnic. Družine so dobrodošle.",
            "Ves dom je naš. Povejte, s kom si delite sobo; za drugo poskrbimo mi.",
        ),
    },
    rooms=(("Dvoposteljna soba", 2, 6), ("Štiriposteljna soba", 4, 2), ("Enoposteljna soba", 1, 2)),
)  # fmt: skip

HARBOUR = DemoEvent(
    club="emona-business", template="evening", openness="club", weeks=6, on=2, begins=time(16), hours=3,
    venue="Pomol I", city="Koper", trades=("transport", "trade"), capacity=30, organisers=("vida-zupancic",), crowd=14,
    words={
        "en": (
            "Behind the fence of the harbour",
            "For whoever ships, stores or sells: two hours among the cranes, then fish by the water.",
            "Bring a document with a photograph for the gate, and shoes you can climb in.",
        ),
    },
)  # fmt: skip

VIENNA = DemoEvent(
    club="emona-business", template="evening", openness="network", weeks=7, on=3, begins=time(19), hours=3,
    venue="Café am Naschmarkt", city="Vienna", organisers=("vida-zupancic",), perhaps=("maja-kovac",), crowd=9,
    words={"en": ("A table in Vienna", "Nobody presents anything. The table is booked for twenty, the coffee is on us.", "")},
)  # fmt: skip

LONDON = DemoEvent(
    club="emona-business", template="lecture", openness="network", weeks=8, on=1, begins=time(18), hours=2,
    venue="The Counting Rooms", city="London", trades=("banking", "accounting"), organisers=("vida-zupancic",),
    declined=("maja-kovac",), crowd=7,
    words={"en": ("Small banks in a large city", "Four who moved their desks to London, and one who moved hers back.", "")},
)  # fmt: skip

RIVER = DemoEvent(
    club="okolje-in-prostor", template="other", openness="network", weeks=4, on=5, begins=time(9, 30), hours=4,
    venue="Špica", city="Ljubljana", trades=("environment", "architecture"), organisers=("lucija-breznikar",), crowd=12,
    words={
        "sl": ("Po reki navzgor", "Sprehod od Špice do Livade z ljudmi, ki so bregove risali, merili in popravljali.", ""),
        "en": ("Up the river", "A walk with those who drew, measured and mended its banks.", ""),
    },
)  # fmt: skip

EVENTS = (LAST_YEAR, LECTURE, WEBINAR, RIVER, EVENING, HARBOUR, VIENNA, LONDON, WEEKEND, REUNION)
