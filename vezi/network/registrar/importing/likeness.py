"""Who of the club's people somebody of the file may be, though nothing the registrar writes says so outright.

Whom the rules of `matching` do not find is compared with all who are left: names written otherwise, a date with a slip, a
married name. Sure ones are taken for the same person; of doubtful ones a new record is made, and an officer is asked.
Never by the name alone, and never against another student number of the same registrar.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vezi.network.people.models import Person
from vezi.network.registrar import linkage
from vezi.network.registrar.importing import staging
from vezi.network.registrar.importing.runs import Row, Run
from vezi.network.registrar.linkage import Model, Record, Scales, Weighed, usual_model
from vezi.network.registrar.linkage.wording import MEDIUM
from vezi.network.registrar.people_as_records import records_of
from vezi.network.registrar.recognising import who_may_be
from vezi.network.registrar.reviewing import queries as reviewing
from vezi.network.registrar.reviewing.finding import LEARNS_FROM, LEAST, keep_model, latest_model

FEW = 200  # people of a file who are looked for one by one; more are linked all at once
OF_THE_NAME = ("given_name", "family_name", "family")

STRANGERS = """
select distinct on (f.ord) f.ord, f.given, f.family, f.preferred,
    concat_ws(' ', r.former_family, r.name_at_graduation), f.born_on, f.birth_year, r.mail, coalesce(r.phone, r.mobile),
    r.post, r.postcode, r.city, r.country, r.programme, r.class_year
from file_person f join file_row r using (ord)
where f.person_id is null and f.folded <> '' order by f.ord, r.number
"""
OF_ANOTHER_NUMBER = """
select l.ord from likeness l join file_person f using (ord)
where f.student_number <> '' and exists (
    select from people_identifier i where i.club_id = %(club)s and i.person_id = l.person_id
        and lower(i.value) <> lower(f.student_number)
)
"""
TAKEN = """
update file_person f set person_id = l.person_id, candidates = 1 from likeness l where l.ord = f.ord and l.is_sure
"""
NOTED = """
update registrar_sourcerow s set likeness = l.why || jsonb_build_object('person', l.person_id, 'is_sure', l.is_sure)
from file_row r join likeness l using (ord)
where s.registrar_import_id = %(import)s and s.number = r.number and s.state <> 'rejected'
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One of the file and the one of ours she may be."""

    ord: int
    person_id: int
    weighed: Weighed
    version: str  # of the model
    is_only: bool  # nobody else comes into question

    def is_sure(self, least: float) -> bool:
        beside = (one.bits for one in self.weighed.comparisons if one.comparison not in OF_THE_NAME)
        return self.is_only and self.weighed.probability >= least and max(beside, default=0.0) >= MEDIUM


def find(run: Run) -> None:
    """Give those their `person_id` who are surely one of ours; the others are noted in the table `likeness`."""
    run.does("create temp table likeness (ord int, person_id bigint, is_sure boolean, why jsonb) on commit drop")
    club = run.registrar_import.club
    strangers = [_record(row) for portion in run.streams(STRANGERS) for row in portion]
    if not strangers:
        return
    run.progress("comparing")
    model = latest_model(club)
    found = _one_by_one(run, strangers, model) if len(strangers) <= FEW else _all_at_once(run, strangers, model)
    least = reviewing.sure_from(reviewing.rules_of(club))
    run.copies(
        "likeness", "ord, person_id, is_sure, why",
        [(one.ord, one.person_id, one.is_sure(least), json.dumps(one.weighed.as_json() | {"version": one.version})) for one in found],
    )  # fmt: skip
    staging.analyze("likeness")
    others = [ord_ for (ord_,) in run.asks(OF_ANOTHER_NUMBER)]
    run.does("update likeness set is_sure = false where ord = any(%(others)s)", others=others)
    run.does(TAKEN)


def note(run: Run) -> dict[str, int]:
    """Write down, row by row, whom it is like; how many people were found so, and how many are doubtful."""
    run.does(NOTED)
    return dict(
        run.asks(
            "select case when is_sure then 'alike' else 'doubtful' end, count(*)::int from likeness group by is_sure"
        )
    )


def _record(row: Row) -> Record:
    (
        ord_,
        given,
        family,
        preferred,
        former,
        born,
        year,
        mail,
        phone,
        post,
        postcode,
        city,
        country,
        programme,
        class_year,
    ) = row
    return Record(
        id=str(ord_), given_name=given, family_name=family, known_as=preferred or "", former_name=former or "",
        birth_date=born, birth_year=year, email=mail or "", phone=phone or "", street=post or "", postcode=postcode or "",
        city=city or "", country=country or "", programme=programme or "", class_year=class_year,
    )  # fmt: skip


def _one_by_one(run: Run, strangers: list[Record], model: Model | None) -> Iterator[Found]:
    club = run.registrar_import.club
    model = model or usual_model(people=max(LEAST, run.counts("select count(*) from club_person")))
    taken = _taken(run)
    found = []
    for record in strangers:
        likely = [one for one in who_may_be(record, club=club, model=model) if one.person_id not in taken]
        found += [Found(int(record.id), one.person_id, one.weighed, model.version, len(likely) == 1) for one in likely]
    return _best_of_each(found)


def _all_at_once(run: Run, strangers: list[Record], model: Model | None) -> Iterator[Found]:
    club, taken = run.registrar_import.club, _taken(run)
    ours = [one for one in records_of(Person.objects.all(), club=club) if int(one.id) not in taken]
    if model is None and len(ours) < LEARNS_FROM:
        model = usual_model(people=max(LEAST, len(ours)))
    prior = model.prior_of_a_newcomer if model else None
    linked = linkage.link(strangers, ours, model=model, prior=prior)
    if model is None:
        keep_model(club, linked.model, now=run.now)
    scales = Scales(linked.model, prior=prior)
    one = {record.id: record for record in strangers}
    other = {record.id: record for record in ours}
    likely: dict[str, int] = {}
    for pair in linked.pairs:
        likely[pair.left] = likely.get(pair.left, 0) + 1
    found = [
        Found(
            int(pair.left), int(pair.right),
            scales.weigh(scales.ready(one[pair.left]), scales.ready(other[pair.right])),
            linked.model.version, likely[pair.left] == 1,
        )
        for pair in linked.pairs
    ]  # fmt: skip
    return _best_of_each(found)


def _taken(run: Run) -> set[int]:
    """Whom the rules have found already."""
    return {person for (person,) in run.asks("select person_id from file_person where person_id is not null")}


def _best_of_each(found: Iterable[Found]) -> Iterator[Found]:
    """Nobody of the file is two of ours, and nobody of ours two of the file: the likeliest first."""
    ords: set[int] = set()
    people: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.weighed.bits, one.ord, one.person_id)):
        if one.ord not in ords and one.person_id not in people:
            ords.add(one.ord)
            people.add(one.person_id)
            yield one
