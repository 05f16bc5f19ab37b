"""Who may be asked, said once more: slowly, person by person, without the index and without SQL of the area's own."""

import math
from datetime import datetime, timedelta

from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.directory.index.entries import entry_of
from vezi.network.directory.index.words import stem
from vezi.network.memberships.models import Membership
from vezi.network.notices.models import Rhythm, WayChoice
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.questions.models import Asked, Question, Room
from vezi.network.ties.models import Block, Connection, WavedAway


def clubs_of(person: Person) -> set[int]:
    return set(Membership.objects.active().filter(person=person).values_list("club", flat=True))


def is_apart(one: Person, other: Person) -> bool:
    return (
        Block.objects.filter(person=one, blocked=other).exists()
        or Block.objects.filter(person=other, blocked=one).exists()
    )


def is_within(asker: Person, person: Person, breadth: str) -> bool:
    match breadth:
        case "connections":
            return Connection.objects.filter(person=asker, other=person).exists()
        case "clubs":
            return bool(clubs_of(asker) & clubs_of(person))
    return True


def has_room(person: Person, wanted: str, now: datetime) -> bool:
    room = Room.objects.filter(person=person).first() or Room(person=person)
    of_late = Asked.objects.filter(person=person, asked_at__gt=now - timedelta(days=30)).count()
    return of_late < room.monthly and wanted not in room.refused


def hears(person: Person, now: datetime) -> bool:
    """Whether a question reaches her at all just now."""
    account, today = person.account, timezone.localdate(now)
    if account is None or not account.is_active or not account.email:
        return False
    if WayChoice.objects.filter(person=person, kind="questions.asked", club=None, way="none").exists():
        return False
    rhythm = Rhythm.objects.filter(person=person).first()
    return not (rhythm and rhythm.away_from and rhythm.away_until and rhythm.away_from <= today <= rhythm.away_until)


def words_seen(asker: Person, person: Person) -> tuple[set[str], set[str]] | None:
    """Words of today and all words by which the asker may find her; None where she does not see her."""
    mine, hers = clubs_of(asker), clubs_of(person)
    reach = Audience.CLUB if mine & hers else Audience.NETWORK if mine else Audience.PUBLIC
    if Connection.objects.filter(person=asker, other=person).exists():
        reach = Audience.CONNECTIONS
    defaults = Membership.objects.active().filter(person=person).values_list("club__default_audience", flat=True)
    entry = entry_of(people.seen(person, reach=reach, default=max(defaults, default=0)))
    if entry is None:
        return None
    return set(" ".join(entry.today).split()), set(" ".join(entry.texts).split())


def counts(word: str, today: set[str], texts: set[str]) -> float:
    if word in today:
        return 1.0
    if word in texts or (len(word) > 3 and stem(word) in {stem(one) for one in texts} | texts):
        return 0.7
    beginning = word[: -(-len(word) * 65 // 100)] if len(word) >= 7 else stem(word)
    begins = len(stem(word)) >= 5 and word.isascii() and word.isalpha()
    return 0.45 if begins and any(one.startswith(beginning) for one in texts) else 0.0


def may_be_asked(question: Question, words: list[str], *, now: datetime) -> set[int]:
    """Everybody who fits and has room. `words` are those of the question that matter."""
    asker = question.asker
    assert asker is not None
    waved = set(WavedAway.objects.filter(person=asker).values_list("other", flat=True))
    before = set(question.asked.values_list("person", flat=True))
    scope: dict[int, tuple[set[str], set[str]]] = {}
    for person in Person.objects.filter(merged_into=None, erased_at=None).exclude(pk=asker.pk):
        is_there = clubs_of(person) and not is_apart(asker, person) and is_within(asker, person, question.breadth)
        if not is_there or person.pk in waved | before:
            continue
        if (seen := words_seen(asker, person)) is not None:
            scope[person.pk] = seen
    weights = {}
    for word in words:
        found = sum(counts(word, *seen) > 0 for seen in scope.values())
        if found:
            weights[word] = math.log(1 + len(scope) / found)
    whole = sum(weights.values())
    shares = {
        number: sum(weight * counts(word, *seen) for word, weight in weights.items()) / whole
        for number, seen in scope.items()
        if whole
    }
    fitting = Person.objects.filter(pk__in=[number for number, share in shares.items() if share >= 0.3 - 1e-6])
    return {
        person.pk
        for person in fitting
        if hears(person, now) and has_room(person, question.wanted, now) and not person.is_deceased
    }
