"""How each purpose of a club stands with a person, and what can be said next; shared by the pages that show it."""

from dataclasses import dataclass

from vezi.network.clubs.models import Club
from vezi.network.consent import queries
from vezi.network.consent.models import Basis, Channel, ConsentEntry, Decision, Notice, Purpose

#: What one can say next, by basis and whether it is allowed now.
NEXT_WORD = {
    (Basis.CONSENT, False): Decision.GIVEN,
    (Basis.CONSENT, True): Decision.WITHDRAWN,
    (Basis.LEGITIMATE_INTEREST, True): Decision.OBJECTED,
    (Basis.LEGITIMATE_INTEREST, False): Decision.ALLOWED_AGAIN,
    (Basis.PUBLIC_TASK, True): Decision.OBJECTED,
    (Basis.PUBLIC_TASK, False): Decision.ALLOWED_AGAIN,
}


@dataclass(frozen=True)
class PurposeLine:
    purpose: str
    title: str
    channel: str
    channel_title: str
    basis: str
    basis_title: str
    text: str
    is_allowed: bool
    next_word: str  # a Decision, empty where nothing can be said


@dataclass(frozen=True)
class ClubPurposes:
    club: Club
    lines: list[PurposeLine]


def of_club(*, person_id: int, club: Club) -> ClubPurposes:
    """Two queries a club: its notices, the person's entries."""
    notices: dict[str, Notice] = {}
    for notice in Notice.objects.filter(club=club).order_by("version"):
        notices[notice.purpose] = notice
    last: dict[tuple[str, str], str] = {}
    for entry in ConsentEntry.objects.filter(person_id=person_id, club=club).order_by("at", "pk"):
        last[entry.purpose, entry.channel] = entry.decision
    lines = [
        line(purpose, channel_of(purpose), notices.get(purpose), last.get((purpose, channel_of(purpose)), ""), club)
        for purpose in Purpose
        if purpose in notices
    ]
    return ClubPurposes(club, lines)


def channel_of(purpose: Purpose) -> Channel:
    """The channel a person answers for here: records live in Vezi, all else arrives by mail."""
    return Channel.PAGE if purpose in (Purpose.MEMBERSHIP, Purpose.SERVICE) else Channel.MAIL


def line(purpose: Purpose, channel: Channel, notice: Notice | None, last: str, club: Club) -> PurposeLine:
    standing = queries.Standing(basis=notice.basis if notice else queries.UNWRITTEN, last=last)
    word = NEXT_WORD.get((Basis(standing.basis), standing.allowed), "")
    return PurposeLine(
        purpose, str(purpose.label), channel, str(channel.label), standing.basis, str(Basis(standing.basis).label),
        club.in_language(notice.text) if notice else "", standing.allowed, word,
    )  # fmt: skip
