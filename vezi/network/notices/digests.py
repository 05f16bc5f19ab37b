"""What a digest says: what waits for an answer first, then news of one's people, then club by club."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.mail import tints
from vezi.core.mail.tints import Face
from vezi.network.clubs.models import Club
from vezi.network.notices import kinds
from vezi.network.notices.models import Notice
from vezi.network.notices.readers import Reader

MOST_TOLD = 5  # lines of one section that is asked for
MOST = 25  # lines of one letter; the others are counted


@dataclass(frozen=True)
class Line:
    """All of one kind about one thing."""

    sentence: str
    url: str
    face: Face | None
    waits: bool
    club: str  # or the house itself; empty for what one's people did


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[Line] = field(default_factory=list)


#: In the language of the moment.
Section = Callable[[], "list[Line]"]
#: For many readers at once, in a fixed number of queries: reader -> what there is to tell her beside her notices.
Question = Callable[..., Mapping[int, Section]]
_questions: list[Question] = []


def tells(question: Question) -> Question:
    """Register `question(readers, *, now)`. What it finds goes into a digest that is sent anyway, under “Your people”."""
    _questions.append(question)
    return question


def sections(readers: Mapping[int, Reader], *, now: datetime) -> dict[int, list[Section]]:
    """What is told to each beside her notices."""
    found: dict[int, list[Section]] = {}
    for question in _questions:
        for person_id, section in question(readers, now=now).items():
            found.setdefault(person_id, []).append(section)
    return found


def letterhead(notices: Sequence[Notice], mine: Sequence[Club]) -> Club | None:
    """The club all of it is from, or the reader's only one; else it is the network's letter."""
    clubs = {one.club_id: one.club for one in notices}
    if len(clubs) == 1 and notices[0].club is not None:
        return notices[0].club
    return mine[0] if len(mine) == 1 else None


def context(notices: Sequence[Notice], names: dict[int, str], told: Iterable[Section] = ()) -> dict[str, object]:
    """In the language of the moment; `notices` in the order they were told, `told` besides."""
    besides = [line for section in told for line in section()[:MOST_TOLD]]
    lines = sorted([*lines_of(notices, names), *besides], key=in_order)
    shown, more = lines[:MOST], len(lines) - MOST
    first = shown[0].sentence
    others = len(lines) - 1
    with_others = ngettext("%(first)s, and %(count)d more", "%(first)s, and %(count)d more", others)
    page = f"{settings.SITE_ADDRESS}{reverse('notices:list')}"
    return {
        "subject_words": with_others % {"first": first.rstrip(".…"), "count": others} if others else first,
        "headline": _("New for you"),
        "preheader": " · ".join(line.sentence for line in shown[:3]),
        "parts": parts_of(shown),
        "more": max(more, 0),
        "button": {"words": _("See everything"), "url": page},
    }


def lines_of(notices: Sequence[Notice], names: dict[int, str]) -> list[Line]:
    """What waits first, then what is of no club, then by club; the latest last, as it happened."""
    under: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        under.setdefault((notice.kind, notice.about), []).append(notice)
    lines = [line_of(told, names) for told in under.values()]
    return sorted(lines, key=in_order)


def in_order(line: Line) -> tuple[bool, str]:
    return (not line.waits, line.club)


def line_of(told: Sequence[Notice], names: dict[int, str]) -> Line:
    last, kind = told[-1], kinds.kind_of(told[-1].kind)
    who = list(dict.fromkeys(names[one.pk] for one in reversed(told) if one.pk in names))
    return Line(
        sentence=kinds.sentence(kind, names=who, words=last.words, count=len(told)),
        url=settings.SITE_ADDRESS + (last.mail_path or last.path),
        face=next(iter(tints.faces(who[:1])), None),
        waits=kind.waits,
        club="" if kind.waits or (last.by_id and not last.club) else str(last.club or settings.NETWORK_NAME),
    )


def parts_of(lines: Sequence[Line]) -> list[Part]:
    def title(line: Line) -> str:
        return _("Waits for you") if line.waits else line.club or _("Your people")

    return [Part(said, list(found)) for said, found in groupby(lines, key=title)]
