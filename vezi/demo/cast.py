"""Who plays in the demo: the six whom every story needs, and everybody else by name."""

from datetime import date

from vezi.demo import cast_classmates, cast_emona, cast_slovenian
from vezi.demo.players import USUAL, Belongs, Player, Reached, Studied, Worked

DEMO_PASSWORD = "kava-ob-reki"  # noqa: S105 - shown to whoever starts the demo
EMONA, DRAVA, PROSTOR = "emona-business", "mba-ob-dravi", "okolje-in-prostor"


def _mail(value: str, audience: str = "club") -> tuple[Reached, ...]:
    return (Reached("mail", value, audience, "self", date(2026, 2, 9)),)


ADA = Player(
    key="ada",
    given="Ada",
    family="Lovšin",
    woman=True,
    mail="ada@ada.example",
    line={"en": "Ada, a member", "sl": "Ada, članica"},
    born_on=date(1981, 12, 10),
    face="face-06",
    city="Ljubljana",
    speaks=("sl", "en", "fr"),
    ask_about="Moving from economics into code at thirty. Data that is good enough to decide on.",
    helps_with=("question", "first_job", "mock_interview"),
    studies=(Studied("network", "economics", 2004, 2000, 2004), Studied("network", "analytics", 2016, 2014, 2016)),
    work=(
        Worked(2004, 2011, "Financial analyst", "Soška banka", "banking", "Ljubljana"),
        Worked(2011, 2017, "Data analyst", "Podatki Sever", "software", "Ljubljana"),
        Worked(2017, None, "Head of data", "Nightjar Security", "software", "Ljubljana"),
    ),
    ways=(*_mail("ada@ada.example"), Reached("phone", "+386 40 555 101", "connections", "self", date(2026, 2, 9))),
    clubs=(Belongs(EMONA, "10090001"),),
)

GRACE = Player(
    key="grace",
    given="Grace",
    family="Hopwood",
    woman=True,
    mail="grace@emona-alumni.example",
    line={"en": "Grace, head of the office, with every right", "sl": "Grace, vodja pisarne z vsemi pravicami"},
    born_on=date(1966, 12, 9),
    face="face-17",
    language="en",
    city="Ljubljana",
    speaks=("en", "sl"),
    ask_about="Running a club with more members than chairs. Coming for an MBA and staying for thirty years.",
    helps_with=("question", "abroad", "lecture"),
    studies=(Studied("network", "mba", 1994, 1992, 1994),),
    work=(
        Worked(1994, 2008, "Programme manager", "Straits Terminals", "transport", "London", "GB"),
        Worked(2008, None, "Head of the office", "Emona Business Alumni", "society", "Ljubljana"),
    ),
    ways=_mail("grace@emona-alumni.example", "public"),
    clubs=(Belongs(EMONA, "19290001"),),
    audiences=USUAL | {"name": "public", "work": "public"},
)

ALAN = Player(
    key="alan",
    given="Alan",
    family="Turk",
    woman=False,
    mail="alan@stranger.example",
    line={"en": "Alan, a stranger: an account and no club", "sl": "Alan, neznanec: ima račun, kluba nima"},
    language="en",
)

EDSGER = Player(
    key="edsger",
    given="Edsger",
    family="Dijkgraaf",
    woman=False,
    mail="edsger@left.example",
    line={"en": "Edsger, who left his club", "sl": "Edsger, ki je klub zapustil"},
    born_on=date(1961, 5, 11),
    face="face-02",
    language="en",
    city="Eindhoven",
    country="NL",
    speaks=("nl", "en", "de"),
    studies=(Studied("network", "economics", 1986, 1982, 1986),),
    work=(Worked(1986, 2025, "Solution architect", "Quiet Cloud", "software", "Eindhoven", "NL"),),
    ways=_mail("edsger@left.example", "nobody"),
    clubs=(Belongs(EMONA, "18290001", state="left"),),
)

MAJA = Player(
    key="maja",
    given="Maja",
    family="Oblak",
    woman=True,
    mail="maja@student.example",
    line={"en": "Maja, a student", "sl": "Maja, študentka"},
    born_on=date(2004, 4, 1),
    face="face-09",
    city="Domžale",
    speaks=("sl", "en", "de"),
    ask_about="Terenske vaje v dežju in kaj obuti. Iščem mentorico za diplomo o poplavnih travnikih.",
    studies=(Studied("faculty", "landscape", 2027, 2024, None, affiliation="student"),),
    ways=_mail("maja@student.example"),
    clubs=(Belongs(PROSTOR, "72490001"),),
)

ZIGA = Player(
    key="ziga",
    given="Žiga",
    family="Čuček",
    woman=False,
    mail="ziga.cucek@geo-kras.example",
    line={"en": "Žiga Čuček, every diacritic and two clubs", "sl": "Žiga Čuček, vse strešice in dva kluba"},
    former=("Čuček Šćurić-Đaković",),
    family_at_graduation="Čuček Šćurić-Đaković",
    born_on=date(1985, 10, 31),
    face="face-08",
    city="Sežana",
    speaks=("sl", "hr", "en", "it"),
    ask_about="Droni, laserji in drugi načini, kako izmeriti pobočje. Šumniki v preglednicah: čšž, ćđ in kam izginejo.",
    helps_with=("question", "mentoring", "internship"),
    studies=(
        Studied("faculty", "geo-m", 2011, 2009, 2011),
        Studied("mba", "mba", 2021, 2019, 2021, part_time=True),
    ),
    work=(
        Worked(2011, 2018, "Geoinformatik", "Geo Kras", "environment", "Sežana"),
        Worked(2018, None, "Direktor razvoja", "Geo Kras", "environment", "Sežana"),
    ),
    ways=(
        *_mail("ziga.cucek@geo-kras.example"),
        Reached("phone", "+386 40 555 131", "club", "self", date(2026, 2, 9)),
        Reached("post", "Čebelarska pot 7, 6210 Sežana", "nobody", "registrar", date(2011, 7, 1), is_confirmed=False),
    ),
    clubs=(Belongs(PROSTOR, "70990001"), Belongs(DRAVA, "41990001")),
)

OPERATOR = Player(
    key="operator",
    given="Vera",
    family="Kolenc",
    woman=True,
    mail="operator@vezi.example",
    line={"en": "Vera, who runs the network", "sl": "Vera, ki skrbi za vso mrežo"},
    is_operator=True,
)

CAST: tuple[Player, ...] = (
    ADA, GRACE, ALAN, EDSGER, MAJA, ZIGA, OPERATOR, *cast_emona.CAST, *cast_classmates.CAST, *cast_slovenian.CAST,
)  # fmt: skip
BY_KEY = {player.key: player for player in CAST}
SIGN_INS = tuple(player for player in CAST if player.line)
"""Those the demo names when it starts, each with DEMO_PASSWORD."""


def of_club(slug: str) -> list[Player]:
    """The cast on a club's books, members or not."""
    return [player for player in CAST if any(tie.club == slug for tie in player.clubs)]
