"""One's own page: everything with its source and audience, changed in place."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused, Words
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, Position, Residence, Source
from vezi.network.people.services.audiences import OF_PERSON
from vezi.network.people.who import who_of
from vezi.network.profiles import editing, queries, shown
from vezi.network.profiles import forms as shapes
from vezi.network.profiles.templatetags.profiles import element_id

SECTIONS = ("who", "about", "life", "reach")  # parts of the page that are swapped in place
READERS = {
    "connection": _("A connection"),
    "member": _("A member of your clubs"),
    "network": _("A member of another club"),
    "anyone": _("Anyone"),
}


@member_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own page, or with `?as=` what another reader sees of it."""
    person = viewer(request).person
    reader = request.GET.get("as", "")
    if reader in READERS:
        seen = queries.as_seen_by(person, reader)
        context = {"seen": seen, "who": who_of(seen, linked=False), "reader": reader}
        context |= {"life": shown.life(seen), "contacts": shown.contacts(seen), "name": READERS[reader]}
        return page(request, "profiles/seen_as.html", context | {"readers": READERS})
    part = request.GET.get("part", "")
    return page(request, "profiles/mine.html", own(request), part=part if part in SECTIONS else "")


def own(request: HttpRequest) -> dict[str, Any]:
    """Everything on one's own page, fetched anew."""
    seen = queries.own_page(viewer(request).person)
    default = queries.default_of(seen.person)

    def aside(station: Position | Affiliation) -> str:
        return render_to_string("profiles/station_aside.html", beside(station, default), request=request)

    return {
        "seen": seen,
        "person": seen.person,
        "who": who_of(seen, linked=False),
        "name_audience": queries.chosen_or(seen.person.name_audience, default),
        "life": shown.life(seen, aside=aside),
        "contacts": queries.contacts_by_kind(seen.contacts),
        "readers": READERS,
        "reader": "",
    }


def beside(station: Position | Affiliation, default: int) -> dict[str, Any]:
    """What stands beside a station on one's own page: who sees it, where it came from, the way to change it."""
    is_work = isinstance(station, Position)
    subject = "work" if is_work else "study"
    may_change = is_work or station.source == Source.SELF
    return {
        "station": station,
        "subject": subject,
        "id": element_id(station.pk, f"aud-{subject}"),
        "audience": station.audience if is_work else queries.chosen_or(station.audience, default),
        "edit_url": reverse(f"profiles:{'position' if is_work else 'study'}_edit", args=[station.pk])
        if may_change
        else "",
    }


def saved(request: HttpRequest, section: str) -> HttpResponse:
    """The section as it stands now, or without JavaScript the way back to it."""
    if getattr(request, "htmx", False):
        return page(request, "profiles/mine.html", own(request), part=section)
    return redirect(f"/me/#{section}")


def asked(
    request: HttpRequest, form: forms.Form, *, section: str, title: Words, remove: Words = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "section": section, "title": title, "remove": remove}
    return page(request, "profiles/edit.html", context, part="form", status=status)


def write(
    request: HttpRequest,
    shape: type[forms.Form],
    *,
    section: str,
    title: Words,
    initial: dict[str, Any],
    save: Callable[[dict[str, Any]], object],
    field: str = "",
    remove: Words = "",
) -> HttpResponse:
    """Ask, or save what was said; a refusal stands at `field`, else over the form."""
    if request.method != "POST":
        return asked(request, shape(initial=initial), section=section, title=title, remove=remove)
    form = shape(request.POST)
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as refused:
            form.add_error(field or None, str(refused.sentence))
    if form.errors:
        return asked(request, form, section=section, title=title, remove=remove, status=422)
    return saved(request, section)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: HttpRequest, part: str) -> HttpResponse:
    """Name, languages, home town, “ask me about”, help, birthday."""
    if part not in editing.PARTS:
        raise Http404
    writing, me = editing.PARTS[part], viewer(request)
    person = Person.objects.select_related("residence").get(pk=me.person.pk)
    return write(
        request, writing.form, section=writing.section, title=writing.title, initial=writing.initial(person),
        save=lambda said: writing.save(person, said, me.account, timezone.now()),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_add(request: HttpRequest) -> HttpResponse:
    me = viewer(request)
    return write(
        request, shapes.PositionForm, section="life", title=_("Add work"), initial={},
        save=lambda said: editing.add_position(me.person, said, me.account, timezone.now()),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request: HttpRequest, pk: int) -> HttpResponse:
    me = viewer(request)
    position = get_object_or_404(Position, pk=pk, person_id=me.person_id)
    if request.POST.get("deed") == "remove":
        people.remove_position(position=position, by=me.account, now=timezone.now())
        return saved(request, "life")
    return write(
        request, shapes.PositionForm, section="life", title=_("Change work"), initial=editing.position_said(position),
        remove=_("Take it off my page"),
        save=lambda said: people.change_position(
            position=position, source=Source.SELF, by=me.account, now=timezone.now(), **said
        ),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def study_add(request: HttpRequest) -> HttpResponse:
    me = viewer(request)
    return write(
        request, shapes.StudyForm, section="life", title=_("Add studies"), initial={},
        save=lambda said: people.add_affiliation(
            person=me.person, source=Source.SELF, by=me.account, now=timezone.now(), **editing.study_facts(said)
        ),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def study_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what one added oneself; the registrar's degrees are corrected by the club."""
    me = viewer(request)
    study = get_object_or_404(Affiliation, pk=pk, person_id=me.person_id, source=Source.SELF)
    if request.POST.get("deed") == "remove":
        people.remove_affiliation(affiliation=study, source=Source.SELF, by=me.account, now=timezone.now())
        return saved(request, "life")
    return write(
        request, shapes.StudyForm, section="life", title=_("Change studies"), initial=editing.study_said(study),
        remove=_("Take it off my page"),
        save=lambda said: people.change_affiliation(
            affiliation=study, source=Source.SELF, by=me.account, now=timezone.now(), **editing.study_facts(said)
        ),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: HttpRequest) -> HttpResponse:
    me = viewer(request)
    return write(
        request, shapes.ContactForm, section="reach", title=_("Add a way to reach you"), field="value",
        initial={"kind": ContactKind.PHONE},
        save=lambda said: people.add_contact(
            person=me.person, audience=None, source=Source.SELF, by=me.account, now=timezone.now(), **said
        ),
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it, say that it is still right, make it the first one, or take it away."""
    me = viewer(request)
    contact = get_object_or_404(ContactValue, pk=pk, person_id=me.person_id)
    deeds = {"remove": people.remove_contact, "primary": people.make_primary}
    if deed := deeds.get(request.POST.get("deed", "")):
        deed(contact=contact, by=me.account, now=timezone.now())
        return saved(request, "reach")
    if request.POST.get("deed") == "confirm":
        people.confirm(contact, by=me.account, now=timezone.now())
        return saved(request, "reach")
    return write(
        request, shapes.ContactValueForm, section="reach", title=contact.get_kind_display(), field="value",
        initial=editing.contact_said(contact), remove=_("Take it off my page"),
        save=lambda said: people.change_contact(
            contact=contact, value=said["value"], source=Source.SELF, by=me.account, now=timezone.now()
        ),
    )  # fmt: skip


VALUES = {"work": Position, "study": Affiliation, "contact": ContactValue}
ABOUT = {
    "name": _("your name"),
    "birth": _("your date of birth"),
    "speaks": _("your languages"),
    "ask": _("what to ask you about"),
    "help": _("what you can help with"),
    "home-town": _("where you live"),
}


@member_only
@require_POST
def audience_choose(request: HttpRequest, subject: str, pk: int | None = None) -> HttpResponse:
    """Who sees one value; `subject` is one of `ABOUT`, or with a number one of `VALUES`."""
    me = viewer(request)
    chosen = request.POST.get("audience", "")
    audience = int(chosen) if chosen.isdecimal() else None
    if pk is None and subject in OF_PERSON:
        people.choose_audience(person=me.person, subject=subject, audience=audience, by=me.account, now=timezone.now())
        about: object = ABOUT[subject]
    else:
        value = own_value(me.person, subject, pk)
        people.choose_audience_of(value=value, audience=audience, by=me.account, now=timezone.now())
        about = ABOUT.get(subject, value)
    if not getattr(request, "htmx", False):
        return redirect("profiles:mine")
    element = f"aud-{subject}" if pk is None else element_id(pk, f"aud-{subject}")
    return page(
        request, "profiles/audience.html", {"url": request.path, "value": audience, "about": about, "id": element}
    )


def own_value(person: Person, subject: str, pk: int | None) -> Any:
    if subject == "home-town" and pk is None:
        return get_object_or_404(Residence, person=person)
    if subject not in VALUES or pk is None:
        raise Http404
    return get_object_or_404(VALUES[subject], pk=pk, person=person)
