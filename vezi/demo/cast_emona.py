"""The cast of the business school's network: the class of ’99 and those who know it."""

from datetime import date

from vezi.demo.players import USUAL, Belongs, Player, Reached, Studied, Worked
from vezi.demo.texts import paragraphs

HERE = "emona-business"
CLASS_OF_99 = Studied("network", "economics", 1999, 1995, 1999)
MEMBERS_ONLY = USUAL | {"ask": "club", "work": "club", "languages": "club", "city": "club", "study": "public"}


def _mail(value: str, audience: str = "connections", on: date = date(2024, 2, 3)) -> Reached:
    return Reached("mail", value, audience, "self", on)


MAJA_KOVAC = Player(
    key="maja-kovac",
    given="Maja",
    family="Kovač",
    woman=True,
    mail="maja.kovac@luka-jadran.example",
    line={"en": "Maja Kovač ’99, whose profile is full", "sl": "Maja Kovač ’99, ki ima izpolnjen profil"},
    born_on=date(1976, 5, 14),
    face="face-16",
    city="Koper",
    speaks=("sl", "en", "it", "de"),
    ask_about=paragraphs("""
        Hedging for firms too small for a bank to care about. Moving from an airline to a harbour. What to do when the
        boats stop.
    """),
    helps_with=("question", "mock_interview", "visit"),
    studies=(
        CLASS_OF_99,
        Studied("network", "intfin", 2005, 2003, 2005, note="Liquidity of small ports", part_time=True),
    ),
    work=(
        Worked(2004, 2007, "Analyst", "Kolektor-Sava", "manufacturing", "Kranj"),
        Worked(2007, 2014, "Cash and risk manager", "Adria Airlines Holding", "transport", "Ljubljana"),
        Worked(2014, 2021, "Deputy head of finance", "Luka Jadran", "transport", "Koper"),
        Worked(2021, None, "Head of Treasury", "Luka Jadran", "transport", "Koper"),
    ),
    ways=(
        _mail("maja.kovac@luka-jadran.example"),
        Reached("mail", "m.kovac99@posta.example", "nobody", "registrar", date(1999, 6, 25), is_confirmed=False),
        Reached("phone", "+386 40 555 199", "connections", "self", date(2024, 2, 3)),
        Reached("post", "Kidričeva 4, 6000 Koper", "club", "officer", date(2016, 5, 9), is_confirmed=False),
    ),
    clubs=(Belongs(HERE, "19590001"),),
    audiences=MEMBERS_ONLY,
)

NEJC_ZAGAR = Player(
    key="nejc-zagar",
    given="Nejc",
    family="Žagar",
    woman=False,
    mail="nejc.zagar@kolektor-sava.example",
    line={"en": "Nejc Žagar ’99, member of two clubs", "sl": "Nejc Žagar ’99, član dveh klubov"},
    born_on=date(1976, 5, 14),
    face="face-08",
    city="Kranj",
    speaks=("sl", "en", "de"),
    ask_about=paragraphs("""
        Buying energy for a factory that never sleeps. Hedging without a trading floor. What a supervisory board reads
        and what it skips.
    """),
    helps_with=("question", "first_job", "mentoring", "internship"),
    studies=(CLASS_OF_99, Studied("faculty", "risk", 2012, 2012, 2012)),
    work=(
        Worked(1999, 2004, "Audit assistant", "Revizija Ferjan", "accounting", "Ljubljana"),
        Worked(2004, 2011, "Controller", "Kolektor-Sava", "manufacturing", "Kranj"),
        Worked(2011, 2018, "Head of energy purchasing", "Kolektor-Sava", "manufacturing", "Kranj"),
        Worked(2018, None, "Head of Purchasing and Energy", "Kolektor-Sava", "manufacturing", "Kranj"),
    ),
    ways=(
        _mail("nejc.zagar@kolektor-sava.example", on=date(2022, 3, 14)),
        Reached("phone", "+386 40 555 142", "connections", "self", date(2022, 3, 14)),
    ),
    clubs=(Belongs(HERE, "19590002"), Belongs("okolje-in-prostor", "71290001")),
)

ANA_SUSTARSIC = Player(
    key="ana-sustarsic",
    given="Ana",
    family="Šuštaršič",
    woman=True,
    mail="ana.sustarsic@prelom.example",
    born_on=date(1974, 11, 2),
    face="face-17",
    city="Ljubljana",
    speaks=("sl", "en", "fr"),
    ask_about=paragraphs("""
        Setting up a firm in Slovenia: which forms, which queues, which coffee. Family firms when the second generation
        takes over. I like to be asked, and I introduce people.
    """),
    helps_with=("question", "abroad", "lecture", "board"),
    studies=(
        Studied("network", "economics", 1998, 1993, 1998),
        Studied("network", "mba", 2006, 2004, 2006, part_time=True),
    ),
    work=(
        Worked(1998, 2003, "Business analyst", "Svetovanje Oreh", "consulting", "Ljubljana"),
        Worked(2003, 2012, "Consultant", "Lindenhof Consulting", "consulting", "Vienna", "AT"),
        Worked(2012, None, "Founder and partner", "Prelom", "consulting", "Ljubljana"),
    ),
    ways=(
        _mail("ana.sustarsic@prelom.example", "network"),
        Reached("phone", "+386 40 555 198", "club", "self", date(2025, 9, 30)),
    ),
    clubs=(Belongs(HERE, "19390001"),),
    audiences=USUAL | {"name": "public", "work": "public", "ask": "public", "city": "public"},
)

UROS_DORDEVIC = Player(
    key="uros-dordevic",
    given="Uroš",
    family="Đorđević",
    woman=False,
    mail="uros.dordevic@alpen-re.example",
    former=("Djordjević",),
    born_on=date(1977, 1, 30),
    face="face-02",
    language="en",
    city="Zürich",
    country="CH",
    speaks=("sl", "sr", "en", "de"),
    ask_about="Pensions, and why yours is probably too small. Reinsurance after the floods. Moving a family to Zürich.",
    helps_with=("question", "abroad", "lecture", "mentoring"),
    studies=(Studied("network", "economics", 2000, 1996, 2000), Studied("network", "intfin", 2002, 2000, 2002)),
    work=(
        Worked(2002, 2008, "Actuary", "Zavarovalnica Tabor", "banking", "Ljubljana"),
        Worked(2008, 2017, "Pension risk manager", "Alpen Re", "banking", "Zürich", "CH"),
        Worked(2017, None, "Head of Life and Pensions", "Alpen Re", "banking", "Zürich", "CH"),
    ),
    ways=(_mail("uros.dordevic@alpen-re.example", "club", date(2025, 4, 12)),),
    clubs=(Belongs(HERE, "19690001"),),
)

SPELA_CEBULJ = Player(
    key="spela-znidarsic-cebulj",
    given="Špela",
    family="Žnidaršič Čebulj",
    woman=True,
    mail="spela.znidarsic@gov.example",
    line={
        "en": "Špela Žnidaršič Čebulj ’99, registrar of the network",
        "sl": "Špela Žnidaršič Čebulj ’99, vodi referat",
    },
    former=("Žnidaršič",),
    family_at_graduation="Žnidaršič",
    born_on=date(1976, 9, 8),
    city="Ljubljana",
    speaks=("sl", "en", "hr"),
    ask_about="Writing a European application that gets read to the end. Keeping forty thousand addresses honest.",
    helps_with=("question", "first_job"),
    studies=(CLASS_OF_99,),
    work=(
        Worked(1999, 2009, "Adviser", "Urad za razvoj podeželja", "government", "Ljubljana"),
        Worked(2009, None, "Head of European projects", "Urad za razvoj podeželja", "government", "Ljubljana"),
    ),
    ways=(
        _mail("spela.znidarsic@gov.example", "club", date(2026, 1, 15)),
        Reached("mail", "spela.cebulj@posta.example", "nobody", "registrar", date(2024, 4, 17), is_confirmed=False),
    ),
    clubs=(Belongs(HERE, "19590003"),),
)

BARBARA_KRASOVEC = Player(
    key="barbara-krasovec-pozar",
    given="Barbara",
    family="Krašovec-Požar",
    woman=True,
    mail="barbara@zadnja-vrsta.example",
    former=("Krašovec",),
    family_at_graduation="Krašovec",
    born_on=date(1976, 3, 21),
    face="face-07",
    city="Vienna",
    country="AT",
    speaks=("sl", "de", "en", "hr"),
    ask_about=paragraphs("""
        Living from writing, in figures. Translating contracts by day and poems by night. Whether you are in the third
        novel; you are.
    """),
    helps_with=("question", "abroad", "lecture"),
    studies=(CLASS_OF_99,),
    work=(
        Worked(1999, 2006, "Economics correspondent", "Dnevni list Zarja", "media", "Ljubljana"),
        Worked(2006, None, "Writer and translator", "Zadnja vrsta", "arts", "Vienna", "AT"),
    ),
    ways=(_mail("barbara@zadnja-vrsta.example", "network", date(2025, 11, 3)),),
    clubs=(Belongs(HERE, "19590004"),),
    audiences=USUAL | {"name": "public", "work": "public", "ask": "public"},
)

VIDA_ZUPANCIC = Player(
    key="vida-zupancic",
    given="Vida",
    family="Zupančič",
    woman=True,
    mail="vida.zupancic@lekarne-ob-savi.example",
    born_on=date(1969, 12, 17),
    face="face-04",
    city="Maribor",
    speaks=("sl", "en", "de"),
    ask_about="How a medicine gets its price. Studying at twenty-six with two children. "
    "Our volleyball trophy: who has it?",
    helps_with=("question", "mentoring", "visit", "board"),
    studies=(Studied("network", "economics", 1999, 1994, 1999, part_time=True),),
    work=(
        Worked(1999, 2010, "Head of accounting", "Lekarne Ob Savi", "pharmacy", "Maribor"),
        Worked(2010, None, "Member of the board", "Lekarne Ob Savi", "pharmacy", "Maribor"),
    ),
    ways=(_mail("vida.zupancic@lekarne-ob-savi.example", "club", date(2026, 5, 6)),),
    clubs=(Belongs(HERE, "19490001"),),
)

CAST = (MAJA_KOVAC, NEJC_ZAGAR, ANA_SUSTARSIC, UROS_DORDEVIC, SPELA_CEBULJ, BARBARA_KRASOVEC, VIDA_ZUPANCIC)
