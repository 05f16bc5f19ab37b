"""The officers' desk: numbers that lead somewhere."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vezi.core.access import officer
from vezi.core.components.parts import NumberTab
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.feature import ADMIT, OFFICE, SEE_RECORDS
from vezi.network.memberships.models import State
from vezi.network.memberships.queries import books
from vezi.network.memberships.reach import Reach


@officer(OFFICE)
@require_safe
def office_desk(request: HttpRequest, club: str) -> HttpResponse:
    """Each number is a door to the people behind it, for who may see records."""
    reader = viewer(request)
    here = reader.club
    now = timezone.now()
    standing = books.standing(here, now=now)
    shown = {
        "club": here,
        "standing": standing,
        "counted_at": standing.told_at(now),
        "tabs": doors(here, standing, is_open=reader.can(SEE_RECORDS)),
        "ribbon": [(one.first, one.graduates) for one in books.by_class(here)],
        "decades": books.by_decade(here),
        "may_see": reader.can(SEE_RECORDS),
        "waiting": books.requests_waiting(here) if reader.can(ADMIT) else None,
    }
    return render(request, "memberships/office_desk.html", shown)


def graduates_on_record(number: int) -> str:
    return ngettext("graduate on record", "graduates on record", number)


def doors(club: Club, standing: books.Standing, *, is_open: bool, current: str | None = None) -> list[NumberTab]:
    """Graduates, claimed, reachable, lost."""
    told: tuple[tuple[str, int, str, dict[str, str]], ...] = (
        ("graduates", standing.graduates, graduates_on_record(standing.graduates), {}),
        (
            "members",
            standing.members,
            ngettext("claimed, %(share)s of 100", "claimed, %(share)s of 100", standing.members)
            % {"share": standing.members_of_hundred},
            {"state": State.MEMBER.value},
        ),
        (
            "reachable",
            standing.reachable,
            ngettext("reachable, %(share)s of 100", "reachable, %(share)s of 100", standing.reachable)
            % {"share": standing.reachable_of_hundred},
            {"reach": Reach.REACHABLE.value},
        ),
        ("lost", standing.lost, ngettext("lost", "lost", standing.lost), {"reach": Reach.LOST.value}),
    )
    members = reverse("memberships:office_members", args=[club.slug])
    return [
        NumberTab(
            number=number,
            title=title,
            url=f"{members}?{urlencode(wanted)}" if is_open else "",
            is_current=name == current,
        )
        for name, number, title, wanted in told
    ]
