"""Pages of the house itself: the reader's theme and language, what cannot be answered, the style guide."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from vezi.core import theme
from vezi.core.access import public
from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.core.cities.field import LONGEST
from vezi.core.cities.known import City
from vezi.core.errors import Refused
from vezi.core.signals import language_chosen
from vezi.core.viewer import viewer

A_DAY = 24 * 60 * 60  # seconds
OFFERED = 8  # cities for what one types
STATED_ON = date(2026, 11, 22)  # when the statement on accessibility was last held against the house


@public
@require_POST
def theme_choose(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("theme", "")
    response = HttpResponseRedirect(_way_back(request))
    if asked in theme.DATA_THEMES:
        theme.keep(response, asked, is_secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """What a field for a city (`cities.field`) offers for what was typed; `field` is its name."""
    typed = request.GET.get(request.GET.get("field", ""), "")[:LONGEST].replace("\0", "")
    offered = known.beginning(" ".join(typed.split()), limit=OFFERED)
    answer = HttpResponse(_options(offered))
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _options(cities: Iterable[City]) -> SafeString:
    """Each with its clock, which a form may take over."""
    said = ((one.in_full, one.zone) for one in cities)
    return format_html_join("", '<option value="{}" data-zone="{}"></option>', said)


@public
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Django's own deed: keeps the language in a cookie and leads back. Who is signed in is remembered by accounts."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        language_chosen.send(sender=language_choose, request=request, language=language)
    return set_language(request)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form that holds more than the house reads is too large; anything else that cannot be read is a bad request."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return defaults.bad_request(request, exception)


def too_large(request: HttpRequest) -> HttpResponse:
    """For a page that was sent more than it takes."""
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest) -> HttpResponse:
    """For a page that was asked too often."""
    return render(request, "429.html", status=429)


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Answers by question; other pages lead to its parts."""
    return render(request, "core/help.html", {"contact": contact(request)})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is tested, what is not, and whom to tell."""
    return render(request, "core/accessibility.html", {"contact": contact(request), "stated_on": STATED_ON})


@public
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Vezi on its home screen (W3C Web Application Manifest)."""
    icons = [
        {"src": static(f"pictures/knot-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png"}
        for side in (192, 512)
    ]
    told = {
        "name": settings.NETWORK_NAME, "short_name": settings.NETWORK_NAME, "start_url": "/", "scope": "/",
        "display": "standalone", "icons": icons, "background_color": "#faf8f3", "theme_color": "#faf8f3",
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the house itself keeps, and who answers for it; clubs have their own."""
    told = {
        "answering": settings.PRIVACY_NOTICE,
        "is_demo": settings.VEZI_DEMO,
        "session_days": settings.SESSION_COOKIE_AGE // A_DAY,
        "cookies": [
            (settings.SESSION_COOKIE_NAME, _("That you are signed in, or in the midst of it.")),
            (settings.CSRF_COOKIE_NAME, _("That what is sent was sent from our own pages.")),
            (settings.LANGUAGE_COOKIE_NAME, _("The language you chose, for a year.")),
            (theme.COOKIE, _("Whether you read by day or in the dark, for a year.")),
        ],
    }
    return render(request, "core/privacy.html", told)


def contact(request: HttpRequest) -> str:
    """Who reads what visitors write: the reader's club, else whoever runs the house; empty where neither said."""
    club = viewer(request).club
    return getattr(club, "contact_mail", "") or settings.PRIVACY_NOTICE["contact"]


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with its call. Only where the house is built or shown."""
    _only_where_shown()
    from vezi.core.styleguide import examples  # made-up people: not loaded where the page is not shown

    return render(request, "styleguide.html", examples())


@public
def styleguide_answers(request: HttpRequest) -> HttpResponse:
    """What the style guide's search field answers as one types: those of the cast whose name begins so."""
    _only_where_shown()
    from vezi.core.styleguide import answers_to

    found = {"groups": answers_to(request.GET.get("q", "")), "id": "guide-search"}
    return render(request, "styleguide_answers.html", found)


@public
@require_POST
def styleguide_audience(request: HttpRequest) -> HttpResponse:
    """What the style guide's audience chooser posts to; it keeps nothing, and refuses the narrowest."""
    _only_where_shown()
    asked = request.POST.get("audience", "")
    if asked not in {str(audience.value) for audience in Audience} - {str(Audience.NOBODY.value)}:
        raise Refused(_("An example wants to be seen by somebody."))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("core:styleguide")
    return render(request, "styleguide_audience.html", {"value": int(asked)})


def _only_where_shown() -> None:
    if not (settings.DEBUG or settings.VEZI_DEMO):
        raise Http404


def _way_back(request: HttpRequest) -> str:
    """The page the form stood on, if it is ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
