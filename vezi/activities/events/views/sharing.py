"""The committee's tool: whom each looks after, how far they have come, and a way to the lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from vezi.activities.events import services
from vezi.activities.events.queries import committee as helpers
from vezi.activities.events.queries import shares
from vezi.activities.events.queries.coming import class_years
from vezi.activities.events.views.finding import kept_at
from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import numbers


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest, event: str) -> HttpResponse:
    """One's own share first; `?of=` another's, `?of=all` everybody."""
    me, found = viewer(request), kept_at(request, event).event
    if request.method == "POST":
        organiser = get_object_or_404(found.organisers, person__public_id=request.POST.get("of", ""))
        years = [int(year) for year in request.POST.getlist("year") if year.isdecimal() and len(year) == 4]
        services.set_share(organiser=organiser, class_years=years, by=me.account, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("events:committee", found.public_id)
    agents = list(found.organisers.order_by("since", "pk").select_related("person"))
    asked = request.GET.get("of", "")
    mine = next((one for one in agents if one.person_id == me.person_id), None)
    of = None if asked == "all" else next((one for one in agents if one.person.public_id == asked), mine)
    show, start = request.GET.get("show", ""), numbers.read(request.GET.get("after", "")) or 0
    named = {one.person.pk: one.who for one in helpers.of(me, found)}
    share = shares.share(me, found, of, show=show, after=start)
    context = {
        "event": found, "share": share, "of": of, "show": show,
        "lines": [(line.who, said_of(line.became)) for line in share.lines],
        "agents": [(one, named[one.person_id]) for one in agents if one.person_id in named], "years": class_years(found),
        "is_mine": of is not None and of == mine, "shows": [(one, words_of(one)) for one in ("", *shares.SHOWS)],
        "asked": asked,
    }  # fmt: skip
    return page(request, "events/committee.html", context)


def words_of(show: str) -> str:
    """Of several."""
    return {
        "": pgettext("classmates", "All"),
        shares.COMING: pgettext("classmates", "Coming"),
        shares.PERHAPS: pgettext("classmates", "Perhaps"),
        shares.NO: pgettext("classmates", "Not coming"),
        shares.SILENT: pgettext("classmates", "Has not answered"),
        shares.UNINVITED: pgettext("classmates", "Not invited yet"),
    }[show]


def said_of(became: str) -> str:
    """Of one."""
    return {
        shares.COMING: pgettext("a classmate", "Coming"),
        shares.PERHAPS: pgettext("a classmate", "Perhaps"),
        shares.NO: pgettext("a classmate", "Not coming"),
        shares.SILENT: pgettext("a classmate", "Has not answered"),
        shares.UNINVITED: pgettext("a classmate", "Not invited yet"),
    }[became]
