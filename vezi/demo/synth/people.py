"""People one after another: the same seed makes the same people, however many are asked for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from vezi.demo.synth import names, places
from vezi.demo.synth.contacts import Addresses
from vezi.demo.synth.dice import Dice, Weighted
from vezi.demo.synth.firms import employer, mail_domain
from vezi.demo.synth.job_titles import STEPS, titles_of
from vezi.demo.synth.person import MadeUpPerson, Position, Study
from vezi.demo.synth.schools import NEWEST_CLASS, SCHOOLS, Programme, classes, programme, programmes_in, trades_of
from vezi.demo.synth.surnames import CHANGING, after_marriage

WITH_MAIL, WITH_TELEPHONE, WITH_STREET, WITH_WORK = 0.7, 0.45, 0.85, 0.6
GOES_ON = 0.135  # to another degree here; not all get there, so about eight in a hundred hold several
ONE_DAY = timedelta(days=1)


def people(kind: str, *, seed: int, count: int, language: str = "en") -> Iterator[MadeUpPerson]:
    """So many people of one school, with what its registrar knows. Memory does not grow with their number."""
    maker = Maker(kind, seed=seed, language=language)
    for _ in range(count):
        yield maker.person()


class Maker:
    """Makes the people of one school. The language chooses words only, never a throw of the dice."""

    def __init__(self, kind: str, *, seed: int, language: str = "en") -> None:
        self.school = SCHOOLS[kind]
        self.dice = Dice(f"{kind} {seed}")
        self.language = language
        self.word = 1 if language == "sl" else 0
        self.classes = classes(kind)
        self.homes = self._homes()
        self.numbers: Counter[int] = Counter()
        self.addresses = Addresses()
        self.institution = self.school.institution[self.word]
        self.faculty = self.school.faculty[self.word]

    def person(self) -> MadeUpPerson:
        dice, school = self.dice, self.school
        luck = dice.random()
        if luck < school.staff:
            study, born = self._employment()
            course = None
        else:
            class_year = self._class_year(studies=luck < school.staff + school.students)
            course = programmes_in(school.kind, class_year).draw(dice)
            study, born = self._study(course, class_year)
        woman = dice.chance(school.share_of_women(study.class_year or NEWEST_CLASS - 15))
        person = self._named(study, born=born, woman=woman)
        self._married(person)
        if course is not None and course.leads_to and study.affiliation == "alum" and dice.chance(GOES_ON):
            self._further(person, course)
        self._at_work(person, course)
        self._reachable(person)
        return person

    def _homes(self) -> Weighted[places.City]:
        if not self.school.staying:
            return places.homes_worldwide()
        return places.homes_of_slovenes(self.school.staying, "2" if self.school.kind == "mba" else "1")

    def _class_year(self, *, studies: bool) -> int:
        if not studies:
            return self.classes.draw(self.dice)
        longest = max(course.years for course in self.school.programmes if course.share > 5)
        return NEWEST_CLASS + self.dice.between(1, longest)

    def _study(self, course: Programme, class_year: int) -> tuple[Study, date]:
        dice = self.dice
        part_time = dice.chance(course.part_time)
        enrolled = class_year > NEWEST_CLASS
        longer = 1 if dice.chance(0.3) and course.years and not enrolled else 0
        if course.years:
            started = date(class_year - course.years - longer, 10, 1)
        else:
            started = date(class_year, dice.among((1, 2, 3)), dice.between(1, 28))
        finished = None if enrolled else date(class_year, 6, 1) + ONE_DAY * dice.between(0, 190)
        low, high = course.ages
        age = low + int((high - low + 1) * dice.random() ** 1.6) + (dice.between(1, 9) if part_time and low < 25 else 0)
        born = date(class_year - age, 1, 1) + ONE_DAY * dice.between(0, 364)
        mode = _mode(course, part_time=part_time)
        return self._record(course, class_year, mode, started, finished), born

    def _record(self, course: Programme, year: int, mode: str, started: date, finished: date | None) -> Study:
        return Study(
            institution=self.institution,
            faculty=self.faculty,
            programme=course.name[self.word],
            degree=course.degree_of(year)[self.word],
            mode=mode,
            affiliation="alum" if finished else "student",
            class_year=year,
            started_on=started,
            finished_on=finished,
        )

    def _employment(self) -> tuple[Study, date]:
        """Someone who taught or worked at the school and has left or retired."""
        dice = self.dice
        which = "faculty" if dice.chance(0.6) else "staff"
        first = dice.between(self.school.first_class - 2, NEWEST_CLASS - 4)
        years = dice.between(2, min(35, NEWEST_CLASS - first))
        born = date(first - dice.between(26, 42), 1, 1) + ONE_DAY * dice.between(0, 364)
        started = date(first, 10, 1)
        left = date(first + years, 9, 30)
        record = Study(self.institution, self.faculty, "", "", "", which, None, started, left)
        return record, born

    def _named(self, study: Study, *, born: date, woman: bool) -> MadeUpPerson:
        dice = self.dice
        home = self.homes.draw(dice)
        code = self._culture_of(home)
        name = names.culture(code).name(dice, woman=woman, born=born.year)
        return MadeUpPerson(
            number=self._number(study.started_on.year),
            given=name.given,
            family=name.family,
            woman=woman,
            culture=code,
            born_on=born,
            city=home.name,
            country=home.country,
            street=places.street(dice, home.country) if dice.chance(WITH_STREET) else "",
            postcode=places.postcode(dice, home),
            studies=[study],
            family_at_graduation=name.family,
            given_script=name.given_script,
            family_script=name.family_script,
        )

    def _culture_of(self, home: places.City) -> str:
        dice = self.dice
        luck = dice.random()
        if self.school.staying:
            at_home = luck < 0.985 if home.country == "SI" else luck < 0.88
            return places.cultures_of("SI" if at_home else home.country).draw(dice)
        if luck < 0.13 and home.country != "SI":
            return places.cultures_of_the_world().draw(dice)
        return places.cultures_of(home.country).draw(dice)

    def _number(self, year: int) -> str:
        """The school's figure, two of the year of entry, then the order of coming."""
        self.numbers[year] += 1
        return f"{self.school.figure}{year % 100:02}{self.numbers[year]:05}"

    def _married(self, person: MadeUpPerson) -> None:
        """Women of many countries change or lengthen their surname; the school may still know the old one."""
        dice = self.dice
        if not person.woman or person.culture not in CHANGING:
            return
        age = NEWEST_CLASS - person.born_on.year
        if not dice.chance(min(0.72, (age - 24) * 0.035)):
            return
        luck = dice.random()
        if luck > 0.62:
            return
        other = names.culture(person.culture).name(dice, woman=True, born=person.born_on.year).family
        married = date(person.born_on.year + 23 + int(dice.random() * min(17, age - 22)), 7, 1)
        finished = person.studies[0].finished_on
        person.former, person.family = person.family, after_marriage(dice, person.family, other, luck)
        if finished and married < finished:
            person.family_at_graduation = person.family
        person.given_script = person.family_script = ""

    def _further(self, person: MadeUpPerson, first: Programme) -> None:
        """Another degree at the same school, some years later."""
        dice = self.dice
        before = person.studies[0].class_year or NEWEST_CLASS
        course = programme(self.school.kind, dice.among(first.leads_to))
        youngest = person.born_on.year + course.ages[0]
        earliest = max(before + max(course.years, 1), course.since + course.years, youngest)
        year = earliest + int(dice.random() ** 2 * 9)
        if year > NEWEST_CLASS or year > course.until:
            return
        started = date(year - course.years, 10 if course.years else 2, 1)
        mode = _mode(course, part_time=dice.chance(course.part_time))
        finished = date(year, 6, 1) + ONE_DAY * dice.between(0, 190)
        person.studies.append(self._record(course, year, mode, started, finished))

    def _at_work(self, person: MadeUpPerson, course: Programme | None) -> None:
        """The post of today. Students, the retired and a few others have none."""
        dice = self.dice
        age = NEWEST_CLASS - person.born_on.year
        retires = 60 + int(dice.random() * 9)
        if age >= retires or dice.chance(0.05) or (person.studies[-1].affiliation == "student" and age < 27):
            return
        code = course.code if course else self.school.programmes[0].code
        trade = trades_of(self.school.kind, code).draw(dice)
        firm = employer(dice, trade=trade, city=places.City(person.city, person.country))
        step = step_at(dice, age)
        title = dice.among(titles_of(trade, step)).said(language=self.language, woman=person.woman)
        longest = NEWEST_CLASS - earliest_work(person, course)
        since = NEWEST_CLASS - int(dice.random() ** 1.4 * min(longest + 1, 18))
        person.work = Position(title, firm.name, trade, person.city, person.country, since, None, step)
        person.work_is_known = dice.chance(WITH_WORK)

    def _reachable(self, person: MadeUpPerson) -> None:
        dice = self.dice
        if dice.chance(WITH_TELEPHONE):
            person.telephone = places.telephone(dice, person.country)
        if dice.chance(WITH_MAIL):
            work = person.work
            person.email = self.addresses.new(
                dice,
                given=person.given,
                family=person.family,
                country=person.country,
                work_domain=mail_domain(work.employer) if work else "",
            )


def _mode(course: Programme, *, part_time: bool) -> str:
    if course.continuing or not course.degree[0]:
        return "continuing" if course.continuing else "exchange"
    return "part_time" if part_time else "full_time"


def earliest_work(person: MadeUpPerson, course: Programme | None) -> int:
    """The year of the first post: after a first degree, or at twenty-three for those who studied beside work."""
    grown = person.born_on.year + 23
    first_degree = course is not None and course.ages[0] < 25
    year = person.class_year if first_degree and person.class_year else grown
    return min(max(year, person.born_on.year + 19), NEWEST_CLASS)


def step_at(dice: Dice, age: int) -> int:
    """How far someone has come: most are in the middle, few at the top, none at the top before forty."""
    reached = (age - 22) / 11 + (dice.random() - 0.5) * 2.2
    step = max(0, min(STEPS - 1, int(reached)))
    if step == STEPS - 1 and (age < 40 or dice.random() < 0.55):
        step -= 1
    return step
