"""What is known of ties, as templates draw it."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.knowing import alike, reasons, standing, wanted
from vezi.network.directory.knowing.alike import Alike
from vezi.network.directory.knowing.standing import MOST_NAMED
from vezi.network.directory.knowing.wanted import Suggestion
from vezi.network.memberships import queries as memberships
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.ties import queries as ties


@dataclass(frozen=True)
class HowYouKnow:
    """What ties the reader to somebody: sentences, and who knows both, of whom some are not named."""

    said: list[str]
    tellers: list[Who]
    others: int = 0


def may_know(viewer: Viewer) -> list[Suggestion]:
    try:
        return wanted.wanted(viewer=viewer, on=timezone.localdate())
    except NoIndex:
        return []


def people_like(viewer: Viewer, seen: Seen) -> list[Alike]:
    try:
        return alike.alike(viewer=viewer, seen=seen)
    except NoIndex:
        return []


def how_you_know(viewer: Viewer, seen: Seen) -> HowYouKnow | None:
    """None where nothing ties the two."""
    if viewer.person_id is None:
        return None
    mine = standing.mine(viewer)
    said = [words for _kind, words in reasons.of_reader(seen, mine, None)]
    if (since := ties.connected_since(viewer.person_id, seen.person.pk)) is not None:
        said.insert(0, _("You have been connected since %(day)s") % {"day": date_format(since, "DATE_FORMAT")})
    between = standing.between(viewer, [seen.person.pk], mine=mine).get(seen.person.pk)
    tellers = named(viewer, between.ids) if between else []
    others = between.count - len(tellers) if between else 0
    return HowYouKnow(said, tellers, others) if said or tellers else None


def named(viewer: Viewer, ids: list[int]) -> list[Who]:
    seen = memberships.named_to(viewer, ids[:MOST_NAMED])
    return [replace(who_of(seen[number]), what="", where="") for number in ids if number in seen]
