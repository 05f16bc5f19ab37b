"""Answering from a letter, without signing in: the page asks once, as mail programs open links by themselves."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.core.errors import Refused
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.connections import answers, queries
from vezi.network.connections.models import ConnectionRequest, Introduction, Stage
from vezi.network.connections.services import asking, introducing
from vezi.network.people.models import Person

#: How it stands with what the link answers, for the page.
OPEN, CONNECTED, DECLINED, CLOSED, GONE = "open", "connected", "declined", "closed", "gone"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever became of it meanwhile is said kindly; who holds the link sees what its letter said, and no more."""
    try:
        found = answers.read(token)
    except answers.Unknown:
        return render(request, "connections/answer.html", {"standing": "unknown"}, status=404)
    if found is None:
        return render(request, "connections/answer.html", {"standing": GONE}, status=404)
    if request.method == "POST":
        with suppress(Refused):  # the page says how it stands
            _done(found, deed=request.POST.get("deed", ""))
        return redirect(request.path)
    return render(request, "connections/answer.html", shown(found))


def _done(found: ConnectionRequest | Introduction, *, deed: str) -> None:
    """Only what is still open is answered: an old link does not undo what was said by it."""
    now, accepts = timezone.now(), deed == "accept"
    if deed not in ("accept", "decline") or standing(found, queries.viewer_as(reader_of(found), now=now)) != OPEN:
        return
    if isinstance(found, ConnectionRequest):
        does_it = asking.accept if accepts else asking.decline
        does_it(request=found, by=found.asked.account, now=now)
    else:
        does = introducing.take_up if accepts else introducing.decline
        does(introduction=found, person=found.third, by=found.third.account, now=now)


def shown(found: ConnectionRequest | Introduction) -> dict[str, Any]:
    """So long as it is open, who asks; later a name, as whoever holds the link may be anybody. Nothing but how it
    stands, where the two keep apart by now."""
    me = queries.viewer_as(reader_of(found), now=timezone.now())
    people = [found.asker] if isinstance(found, ConnectionRequest) else [found.asker, found.through]
    if any(one.pk in me.apart for one in people):
        return {"standing": CLOSED}
    stands = standing(found, me)
    is_introduction = isinstance(found, Introduction)
    if stands != OPEN:
        named = stands in (CONNECTED, DECLINED)
        return {"standing": stands, "who": by_name(found.asker) if named else None, "through": is_introduction}
    seen = queries.seen_by(me, [found.asker_id])
    context: dict[str, Any] = {"standing": stands, "who": unlinked(queries.signed(found.asker, seen))}
    if isinstance(found, ConnectionRequest):
        return context | {"words": found.words, "through": None}
    return context | {"words": found.why, "word": found.word, "through": by_name(found.through)}


def reader_of(found: ConnectionRequest | Introduction) -> Person:
    """Who was written to."""
    return found.asked if isinstance(found, ConnectionRequest) else found.third


def by_name(person: Person) -> Who:
    """As she signed it, and no more."""
    return unlinked(queries.signed(person, {}))


def unlinked(who: Who) -> Who:
    """Nobody is signed in: the name leads nowhere."""
    return Who(
        name=who.name, given=who.given, family=who.family, year=who.year, face=who.face, what=who.what, where=who.where
    )


def standing(found: ConnectionRequest | Introduction, me: Viewer) -> str:
    is_connected = queries.are_connected(me, found.asker)
    if is_connected:
        return CONNECTED
    if not found.is_open(timezone.now()):
        declined = isinstance(found, Introduction) and found.stage == Stage.DECLINED
        return DECLINED if declined else CLOSED
    if isinstance(found, ConnectionRequest) and found.set_aside_at is not None:
        return DECLINED
    return OPEN
