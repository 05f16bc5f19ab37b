"""An officer adds one graduate by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.core import faces
from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Programme
from vezi.network.memberships import proof, services
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.memberships.forms import AddForm
from vezi.network.memberships.queries import known
from vezi.network.memberships.services.adding import Added

PROGRAMMES_OFFERED = 200


@officer(SEE_RECORDS)
@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest, club: str) -> HttpResponse:
    """Warns of people like her who are there already; the officer may still say that she is another."""
    reader = viewer(request)
    form, like = AddForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        added = Added(**form.cleaned_data)
        like = [] if request.POST.get("is_another") else alike(request, added)
        if not like:
            try:
                held = services.add_member(club=reader.club, added=added, by=reader.account, now=timezone.now())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                words = _("%(name)s is on the books now, as your word of today.")
                messages.success(request, words % {"name": held.person.name})
                return redirect("memberships:office_member", club=club, public_id=held.person.public_id)
    programmes = Programme.objects.filter(institution=reader.club.institution).order_by("name", "pk")
    context = {
        "club": reader.club,
        "form": form,
        "like": like,
        "programmes": programmes.values_list("name", flat=True)[:PROGRAMMES_OFFERED],
    }
    return render(request, "memberships/office_add.html", context, status=422 if form.errors or like else 200)


def alike(request: HttpRequest, added: Added) -> list[dict[str, object]]:
    """People of this club who may be the same, each with the reason in words."""
    reader = viewer(request)
    found = known.known_like(
        reader.club, given=added.given, family=added.family, former_family=added.former_family,
        born_on=added.born_on, class_year=added.class_year, mail=added.mail,
    )  # fmt: skip
    return [{"membership": one.membership, "who": who_of_known(one), "why": said_why(one.agreed)} for one in found]


def who_of_known(one: known.Known) -> Who:
    person = one.membership.person
    years = [studied.class_year for studied in person.affiliations.all() if studied.class_year]
    return Who(
        name=person.name, given=person.called, family=person.family, year=min(years, default=None),
        face=faces.address(person.face),
    )  # fmt: skip


def said_why(agreed: frozenset[str]) -> str:
    """In what the two are the same: “same name, same class year”."""
    words = {
        known.MAIL: _("same mail address"),
        proof.NAME: _("same name"),
        proof.BORN: _("same date of birth"),
        proof.YEAR: _("same class year, or the one beside it"),
    }
    return ", ".join(said for what, said in words.items() if what in agreed)
