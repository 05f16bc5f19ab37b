"""The many: made-up people written in bulk, as a registrar's file and their own choices would have left them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from vezi.demo.cast import of_club
from vezi.demo.clubs import DemoClub
from vezi.demo.loading.ground import audience
from vezi.demo.loading.studies import Schools
from vezi.demo.synth.dice import Dice
from vezi.demo.synth.doubles import KINDS, Doubles
from vezi.demo.synth.life import people_with_lives
from vezi.demo.synth.person import MadeUpPerson
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Basis, Channel, ConsentEntry, Decision, Purpose
from vezi.network.memberships.models import Membership, State
from vezi.network.people import naming
from vezi.network.people.models import (
    Affiliation,
    ContactKind,
    ContactValue,
    Identifier,
    NameKind,
    OtherName,
    Person,
    Position,
    Residence,
    Source,
)
from vezi.network.registrar.reviewing import finding

AT_ONCE = 1000
READS_THE_NEWS = 0.7
CONFIRMED = 0.55
CONFIRMED_WITHIN = 900  # days
DOUBLES = {"network": 11, "faculty": 7, "mba": 4}  # people of a club who have a second record


@dataclass
class Shelf:
    """Rows of one kind, written by the thousand; those of people first, since the others point to them."""

    rows: dict[type, list[Any]] = field(default_factory=dict)

    def add(self, *rows: Any) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def put(self) -> None:
        order = [Person, *(kind for kind in self.rows if kind is not Person)]
        for kind in order:
            kind._default_manager.bulk_create(self.rows.get(kind, []), batch_size=AT_ONCE)  # type: ignore[attr-defined]
        self.rows.clear()


def people_of(told: DemoClub, club: Club, *, now: datetime) -> None:
    """All made-up people of a club; about 3,000 a second."""
    shelf, schools = Shelf(), Schools(club)
    count = told.people - len(of_club(told.slug))
    crowd = people_with_lives(told.kind, seed=told.seed, count=count, language=told.languages[0])
    doubles, twice = Doubles(KINDS[: DOUBLES[told.kind]], people=count, seed=told.seed), []
    for number, person in enumerate(crowd, start=1):
        Writer(person, club, shelf, schools, now=now, claimed=told.claimed).write()
        if (double := doubles.of(person)) is not None:
            twice.append(Writer(double, club, shelf, schools, now=now, claimed=0.0).write())
        if number % AT_ONCE == 0:
            shelf.put()
    shelf.put()
    for record in twice:
        finding.ask_about(person=record, club=club, now=now)


class Writer:
    """Puts one made-up person on the shelf."""

    def __init__(
        self, told: MadeUpPerson, club: Club, shelf: Shelf, schools: Schools, *, now: datetime, claimed: float
    ) -> None:
        self.told, self.club, self.shelf, self.schools, self.now = told, club, shelf, schools, now
        self.dice = Dice(f"record {club.slug} {told.number or told.name}")
        self.is_claimed = told.died_in is None and self.dice.chance(claimed)
        self.recorded_at = min(now, datetime((told.class_year or 2010), 7, 1, tzinfo=UTC))
        self.claimed_at = now - timedelta(days=self.dice.between(1, 1500))

    def write(self) -> Person:
        person = self.person()
        self.shelf.add(person, *self.names(person), *self.studies(person))
        if self.told.number:
            self.shelf.add(Identifier(person=person, value=self.told.number, **self.by_registrar()))
        self.shelf.add(self.membership(person))
        self.shelf.add(*self.reached(person), *self.work(person))
        if self.told.city:
            self.shelf.add(
                Residence(
                    person=person, city=self.told.city, country=self.told.country, audience=self.chosen("city"),
                    **self.by_registrar(),
                )
            )  # fmt: skip
        if self.is_claimed and self.dice.chance(READS_THE_NEWS):
            self.shelf.add(self.agreed(person))
        return person

    def chosen(self, value: str) -> int | None:
        """Who sees it: the person's choice once the record is claimed, before that none."""
        return audience(self.told.audiences.get(value, "")) if self.is_claimed else None

    def by_registrar(self, *, confirmed: bool = False) -> dict[str, Any]:
        confirmed_at = self.claimed_at if self.is_claimed and confirmed else None
        return {
            "source": Source.REGISTRAR, "club": self.club, "recorded_at": self.recorded_at,
            "confirmed_at": confirmed_at,
        }  # fmt: skip

    def by_themselves(self) -> dict[str, Any]:
        return {"source": Source.SELF, "recorded_at": self.claimed_at, "confirmed_at": self.claimed_at}

    def person(self) -> Person:
        told = self.told
        name = {"family": told.family, "given": told.given, "preferred": told.preferred if self.is_claimed else ""}
        own: dict[str, Any] = {}
        if self.is_claimed:
            own = {
                "claimed_at": self.claimed_at, "face": told.face, "speaks": told.languages,
                "ask_about": " ".join(told.ask_about), "helps_with": sorted(told.helps_with),
                "speaks_audience": self.chosen("languages"), "ask_audience": self.chosen("ask"),
                "help_audience": self.chosen("help"), "birth_audience": self.chosen("birth"),
                "name_audience": self.chosen("name"),
            }  # fmt: skip
        return Person(
            **name, **own, **self.by_registrar(confirmed=True), born_on=told.born_on if told.born_is_known else None,
            birth_year=told.born_on.year if told.born_is_known else None,
            is_deceased=told.died_in is not None, created_at=self.recorded_at, folded=naming.folded_name(**name),
            language="sl" if told.country == "SI" else "en", **naming.sort_keys(**name),
        )  # fmt: skip

    def names(self, person: Person) -> list[OtherName]:
        told = self.told
        found = [
            (NameKind.FORMER, "", told.former),
            (NameKind.GRADUATION, "", told.family_at_graduation),
            (NameKind.OTHER, told.given_script, told.family_script),
        ]
        return [
            OtherName(person=person, kind=kind, given=given, family=family, **self.by_registrar())
            for kind, given, family in found
            if given or family
        ]

    def studies(self, person: Person) -> list[Affiliation]:
        return [
            self.schools.affiliation(person, study, audience=self.chosen("study"), **self.by_registrar())
            for study in self.told.studies
        ]

    def membership(self, person: Person) -> Membership:
        state = State.MEMBER if self.is_claimed else State.RECORDED
        since = self.claimed_at if self.is_claimed else self.recorded_at
        seen = self.now - timedelta(days=self.dice.between(0, 400)) if self.is_claimed else None
        return Membership(
            person=person, club=self.club, state=state, since=since, recorded_at=self.recorded_at, last_seen_at=seen
        )

    def reached(self, person: Person) -> list[ContactValue]:
        told = self.told
        post = f"{told.street}, {told.postcode} {told.city}" if told.street else ""
        digits = "".join(sign for sign in told.telephone if sign in "+0123456789")
        values = [
            (ContactKind.MAIL, told.email, naming.mail_key(told.email), "mail"),
            (ContactKind.PHONE, told.telephone, digits, "telephone"),
            (ContactKind.POST, post, post.lower(), "post"),
        ]
        return [
            ContactValue(
                person=person, kind=kind, value=value, key=key, is_primary=True, audience=self.chosen(subject),
                **self.lately(key, self.by_registrar(confirmed=self.dice.chance(CONFIRMED))),
            )
            for kind, value, key, subject in values
            if value
        ]  # fmt: skip

    def lately(self, key: str, facts: dict[str, Any]) -> dict[str, Any]:
        """What was confirmed once is confirmed again now and then: members are asked each year."""
        if facts["confirmed_at"] is None:
            return facts
        again = self.now - timedelta(days=crc32(key.encode()) % CONFIRMED_WITHIN)
        return facts | {"confirmed_at": max(facts["confirmed_at"], again)}

    def work(self, person: Person) -> list[Position]:
        """A whole career once the record is claimed; before that what the registrar has heard of."""
        told = self.told
        known = told.career if self.is_claimed else [told.work] if told.work and told.work_is_known else []
        source = self.by_themselves() if self.is_claimed else self.by_registrar()
        return [
            Position(
                person=person, title=post.title, employer=post.employer, trade=post.trade, city=post.city,
                country=post.country, started_year=post.since, ended_year=post.until, is_current=post.until is None,
                audience=self.chosen("work"), **source,
            )
            for post in known
        ]  # fmt: skip

    def agreed(self, person: Person) -> ConsentEntry:
        return ConsentEntry(
            person=person, club=self.club, purpose=Purpose.NEWS, channel=Channel.MAIL, decision=Decision.GIVEN,
            basis=Basis.CONSENT, notice_version=1, source="claim", at=self.claimed_at,
        )  # fmt: skip
