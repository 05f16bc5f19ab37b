"""Questions and answers of an event as one reader sees them: without those of people apart from her."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from vezi.activities.events.access import Rights
from vezi.activities.events.models import Event, Remark, RemarkReport
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.queries.people import faces
from vezi.network.notices.models import Notice

LATELY = 20


@dataclass(frozen=True)
class Said:
    """`reports` are open ones, for whoever may settle them."""

    remark: Remark
    who: Who
    is_mine: bool = False
    is_organiser: bool = False
    reports: Sequence[RemarkReport] = ()
    answers: Sequence["Said"] = ()

    @property
    def is_taken_back(self) -> bool:
        return not self.remark.text


@dataclass(frozen=True)
class Asked:
    questions: Sequence[Said] = ()
    earlier: int = 0  # questions that are not shown
    organisers: Sequence[Who] = field(default=())


def of_event(viewer: Viewer, rights: Rights, *, all_of_them: bool = False) -> Asked:
    """The latest, in the order in which they were asked. A fixed number of queries; nothing for whoever is no member."""
    event = rights.event
    if not rights.is_member:
        return Asked()
    rows = [one for one in visible(viewer, event).order_by("at", "pk") if _is_read(one, viewer, rights)]
    questions = [one for one in rows if one.opening_id is None]
    shown = questions if all_of_them else questions[-LATELY:]
    kept = {one.pk for one in shown}
    answers = [one for one in rows if one.opening_id in kept]
    organisers = list(event.organisers.order_by("since", "pk").values_list("person", flat=True)) if shown else []
    seen = faces(viewer, {one.author_id for one in (*shown, *answers)} | set(organisers))
    reports = _reports(event, viewer) if rights.keeps and rows else {}

    def said(one: Remark, under: Sequence[Said] = ()) -> Said:
        return Said(
            one, seen.of(one.author_id), is_mine=one.author_id is not None and one.author_id == viewer.person_id,
            is_organiser=one.author_id in organisers, reports=reports.get(one.pk, ()), answers=under,
        )  # fmt: skip

    return Asked(
        [said(one, [said(two) for two in answers if two.opening_id == one.pk]) for one in shown],
        earlier=len(questions) - len(shown),
        organisers=[seen.of(one) for one in organisers if seen.sees(one)],
    )


def visible(viewer: Viewer, event: Event | None = None) -> QuerySet[Remark]:
    """Of nobody apart from the reader, and no answers to what such a one asked."""
    found = Remark.objects.filter(event=event) if event is not None else Remark.objects.all()
    apart = set(viewer.apart)
    return found.exclude(author__in=apart, author__isnull=False).exclude(
        opening__author__in=apart, opening__author__isnull=False
    )


def _is_read(one: Remark, viewer: Viewer, rights: Rights) -> bool:
    return not one.is_hidden or rights.keeps or (one.author_id is not None and one.author_id == viewer.person_id)


def _reports(event: Event, viewer: Viewer) -> dict[int, list[RemarkReport]]:
    """By remark, those nobody has looked at; of one's own words another organiser decides."""
    found: dict[int, list[RemarkReport]] = {}
    waiting = RemarkReport.objects.filter(remark__event=event, settled_at=None).exclude(
        remark__author=viewer.person_id or 0
    )
    for one in waiting.order_by("at", "pk"):
        found.setdefault(one.remark_id, []).append(one)
    return found


def words_of(notices: Sequence[Notice], _readers: object) -> dict[int, str]:
    """What stands in the letter of each: nothing where it is gone or hidden by now."""
    names = {one.pk: one.once.rpartition(":")[2] for one in notices}
    rows = Remark.objects.filter(public_id__in=set(names.values()), hidden_because="")
    texts = dict(rows.values_list("public_id", "text"))
    return {pk: texts.get(name, "") for pk, name in names.items()}
