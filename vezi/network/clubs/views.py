"""The front page of the network, a club's public page, and its set-up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vezi.core import palette as palettes
from vezi.core.access import officer, public
from vezi.core.context import address
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.clubs import queries, services
from vezi.network.clubs.feature import EDIT_CLUB
from vezi.network.clubs.forms import ClassForm, ClubForm
from vezi.network.clubs.models import Club

FOR_EVER = "public, max-age=31536000, immutable"


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """For strangers; who is a member goes on to her own page."""
    if viewer(request).person is not None:
        return redirect("memberships:home")
    return front_with(request, ClassForm())


def front_with(request: HttpRequest, form: ClassForm, *, status: int = 200) -> HttpResponse:
    clubs = queries.in_order()
    shown = {
        "clubs": clubs,
        "institution": queries.common_root(clubs),
        "today": timezone.localdate(),
        "form": form,
    }
    return render(request, "clubs/front.html", shown, status=status)


@public
@require_GET
def find_class(request: HttpRequest) -> HttpResponse:
    """“Find my class”: leads to the people of that year."""
    form = ClassForm(request.GET)
    if not form.is_valid():
        return front_with(request, form, status=422)
    year = form.cleaned_data["year"]
    people = address("directory:people") or reverse("clubs:front")
    return redirect(f"{people}?from={year}&to={year}")


@public
@require_GET
def club_page(request: HttpRequest, club: str) -> HttpResponse:
    return render(request, "clubs/club_page.html", {"club": viewer(request).club})


@public
@require_GET
def club_privacy(request: HttpRequest, club: str) -> HttpResponse:
    """Who answers for the data, and for what they are used; areas that use them say so in the slot."""
    return render(request, "clubs/club_privacy.html", {"club": viewer(request).club})


@public
@require_GET
def palette(request: HttpRequest, club: str, fingerprint: str) -> HttpResponse:
    """The club's colours as a style sheet. Its address changes with them; an old address leads to the new one."""
    found = Club.objects.filter(slug=club).first()
    shades = found.shades if found is not None else None
    if found is None or shades is None:
        return HttpResponse(status=404)
    if shades.fingerprint != fingerprint:
        return redirect(found.palette_url)
    return HttpResponse(shades.stylesheet(), content_type="text/css", headers={"Cache-Control": FOR_EVER})


@officer(EDIT_CLUB)
@require_http_methods(["GET", "POST"])
def office_club(request: HttpRequest, club: str) -> HttpResponse:
    """Name, colour, texts, rules, and who answers for the data."""
    kept = viewer(request).club
    form = ClubForm(request.POST or None, initial=ClubForm.of(kept))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_club(club=kept, by=viewer(request).account, now=timezone.now(), **form.facts())
        except services.BadColour as refusal:
            form.add_error("colour", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Everybody sees it from now on."))
            return redirect("clubs:office_club", club=kept.slug)
    shown = {"club": kept, "form": form, "preview": preview_of(form["colour"].value() or kept.colour)}
    return render(request, "clubs/office_club.html", shown, status=422 if form.errors else 200)


@officer(EDIT_CLUB)
@require_GET
def office_palette(request: HttpRequest, club: str) -> HttpResponse:
    """What a colour would become, while it is being chosen."""
    preview = preview_of(request.GET.get("colour", ""))
    return page(request, "clubs/office_palette.html", {"preview": preview}, part="shown")


def preview_of(colour: str) -> dict[str, object] | None:
    """The palette of a colour with its contrasts, by day and in the dark; None for what is no colour."""
    try:
        shades = palettes.palette_of(colour)
    except palettes.NotAColour:
        return None
    grounds = ((shades.light, palettes.PAPER, palettes.INK), (shades.dark, palettes.PAPER_DARK, "#eae6dd"))
    return {
        "colour": colour,
        "themes": [
            {
                "shade": shade,
                "paper": paper,
                "ink": ink,
                "on_fill": round(palettes.contrast(shade.fill, shade.on), 1),
                "on_paper": round(palettes.contrast(shade.text, paper), 1),
                "on_cover": round(palettes.contrast(shade.cover, shade.cover_on), 1),
            }
            for shade, paper, ink in grounds
        ],
    }
