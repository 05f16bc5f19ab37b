"""Who looks at the page: the account, the person behind it, the clubs, and the club the page is about.

Made by the middleware of memberships, the area that knows who belongs where; every area reads it as `request.viewer`.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class ClubTie:
    """The viewer's standing in one club."""

    club: Any  # clubs.Club
    is_member: bool
    capabilities: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()

    @property
    def is_officer(self) -> bool:
        return bool(self.capabilities)


@dataclass
class Viewer:
    account: Any = None  # accounts.Account, None for a visitor
    person: Any = None  # people.Person, None without a claimed or admitted record
    ties: dict[int, ClubTie] = field(default_factory=dict)  # by club number, in the order of the switcher
    club: Any = None  # the club the page is about, else the one chosen last
    apart: frozenset[int] = frozenset()  # people of whom the viewer blocked one, or was blocked: found nowhere
    #: What areas have read of the person by the way, for whoever needs it on the same page, from whichever club.
    at_hand: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person is not None else None

    @property
    def clubs(self) -> list[Any]:
        """The clubs the viewer is a member of."""
        return [tie.club for tie in self.ties.values() if tie.is_member]

    @property
    def club_ids(self) -> list[int]:
        return [club.pk for club in self.clubs]

    @property
    def tie(self) -> ClubTie | None:
        """The standing in the club the page is about."""
        return self.ties.get(self.club.pk) if self.club is not None else None

    def looking_from(self, club: Any) -> "Viewer":
        """The same person with the same rights, as if the page were about another club, or none."""
        return replace(self, club=club)

    def can(self, capability: str, club: Any = None) -> bool:
        """Whether a role of the viewer in the club (else in the page's club) holds the capability."""
        about = club or self.club
        tie = self.ties.get(about.pk) if about is not None else None
        return tie is not None and capability in tie.capabilities

    def clubs_where(self, capability: str) -> list[Any]:
        return [tie.club for tie in self.ties.values() if capability in tie.capabilities]


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request, for code that wants a type."""
    return request.viewer  # type: ignore[attr-defined]
