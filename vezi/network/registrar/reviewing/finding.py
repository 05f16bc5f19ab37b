"""Looking through a club's books for records of one person."""

from datetime import datetime
from typing import Any

from django.db import transaction

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.registrar import linkage
from vezi.network.registrar.linkage import Model, OutdatedModel, Record, Scales, Weighed, usual_model
from vezi.network.registrar.linkage.bands import WORTH_A_LOOK
from vezi.network.registrar.models import Duplicate, DuplicateRules, Import, LinkageModel, SourceRow, Verdict
from vezi.network.registrar.people_as_records import records_of
from vezi.network.registrar.recognising import who_may_be
from vezi.network.registrar.reviewing import queries

LEARNS_FROM = 200  # records; fewer teach nothing
LEAST = 1_000  # people a club counts as, however small: chance does not get rarer because it is
MODELS_KEPT = 5


def look_through(*, club: Club, now: datetime, import_id: int | None = None) -> int:
    """Find the pairs worth a look among the club's records; how many there are. Decided ones are not asked again.

    What was waiting and is found no more is no question any more.
    """
    records = list(records_of(Person.objects.all(), club=club))
    linked = linkage.link(records, model=None if len(records) >= LEARNS_FROM else usual_model(people=len(records)))
    found = _weighed(records, [(pair.left, pair.right) for pair in linked.pairs], linked.model)
    with transaction.atomic():
        rules, _made = DuplicateRules.objects.select_for_update().get_or_create(club=club)
        keep_model(club, linked.model, now=now)
        _write(club, found, now=now, import_id=import_id)
        rules.looked_at, rules.looking_since = now, None
        rules.save(update_fields=["looked_at", "looking_since"])
    return len(found)


def keep_model(club: Club, model: Model, *, now: datetime) -> None:
    """The newest are kept; what decisions name is written with them."""
    LinkageModel.objects.update_or_create(
        club=club, version=model.version, defaults={"parameters": model.as_json(), "learnt_at": now}
    )
    kept = LinkageModel.objects.filter(club=club).order_by("-learnt_at", "-pk").values("pk")[:MODELS_KEPT]
    LinkageModel.objects.filter(club=club).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()


def latest_model(club: Club) -> Model | None:
    """What the club's records taught last; none if they taught nothing yet."""
    kept = LinkageModel.objects.filter(club=club).order_by("-learnt_at", "-pk").first()
    try:
        return Model.from_json(kept.parameters) if kept is not None else None
    except OutdatedModel:
        return None


Pair = tuple[int, int]


def _weighed(records: list[Record], pairs: list[tuple[str, str]], model: Model) -> dict[Pair, Duplicate]:
    """Each pair with the evidence, the older record first. A pair that only follows from others is left out."""
    scales = Scales(model)
    wanted = {one for pair in pairs for one in pair}
    ready = {record.id: scales.ready(record) for record in records if record.id in wanted}
    found = {}
    for left, right in pairs:
        weighed = scales.weigh(ready[left], ready[right])
        if weighed.probability < WORTH_A_LOOK:
            continue
        question = _question(int(left), int(right), weighed, version=model.version)
        found[question.one_id, question.other_id] = question
    return found


def _question(person: int, like: int, weighed: Weighed, *, version: str) -> Duplicate:
    """Whether two records are of one person; the older one first."""
    one, other = sorted((person, like))
    return Duplicate(
        one_id=one, other_id=other, probability=weighed.probability, why=weighed.as_json(), version=version
    )


def _write(club: Club, found: dict[Pair, Duplicate], *, now: datetime, import_id: int | None) -> None:
    _add(club, found, now=now, import_id=import_id)
    waiting = Duplicate.objects.filter(club=club, verdict=Verdict.WAITING).values_list("pk", "one_id", "other_id")
    Duplicate.objects.filter(pk__in=[pk for pk, *pair in waiting if tuple(pair) not in found]).delete()


def _add(club: Club, found: dict[Pair, Duplicate], *, now: datetime, import_id: int | None) -> None:
    """New questions, and those that wait by what is known now."""
    people = {pk for pair in found for pk in pair}
    decided = queries.different_by_now(club, people)
    standing_ones = Duplicate.objects.select_for_update().filter(club=club, one__in=people, other__in=people)
    known = {(one.one_id, one.other_id): one for one in standing_ones.order_by("pk")}
    living = set(Person.objects.living_records().filter(pk__in=people).values_list("pk", flat=True))
    new, again = [], []
    for pair, duplicate in found.items():
        standing = known.get(pair)
        if standing is not None and standing.verdict == Verdict.WAITING:
            standing.probability, standing.why = duplicate.probability, duplicate.why
            standing.version = duplicate.version
            again.append(standing)
        elif standing is None or standing.verdict == Verdict.SAME:
            if frozenset(pair) in decided or not living.issuperset(pair):
                continue
            duplicate.club, duplicate.found_at = club, now
            duplicate.registrar_import_id = import_id
            new.append(duplicate)
    replaced = [known[pair].pk for pair in found if pair in known and known[pair].verdict == Verdict.SAME]
    Duplicate.objects.filter(pk__in=replaced).delete()
    Duplicate.objects.bulk_create(new, batch_size=1000)
    Duplicate.objects.bulk_update(again, ["probability", "why", "version"], batch_size=1000)


def ask_after(registrar_import: Import, *, now: datetime) -> int:
    """Whoever came in as new and may be one of ours is asked about; how many there are."""
    doubtful = SourceRow.objects.filter(
        registrar_import=registrar_import, likeness__is_sure=False, person__isnull=False
    )
    found: dict[Pair, Duplicate] = {}
    likenesses: list[tuple[int, Any]] = list(doubtful.values_list("person_id", "likeness"))
    for person, likeness in likenesses:
        if person != likeness["person"]:
            question = _question(person, likeness["person"], Weighed.from_json(likeness), version=likeness["version"])
            found[question.one_id, question.other_id] = question
    if found:
        with transaction.atomic():
            _add(registrar_import.club, found, now=now, import_id=registrar_import.pk)
    return len(found)


def ask_about(*, person: Person, club: Club, now: datetime) -> int:
    """Somebody came in by herself, or was written down by hand: whoever on the books she may be is asked about."""
    record = next(records_of(Person.objects.filter(pk=person.pk), club=club), None)
    if record is None:
        return 0
    people = Membership.with_held.filter(club=club).count()
    model = latest_model(club) or usual_model(people=max(LEAST, people))
    found: dict[Pair, Duplicate] = {}
    for like in who_may_be(record, club=club, model=model):
        if like.person_id != person.pk:
            question = _question(person.pk, like.person_id, like.weighed, version=model.version)
            found[question.one_id, question.other_id] = question
    if found:
        with transaction.atomic():
            _add(club, found, now=now, import_id=None)
    return len(found)
