"""Events in calendars: a month on a page, and the address somebody's own calendar asks."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from vezi.activities.events import asked as address
from vezi.activities.events import services
from vezi.activities.events.calendars import feeds, ical, months
from vezi.activities.events.queries import listing
from vezi.activities.events.views.listing import Bar, ways
from vezi.core.access import member_only, public
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.memberships.access import viewer_of
from vezi.network.notices.letters import language_of


@member_only
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """`of` is a month as 2027-03; this one without. Narrowed as the list is; what is over is in it, too."""
    shown = months.read(request.GET.get("of", "")) or timezone.localdate().replace(day=1)
    days, asked = months.days(shown), address.read(request.GET)
    me = viewer(request)
    found, wanted = listing.between(me, days[0], days[-1], asked=asked)
    here = [one for one in found if months.is_in(shown, one)]
    later = None if here else listing.first_after(me, months.after(shown), asked=asked)
    bar = Bar(asked, wanted, more=(("of", f"{shown:%Y-%m}"),) if "of" in request.GET else ())
    context = {
        "shown": shown, "weeks": months.weeks(shown, found), "before": months.before(shown), "after": months.after(shown),
        "before_url": asked.address(("of", f"{months.before(shown):%Y-%m}")),
        "after_url": asked.address(("of", f"{months.after(shown):%Y-%m}")),
        "today": timezone.localdate(), "found": here, "later": later,
        "later_url": asked.address(("of", f"{later.starts_there:%Y-%m}")) if later else "",
        "bar": bar, "ways": ways(asked),
    }  # fmt: skip
    return page(request, "events/month.html", context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The address; a new one where the old came into wrong hands."""
    me = viewer(request)
    if request.method == "POST":
        deed = services.renew_feed if "renew" in request.POST else services.open_feed
        deed(person=me.person, by=me.account, now=timezone.now())
        messages.success(request, _("This is your address now."))
        return redirect("events:subscribe")
    feed = getattr(me.person, "calendar_address", None)
    return page(request, "events/subscribe.html", {"address": feeds.address_of(feed) if feed else "", "feed": feed})


@public
@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What she comes to and what is ahead for her, as she would see it signed in; in her language."""
    person = feeds.person_of(token)
    if person is None or person.account is None:
        raise Http404
    now = timezone.now()
    me = viewer_of(person.account, today=date(now.year, now.month, now.day))
    with translation.override(language_of(person, None)):
        file = ical.feed(listing.of_calendar(me, now=now), person=person, name=_("Events"), now=now)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")
