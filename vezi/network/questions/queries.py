"""What stands on the pages of questions, as each of the two sides sees it. A fixed number of queries each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.text import Truncator

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory.index.store import NoIndex
from vezi.network.memberships.queries.seeing import named_to
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen
from vezi.network.people.who import signature, who_of
from vezi.network.questions import access, fitting, limits
from vezi.network.questions.models import Asked, AskState, Question, Room, State
from vezi.network.ties import matters
from vezi.network.ties.matters import Matter
from vezi.network.ties.models import Connection
from vezi.network.ties.queries import apart_from

LISTED = 50
NAMEABLE = 200
FEW = 5
IN_A_LINE = 140


@dataclass(frozen=True)
class Helper:
    """Somebody who can help, as the asker sees her: with her line, and why she was asked."""

    asked: Asked
    who: Who
    seen: Seen | None
    reasons: list[str]
    mail: str = ""
    named_by: Who | None = None


@dataclass(frozen=True)
class Mine:
    """A question of the viewer's own."""

    question: Question
    helpers: list[Helper] = field(default_factory=list)
    number: int = 0  # people asked so far; who they are is not told

    @property
    def may_reach_more(self) -> bool:
        """Whether somebody more may be asked, as soon as she has room."""
        return self.number < limits.IN_ALL

    @property
    def may_widen(self) -> bool:
        return self.question.state in (State.OPEN, State.NOBODY) and self.question.breadth != "network"


@dataclass(frozen=True)
class OfMe:
    """What the viewer was asked."""

    asked: Asked
    who: Who  # who asks
    may_answer: bool
    reasons: list[str] = field(default_factory=list)
    named_by: Who | None = None
    seen: Seen | None = None  # who asks, as the viewer sees her


@dataclass(frozen=True)
class Preview:
    """How many fit well, else how many in part; `is_many` where not all of them were counted, None where nobody can
    count just now."""

    count: int | None
    is_many: bool = False
    is_in_part: bool = False
    has_words: bool = True

    @property
    def is_few(self) -> bool:
        return self.count is not None and 0 < self.count < FEW


def who(person: Person | None, seen: Mapping[int, Seen]) -> Who:
    """Who asks or helps shows her name by it, and no more than that."""
    if person is None:
        return Who(name="")
    found = seen.get(person.pk)
    return who_of(found) if found else signature(person)


def preview(viewer: Viewer, *, words: str, breadth: str) -> Preview:
    if not fitting.looked_for(words):
        return Preview(0, has_words=False)
    try:
        found = fitting.find(viewer=viewer, text=words, breadth=breadth)
    except NoIndex:
        return Preview(None)
    well = sum(share >= fitting.WELL for _number, share in found.people)
    count = well or len(found.people)
    return Preview(count, is_many=count == len(found.people) and not found.is_all, is_in_part=not well)


def own(viewer: Viewer) -> list[Mine]:
    """The latest of the viewer's questions; who helps is named."""
    questions = list(access.asked_by(viewer)[:LISTED])
    helping = _helping(viewer, questions)
    seen = named_to(viewer, [one.person_id for of_one in helping.values() for one in of_one])
    return [
        Mine(one, [Helper(each, who(each.person, seen), None, []) for each in helping.get(one.pk, [])])
        for one in questions
    ]


def _helping(viewer: Viewer, questions: Iterable[Question]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    rows = Asked.objects.filter(question__in=list(questions), state=AskState.HELPS).exclude(person__in=viewer.apart)
    for one in rows.select_related("person__account", "named_by").order_by("answered_at", "pk"):
        found.setdefault(one.question_id, []).append(one)
    return found


def mine(viewer: Viewer, question: Question) -> Mine:
    """One of the viewer's own, with who helps, and why each was asked, by what the viewer sees of her now."""
    helping = _helping(viewer, [question]).get(question.pk, [])
    seen = named_to(viewer, [number for one in helping for number in (one.person_id, one.named_by_id)])
    words = fitting.weighed_alike(question.words)
    helpers = [
        Helper(
            asked=one,
            who=who(one.person, seen),
            seen=seen.get(one.person_id),
            reasons=fitting.fit_of(seen[one.person_id], words).reasons if one.person_id in seen else [],
            mail=one.person.account.email if one.shares_mail and one.person.account else "",
            named_by=who(one.named_by, seen) if one.named_by_id in seen else None,
        )
        for one in helping
    ]
    return Mine(question, helpers, number=question.asked.count())


def asked_of(viewer: Viewer, *, now: datetime) -> list[OfMe]:
    """What the viewer was asked, what waits first."""
    rows = list(access.asked_of(viewer)[:LISTED])
    seen = named_to(viewer, [one.question.asker_id for one in rows])
    return sorted(waits(rows, seen, now=now), key=lambda one: one.asked.state != AskState.WAITING)


def waits(rows: Iterable[Asked], seen: Mapping[int, Seen], *, now: datetime) -> list[OfMe]:
    return [OfMe(one, who(one.question.asker, seen), one.may_answer(now)) for one in rows]


def of_me(viewer: Viewer, asked: Asked, *, as_seen_by_asker: Viewer | None, now: datetime) -> OfMe:
    """One that the viewer was asked; `as_seen_by_asker` says why it came to her."""
    seen = named_to(viewer, [asked.question.asker_id, asked.named_by_id])
    reasons: list[str] = []
    if as_seen_by_asker is not None and asked.named_by_id is None:
        mine = named_to(as_seen_by_asker, [asked.person_id]).get(asked.person_id)
        reasons = fitting.fit_of(mine, fitting.weighed_alike(asked.question.words)).reasons if mine else []
    return OfMe(
        asked,
        who(asked.question.asker, seen),
        asked.may_answer(now),
        reasons,
        named_by=who(asked.named_by, seen) if asked.named_by_id and asked.named_by_id not in viewer.apart else None,
        seen=seen.get(asked.question.asker_id or 0),
    )


def nameable(viewer: Viewer, question: Question) -> list[tuple[str, str]]:
    """Connections of the viewer whom she may name, by public id and name: those she sees, but for who asks. None once
    she has named as many as one may."""
    if question.asked.filter(named_by=viewer.person_id or 0).count() >= limits.NAMED_BY_ONE:
        return []
    known = Connection.objects.filter(person=viewer.person_id).exclude(other__in=viewer.apart)
    ids = list(known.exclude(other=question.asker_id).order_by("-since").values_list("other_id", flat=True)[:NAMEABLE])
    seen = named_to(viewer, ids)
    named = sorted(seen.values(), key=lambda one: (one.person.folded, one.person.pk))
    return [(one.person.public_id, f"{one.name}{f', {one.class_year}' if one.class_year else ''}") for one in named]


def matter_of(question: Question) -> str:
    """How a conversation names it."""
    return matters.name_of("questions", question.public_id)


def named_in_conversations(viewer: Viewer, things: Collection[str]) -> dict[str, Matter]:
    """For who asked and who helped, as long as its words stand: as letters do, whatever came between the two since."""
    helped = Asked.objects.filter(person=viewer.person_id or 0, state=AskState.HELPS)
    hers = Q(asker=viewer.person_id or 0) | (Q(pk__in=helped.values("question")) & ~Q(state=State.HIDDEN))
    found = Question.objects.filter(hers, public_id__in=things).exclude(words="")
    return {
        one.public_id: Matter(Truncator(" ".join(one.words.split())).chars(IN_A_LINE), one.get_absolute_url())
        for one in found
    }


def taken(person: Person, rows: list[Asked]) -> list[Asked]:
    """What she takes along of what she was asked: not what somebody apart from her said of her."""
    apart = apart_from(person.pk)
    for one in rows:
        if one.named_by_id in apart:
            one.word = ""
    return rows


def room_of(person: Person) -> Room:
    return Room.objects.filter(person=person).first() or Room(person=person)
