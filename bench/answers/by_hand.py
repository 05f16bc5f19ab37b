"""People written by hand, and questions only a person would think of. Who is right is written beside each question."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.answers.judging import Judged
from bench.answers.truth import Truth

KIND = "written by hand"


@dataclass(frozen=True, kw_only=True)
class Planted:
    key: str
    given: str
    family: str
    preferred: str = ""
    former: tuple[str, ...] = ()
    year: int | None = None
    title: str = ""
    employer: str = ""
    trade: str = ""
    city: str = ""
    country: str = ""
    knows: str = ""
    mail: str = ""


PLANTED = (
    Planted(
        key="marija", given="Marija", family="Zabukovšek", former=("Plestenjak",), year=1994,
        title="Design engineer", employer="Kolektor Turbo", trade="energy", city="Graz", country="AT",
        knows="Water turbines, small hydropower and the people who own the streams.", mail="marija.zabukovsek@turbo.example",
    ),
    Planted(
        key="vodar", given="Štefan", family="Prešernik", year=1987, title="Projektant", employer="Vodne naprave",
        trade="energy", city="Celje", country="SI", knows="Čiščenje odplak in male čistilne naprave.",
    ),
    Planted(
        key="davki", given="Ljudmila", family="Brdnik", year=2003, title="Davčna svetovalka", employer="Brdnik in hči",
        trade="accounting", city="Kranj", country="SI", knows="Carine, trošarine in obdavčitev čezmejnih selitev.",
    ),
    Planted(
        key="mueller", given="Jürgen", family="Großhäuser", year=1999, title="Vineyard manager", employer="Weingut Sausal",
        trade="food", city="Leibnitz", country="AT", knows="Grafting old vines.", mail="j.grosshaeuser@sausal.example",
    ),
    Planted(
        key="djordje", given="Đorđe", family="Đurašković", year=2008, title="Trombonist", employer="Operni orkester",
        trade="arts", city="Novi Sad", country="RS", knows="Brass chamber music.",
    ),
    Planted(
        key="tchaikovsky", given="Пётр", family="Щедринский", year=1981, title="Glaciologist", employer="Ice Archive",
        trade="research", city="Tromsø", country="NO", knows="Ice cores and what air used to be.",
    ),
    Planted(
        key="obrien", given="Máire Siobhán", family="O’Shaughnessy-Kovačević", year=2011, title="Beekeeper",
        employer="Hive & Co", trade="food", city="Galway", country="IE", knows="Queen rearing; swarms in cities.",
    ),
    Planted(
        key="william", given="William", family="Featherstonehaugh", year=1976, title="Cartographer",
        employer="Royal Maps", trade="research", city="Leeds", country="GB", mail="bill@royalmaps.example",
        knows="Historic cadastral maps.",
    ),
    Planted(
        key="france", given="Frančiška", family="Žvegelj", preferred="Fani", former=("Štrukelj",), year=1968,
        title="Pekarka", employer="Pekarna Žvegelj", trade="food", city="Škofja Loka", country="SI",
        knows="Drožni kruh in peka v krušni peči.",
    ),
    Planted(
        key="satellite", given="Ottoline", family="Vandersloot", year=2015, title="Attitude control engineer",
        employer="Cubesat Works", trade="manufacturing", city="Delft", country="NL",
        knows="Satellites smaller than a shoebox.",
    ),
    Planted(
        key="bass", given="Jožef", family="Čebokli", year=1959, title="Prevajalec", employer="", trade="media",
        city="Tolmin", country="SI", knows="Prevajanje starih nagrobnikov iz nemščine.",
    ),
    Planted(
        key="nguyen", given="Thị Hương", family="Nguyễn-Pečar", year=2018, title="Actuary", employer="Alpen Re",
        trade="banking", city="Trieste", country="IT", knows="Mortality tables; pension funds.",
    ),
)  # fmt: skip

ASKED = """
marija: who knows something about water turbines
marija: water turbines
marija: someone who knows about water turbine
marija: hydropower graz
marija: mimi zabukovsek
marija: micka zabukovšek
marija: marija plestenjak
marija: plestenjak 94
marija: zabukovsek marija graz
marija: MARIJA.ZABUKOVSEK@turbo.example
marija: zabukoushek
marija: marija zabukovsk
marija: m. zabukovšek
marija: engineer kolektor turbo
vodar: kdo se spozna na čistilne naprave
vodar: kdo ve kaj o čistilnih napravah
vodar: odplake celje
vodar: stefan presernik
vodar: Štef Prešernik
davki: kdo se spozna na carine
davki: obdavčitev selitev
davki: milka brdnik
davki: davčna svetovalka kranj
davki: davcni svetovalec brdnik
davki: brdnik 03
mueller: juergen grosshaeuser
mueller: Grosshauser
mueller: jurgen großhauser leibnitz
mueller: who knows about grafting vines
mueller: grosshaeuser 99
djordje: djordje djuraskovic
djordje: Ђорђе Ђурашковић
djordje: dorde duraskovic
djordje: trombone novi sad
djordje: gjorgje djurashkovich
tchaikovsky: shchedrinskiy
tchaikovsky: Пётр Щедринский
tchaikovsky: petr shchedrinsky
tchaikovsky: ice cores
tchaikovsky: glaciologist tromso
obrien: oshaughnessy
obrien: maire o'shaughnessy
obrien: o shaughnessy kovacevic
obrien: kovacevic oshaughnessy maire
obrien: siobhan shaughnessy
obrien: bees galway
william: bill featherstonehaugh
william: featherstonehaugh w
william: bill@royalmaps.example
william: cadastral map
france: franciska zvegelj
france: fani štrukelj
france: zvegel fani
france: kdo zna peči drožni kruh
france: drožni kruh škofja loka
france: kruhu v krušni peči
satellite: small satellites delft
satellite: vandersloot otoline
satellite: vander sloot
satellite: ottoline v
bass: pepi cebokli
bass: jože čebokli
bass: nagrobniki
bass: cebokli 59
nguyen: huong nguyen pecar
nguyen: pecar nguyen
nguyen: pension funds trieste
nguyen: mortality table actuary
"""


def judged(truth: Truth) -> Iterator[Judged]:
    by_family = {told.key: told for told in PLANTED}
    for line in ASKED.strip().splitlines():
        key, _, query = line.partition(": ")
        told = by_family[key]
        right = {one.id for one in truth.people if (one.given, one.family) == (told.given, told.family)}
        yield Judged(KIND, query, frozenset(right))
