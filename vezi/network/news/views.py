"""All news of one's people, as far as it goes back; and what one wants to hear less of."""

from datetime import datetime

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import together
from vezi.core.access import member_only
from vezi.core.viewer import viewer
from vezi.network.groups.queries import lately as groups
from vezi.network.memberships.access import people_visible_to
from vezi.network.memberships.at_home import faces_of
from vezi.network.news import queries, services
from vezi.network.news.forms import KINDS, KindsForm
from vezi.network.news.models import Less

SALT = "news.before"
Place = tuple[datetime, str, int]


@member_only
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The latest first, page by page, as far as three months back; then it ends."""
    me, now = viewer(request), timezone.now()
    before = place_of(request.GET.get("before", ""))
    rows = queries.page(me, now=now, before=before)
    page, is_last = rows[: queries.A_PAGE], len(rows) <= queries.A_PAGE
    (mine,) = together.answers(groups.my_groups(me, {row.group_id for row in page if row.group_id is not None}))
    faces = faces_of(me, {row.person_id for row in page})
    seen = queries.seen_of(page, me, faces, {group.pk: group for group in mine}, now=now)
    shown = {
        "news": queries.together(seen),
        "before": token_of(page[-1].place) if not is_last else "",
        "is_first": before is None,
    }
    return render(request, "news/list.html", shown)


def token_of(place: Place) -> str:
    at, kind, number = place
    return signing.dumps([at.isoformat(), kind, number], salt=SALT)


def place_of(token: str) -> Place | None:
    """Where in the list a page begins; the beginning for whatever was not made here."""
    if not token:
        return None
    try:
        at, kind, number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return datetime.fromisoformat(at), kind, number


@member_only
@require_POST
def less(request: HttpRequest, person: str) -> HttpResponse:
    """No news of somebody any more."""
    me = viewer(request)
    of = get_object_or_404(people_visible_to(me).exclude(pk=me.person_id or 0), public_id=person)
    services.hear_less(person=me.person, of=of, now=timezone.now())
    messages.success(request, _("Left out from now on. You can take it back under “What is left out”."))
    return redirect("news:list")


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def left_out(request: HttpRequest) -> HttpResponse:
    """Which kinds of news, and of whom."""
    me = viewer(request)
    mine = queries.less_of(me.person)
    if again := request.POST.get("again"):
        gone = next((one for one in mine if one.of_id is not None and str(one.of_id) == again), None)
        if gone is None:
            raise Http404
        services.hear_again(less=gone)
        return redirect("news:left_out")
    form = KindsForm(request.POST or None, initial={"kinds": wanted(mine)})
    if request.method == "POST" and form.is_valid():
        services.choose_kinds(
            person=me.person, without=set(KINDS) - set(form.cleaned_data["kinds"]), now=timezone.now()
        )
        messages.success(request, _("Kept as you chose."))
        return redirect("news:left_out")
    faces = faces_of(me, {one.of_id for one in mine if one.of_id is not None})
    people = [{"less": one, "who": faces.who(one.of_id)} for one in mine if one.of_id is not None]
    return render(request, "news/left_out.html", {"form": form, "people": people})


def wanted(mine: list[Less]) -> list[str]:
    without = {one.kind for one in mine if one.kind}
    return [kind for kind in KINDS if kind not in without]
