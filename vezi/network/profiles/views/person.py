"""A person's page as its reader sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from vezi.core.access import public
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.people.who import who_of
from vezi.network.profiles import queries, shown
from vezi.network.profiles.cards import vcard


@public
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody may try; who does not see the person finds no page."""
    seen = queries.person_at(viewer(request), public_id)
    if seen.person.pk == viewer(request).person_id:
        return redirect("profiles:mine")
    context = {
        "seen": seen, "who": who_of(seen), "life": shown.life(seen), "contacts": shown.contacts(seen),
        "remembered": shown.remembered(seen), "may_block": viewer(request).person is not None,
    }  # fmt: skip
    return page(request, "profiles/person.html", context)


@public
@require_safe
def person_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same as a visiting card."""
    seen = queries.person_at(viewer(request), public_id)
    card = vcard(seen, address=request.build_absolute_uri(who_of(seen).url))
    name = slugify(seen.name) or "vezi"
    return HttpResponse(
        card,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.vcf"'},
    )
