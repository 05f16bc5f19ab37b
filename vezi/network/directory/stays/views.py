"""One's own stays, and who is near on one of them. Nobody opens anybody else's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.cities import known
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.models import Stay
from vezi.network.directory.stays import queries, services
from vezi.network.directory.stays.forms import StayForm
from vezi.network.directory.whereabouts import cities


@member_only
@require_safe
def stay_list(request: HttpRequest) -> HttpResponse:
    """One's own that are not over."""
    found = queries.own(viewer(request).person, today=timezone.localdate())
    return render(request, "directory/stays/stay_list.html", {"stays": found})


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def stay_add(request: HttpRequest) -> HttpResponse:
    """A new one; the address may name the city by its number."""
    number = request.GET.get("city", "")
    city = known.by_id(int(number)) if number.isascii() and number.isdigit() and len(number) <= 9 else None
    form = StayForm(request.POST or None, today=timezone.localdate(), initial={"city": city.in_full if city else ""})
    if request.method == "POST" and form.is_valid():
        try:
            stay = services.announce(person=viewer(request).person, **said(request, form))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("directory:stay", stay=stay.public_id)
    return edit_page(request, form)


@member_only
@require_safe
def stay(request: HttpRequest, stay: str) -> HttpResponse:
    """Who lives near the city, and who else is there in those days."""
    found, reader = own_or_404(request, stay), viewer(request)
    city = found.city
    context: dict[str, Any] = {"stay": found, "city": city, "living": None, "also": []}
    if city is not None:
        context["also"] = queries.near(reader, city, starts_on=found.starts_on, ends_on=found.ends_on)
        try:
            context["living"] = cities.living_around(reader, city)
        except NoIndex:
            context["is_being_set_up"] = True
    return render(request, "directory/stays/stay.html", {"is_being_set_up": False} | context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def stay_edit(request: HttpRequest, stay: str) -> HttpResponse:
    found = own_or_404(request, stay)
    initial = {name: getattr(found, name) for name in ("starts_on", "ends_on", "line", "audience")}
    initial["city"] = found.city.in_full if found.city else ""
    form = StayForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change(stay=found, **said(request, form))
        return redirect("directory:stay", stay=found.public_id)
    return edit_page(request, form, found)


@member_only
@require_POST
def stay_withdraw(request: HttpRequest, stay: str) -> HttpResponse:
    services.withdraw(stay=own_or_404(request, stay), by=viewer(request).account, now=timezone.now())
    return redirect("directory:stay_list")


def own_or_404(request: HttpRequest, public_id: str) -> Stay:
    return get_object_or_404(Stay, public_id=public_id, person=viewer(request).person)


def said(request: HttpRequest, form: StayForm) -> dict[str, Any]:
    return {**form.cleaned_data, "by": viewer(request).account, "now": timezone.now(), "today": form.today}


def edit_page(request: HttpRequest, form: StayForm, stay: Stay | None = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "directory/stays/stay_edit.html", {"form": form, "stay": stay}, status=status)
