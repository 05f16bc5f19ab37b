"""The three kinds of school whose people are made up, and what is taught there since when."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import exp, sin

from vezi.demo.synth.dice import Weighted

NEWEST_CLASS = 2026
"""The last class that has graduated. A number, not the clock: the same seed must make the same people next year."""

Words = tuple[str, str]
"""The same in English and in Slovenian."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What one studies. `share` weighs it among those taught in the same year; `ages` are usual at the end of it."""

    code: str
    name: Words
    degree: Words
    since: int
    years: int
    share: float
    ages: tuple[int, int]
    part_time: float = 0.1
    until: int = 9999
    old_degree: Words | None = None
    old_until: int = 0
    """Until this class the degree was called by its old name."""
    leads_to: tuple[str, ...] = ()
    trades: str = ""
    continuing: bool = False

    def degree_of(self, class_year: int) -> Words:
        return self.old_degree if self.old_degree and class_year <= self.old_until else self.degree

    def has_class(self, year: int) -> bool:
        return self.since + self.years <= year <= self.until


@dataclass(frozen=True, slots=True)
class School:
    """Where the people of one club studied. `growth` weighs the classes; `trades` what its people work at."""

    kind: str
    figure: int
    """With which its student numbers begin."""
    institution: Words
    faculty: Words
    first_class: int
    programmes: tuple[Programme, ...]
    growth: Callable[[int], float]
    trades: str
    women: tuple[float, float]
    """Share of women in the first class and in the newest."""
    students: float = 0.04
    staff: float = 0.02
    staying: float = 0.0
    """Of a hundred, so many live in Slovenia; nought stands for a school of the whole world."""

    def share_of_women(self, class_year: int) -> float:
        first, last = self.women
        way = (class_year - self.first_class) / (NEWEST_CLASS - self.first_class)
        return first + (last - first) * min(1.0, max(0.0, way))


def _wave(year: int) -> float:
    """No two classes are alike."""
    return 1 + 0.13 * sin(year * 2.3) + 0.09 * sin(year * 0.71)


def _growth_of_network(year: int) -> float:
    return (0.04 + 1 / (1 + exp(-(year - 1998) / 11))) * _wave(year)


def _growth_of_mba(year: int) -> float:
    return (0.55 + 0.45 * min(1.0, (year - 1998) / 8)) * _wave(year) * (0.8 if year > 2012 else 1.0)


def _growth_of_faculty(year: int) -> float:
    return min(1.0, 0.25 + (year - 2005) / 9) * _wave(year)


NETWORK = School(
    kind="network",
    figure=1,
    institution=("University of Emona", "Univerza v Emoni"),
    faculty=("Emona School of Economics and Business", "Ekonomska in poslovna šola v Emoni"),
    first_class=1961,
    growth=_growth_of_network,
    women=(0.14, 0.53),
    trades="banking:17 consulting:11 software:10 manufacturing:11 accounting:7 trade:7 transport:5 government:6 energy:4 "
    "telecoms:3 education:4 research:2 pharmacy:3 medicine:2 law:2 property:3 construction:2 food:3 tourism:4 media:2 "
    "marketing:5 arts:1 society:2 environment:1 architecture:0.4",
    programmes=(
        Programme(
            "economics", ("Economics", "Ekonomija"), ("BSc", "dipl. ekon. (UN)"), 1957, 4, 26, (22, 26), 0.18,
            old_degree=("BSc", "univ. dipl. ekon."), old_until=2011,
            leads_to=("intfin", "intbus", "management", "mba", "doctor"), trades="banking:8 government:6 accounting:4",
        ),
        Programme(
            "business", ("Business Administration", "Poslovne vede"), ("BSc", "dipl. posl. ved (UN)"), 1972, 3, 22, (21, 25), 0.15,
            leads_to=("management", "marketing", "supply", "mba"), trades="trade:5 marketing:4 tourism:3",
        ),
        Programme(
            "management", ("Management", "Management"), ("MSc", "mag. posl. ved"), 1983, 2, 11, (24, 29), 0.2,
            leads_to=("emba", "amp", "doctor"),
        ),
        Programme(
            "intfin", ("International Finance", "Mednarodne finance"), ("MSc", "mag. ekon."), 1988, 2, 11, (24, 29), 0.15,
            leads_to=("emba", "amp", "doctor"), trades="banking:30",
        ),
        Programme(
            "intbus", ("International Business", "Mednarodno poslovanje"), ("MSc", "mag. posl. ved"), 1991, 2, 11, (24, 29),
            leads_to=("emba", "amp"), trades="transport:5 trade:5",
        ),
        Programme(
            "marketing", ("Marketing", "Trženje"), ("MSc", "mag. posl. ved"), 1995, 2, 8, (24, 28),
            leads_to=("amp",), trades="marketing:25 media:5",
        ),
        Programme(
            "supply", ("Supply Chain and Logistics", "Logistika in dobavne verige"), ("MSc", "mag. posl. ved"), 2003, 2, 6,
            (24, 28), leads_to=("emba", "amp"), trades="transport:25 manufacturing:10",
        ),
        Programme(
            "analytics", ("Business Analytics", "Poslovna analitika"), ("MSc", "mag. posl. ved"), 2014, 2, 9, (24, 29),
            trades="software:30 banking:8",
        ),
        Programme(
            "mba", ("MBA", "MBA"), ("MBA", "MBA"), 1968, 2, 15, (27, 35), 0.3, leads_to=("amp",),
            trades="consulting:15 manufacturing:5",
        ),
        Programme(
            "emba", ("Executive MBA", "MBA za vodilne"), ("EMBA", "EMBA"), 1989, 2, 9, (34, 47), 1.0, leads_to=("amp",),
        ),
        Programme(
            "doctor", ("Economics and Business, doctoral", "Ekonomija in poslovne vede, doktorski"), ("PhD", "dr."), 1979, 4, 2,
            (28, 38), 0.3, trades="education:25 research:25",
        ),
        Programme(
            "amp", ("Advanced Management Programme", "Akademija vodenja"), ("Certificate", "potrdilo"), 1975, 0, 10, (33, 55),
            1.0, continuing=True,
        ),
        Programme(
            "board", ("Supervisory Board Certificate", "Akademija nadzornikov"), ("Certificate", "potrdilo"), 2008, 0, 4,
            (38, 60), 1.0, continuing=True,
        ),
        Programme(
            "digital", ("Leading with Data", "Vodenje s podatki"), ("Certificate", "potrdilo"), 2016, 0, 6, (30, 52), 1.0,
            continuing=True, trades="software:8",
        ),
        Programme("exchange", ("Exchange semester", "Izmenjava"), ("", ""), 1992, 0, 5, (20, 24), 0.0),
    ),
)  # fmt: skip

MBA = School(
    kind="mba",
    figure=4,
    institution=("Drava University", "Univerza ob Dravi"),
    faculty=("Faculty of Business Sciences, Maribor", "Fakulteta za poslovne vede, Maribor"),
    first_class=1998,
    growth=_growth_of_mba,
    women=(0.28, 0.47),
    students=0.07,
    staff=0.05,
    staying=93.0,
    trades="manufacturing:26 banking:9 consulting:6 software:9 energy:8 trade:7 transport:6 pharmacy:6 construction:5 "
    "medicine:5 government:5 tourism:4 food:5 telecoms:3 accounting:4 law:2 marketing:3 education:3 property:1 media:1 "
    "environment:2 research:1 architecture:1 society:1 arts:0.5",
    programmes=(
        Programme(
            "mba", ("MBA", "MBA"), ("MBA", "MBA"), 1996, 2, 92, (30, 46), 0.93,
            old_degree=("MSc (MBA)", "mag. posl. ved (MBA)"), old_until=2010, leads_to=("forum",),
        ),
        Programme(
            "forum", ("Leadership Forum", "Forum vodenja"), ("Certificate", "potrdilo"), 2004, 0, 8, (34, 56), 1.0,
            continuing=True,
        ),
    ),
)  # fmt: skip

FACULTY = School(
    kind="faculty",
    figure=7,
    institution=("University of Emona", "Univerza v Emoni"),
    faculty=("Faculty of Environment and Spatial Planning", "Fakulteta za okolje in prostor"),
    first_class=2005,
    growth=_growth_of_faculty,
    women=(0.49, 0.57),
    students=0.12,
    staff=0.04,
    staying=88.0,
    trades="architecture:22 environment:20 government:13 construction:9 software:8 research:6 education:6 consulting:4 "
    "energy:4 property:4 society:3 tourism:2 transport:2 food:2 arts:2 media:1 manufacturing:2 banking:1 trade:1",
    programmes=(
        Programme(
            "landscape", ("Landscape Architecture", "Krajinska arhitektura"), ("BSc", "dipl. inž. kraj. arh. (UN)"), 2001, 3, 20,
            (22, 26), 0.04, old_degree=("BSc", "univ. dipl. inž. kraj. arh."), old_until=2011,
            leads_to=("landscape-m", "planning-m"), trades="architecture:60",
        ),
        Programme(
            "planning", ("Spatial Planning", "Urejanje prostora"), ("BSc", "dipl. inž. prost. načrt. (UN)"), 2001, 3, 18, (22, 26),
            0.1, old_degree=("BSc", "univ. dipl. inž. prost. načrt."), old_until=2011,
            leads_to=("planning-m", "geo-m"), trades="architecture:25 government:25 property:8",
        ),
        Programme(
            "engineering", ("Environmental Engineering", "Okoljsko inženirstvo"), ("BSc", "dipl. inž. okolj. (UN)"), 2001, 3, 20,
            (22, 26), 0.08, old_degree=("BSc", "univ. dipl. inž. okolj."), old_until=2011,
            leads_to=("water-m", "geo-m"), trades="environment:45 energy:15 construction:10",
        ),
        Programme(
            "landscape-m", ("Landscape Architecture", "Krajinska arhitektura"), ("MSc", "mag. inž. kraj. arh."), 2008, 2, 13,
            (24, 29), 0.05, leads_to=("doctor",), trades="architecture:70",
        ),
        Programme(
            "planning-m", ("Spatial Planning", "Prostorsko načrtovanje"), ("MSc", "mag. prost. načrt."), 2008, 2, 12, (24, 30),
            0.15, leads_to=("doctor", "risk"), trades="architecture:25 government:30 property:8",
        ),
        Programme(
            "geo-m", ("Geoinformatics", "Geoinformatika"), ("MSc", "mag. inž. geoinf."), 2009, 2, 10, (24, 30), 0.2,
            leads_to=("doctor",), trades="software:50 environment:15",
        ),
        Programme(
            "water-m", ("Water Engineering", "Vodarstvo"), ("MSc", "mag. inž. vod."), 2008, 2, 9, (24, 30), 0.12,
            leads_to=("doctor", "risk"), trades="environment:60 energy:15",
        ),
        Programme(
            "doctor", ("Environment and Space, doctoral", "Okolje in prostor, doktorski"), ("PhD", "dr."), 2004, 4, 3, (28, 37),
            0.3, trades="research:60 education:30",
        ),
        Programme(
            "risk", ("Managing Natural Hazards", "Upravljanje naravnih nesreč"), ("Certificate", "potrdilo"), 2010, 0, 6, (28, 52),
            1.0, continuing=True, trades="government:20",
        ),
    ),
)  # fmt: skip

SCHOOLS = {school.kind: school for school in (NETWORK, MBA, FACULTY)}


@cache
def classes(kind: str) -> Weighted[int]:
    """The class years of a school, each as likely as it was large."""
    school = SCHOOLS[kind]
    return Weighted([(year, school.growth(year)) for year in range(school.first_class, NEWEST_CLASS + 1)])


@cache
def programmes_in(kind: str, year: int) -> Weighted[Programme]:
    """Those that had a class in the year; of a class to come only those one is still enrolled in."""
    taught = [programme for programme in SCHOOLS[kind].programmes if programme.has_class(year)]
    if year > NEWEST_CLASS:
        taught = [
            programme for programme in taught if programme.years >= year - NEWEST_CLASS and not programme.continuing
        ]
    return Weighted([(programme, programme.share) for programme in taught])


@cache
def programme(kind: str, code: str) -> Programme:
    return next(one for one in SCHOOLS[kind].programmes if one.code == code)


@cache
def trades_of(kind: str, code: str) -> Weighted[str]:
    """What the graduates of a programme work at: as the school's, and more of the programme's own."""
    shares: dict[str, float] = {}
    for part in f"{SCHOOLS[kind].trades} {programme(kind, code).trades}".split():
        trade, share = part.split(":")
        shares[trade] = shares.get(trade, 0.0) + float(share)
    return Weighted(shares.items())
