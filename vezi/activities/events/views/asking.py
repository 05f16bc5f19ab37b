"""Asks and answers on the page of an event: said, taken back, reported, looked at."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vezi.activities.events import services
from vezi.activities.events.access import Rights
from vezi.activities.events.forms.asking import AskForm, ReasonForm
from vezi.activities.events.models import Event, Remark
from vezi.activities.events.queries import asking
from vezi.activities.events.views.finding import event_at
from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.viewer import viewer


@member_only
@require_POST
def ask(request: HttpRequest, event: str) -> HttpResponse:
    me, rights = viewer(request), event_at(request, event)
    if not rights.asks:
        raise PermissionDenied
    services.ask(
        event=rights.event, person=me.person, text=request.POST.get("text", ""), by=me.account, now=timezone.now()
    )
    messages.success(request, _("It stands on the page, and the organisers are told."))
    return _back(rights.event)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, remark: str) -> HttpResponse:
    """To a question: by who organises or comes, or by who asked."""
    me, (found, rights) = viewer(request), _remark_at(request, remark)
    if not rights.replies and found.author_id != me.person_id:
        raise PermissionDenied
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["text"]
        services.reply(question=found, person=me.person, text=said, by=me.account, now=timezone.now())
        return _back(rights.event)
    return _asked(request, found, form, title=_("Answer"), button=_("Answer"))


@member_only
@require_POST
def take_back_remark(request: HttpRequest, remark: str) -> HttpResponse:
    me, (found, rights) = viewer(request), _remark_at(request, remark)
    if found.author_id != me.person_id:
        raise PermissionDenied
    services.take_back_remark(remark=found, by=me.account, now=timezone.now())
    messages.success(request, _("It is taken back."))
    return _back(rights.event)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, remark: str) -> HttpResponse:
    me, (found, rights) = viewer(request), _remark_at(request, remark)
    if found.author_id == me.person_id:
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.report(remark=found, person=me.person, reason=reason, by=me.account, now=timezone.now())
        messages.success(request, _("Thank you. The organisers look at it; who asked them to is not told."))
        return _back(rights.event)
    return _asked(
        request, found, form, title=_("Ask the organisers to look at it"), button=_("Tell the organisers")
    )  # fmt: skip


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, remark: str) -> HttpResponse:
    """By an organiser, and not of her own words; `let_stand` finds nothing wrong with it, or shows it again."""
    me, (found, rights) = viewer(request), _remark_at(request, remark)
    if not rights.keeps or found.author_id == me.person_id:
        raise PermissionDenied
    if "let_stand" in request.POST:
        services.let_stand(remark=found, by=me.account, now=timezone.now())
        return _back(rights.event)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("Why it is hidden; whoever wrote it reads it")
    if request.method == "POST" and form.is_valid():
        services.hide(remark=found, reason=form.cleaned_data["reason"], by=me.account, now=timezone.now())
        messages.success(request, _("Hidden. Whoever wrote it is told why."))
        return _back(rights.event)
    return _asked(request, found, form, title=_("Hide it"), button=_("Hide it"))


def _back(event: Event) -> HttpResponse:
    return redirect(f"{event.get_absolute_url()}#asks")


def _asked(request: HttpRequest, found: Remark, form: AskForm | ReasonForm, *, title: str, button: str) -> HttpResponse:
    context = {"event": found.event, "remark": found, "form": form, "title": title, "button": button}
    return page(request, "events/remark.html", context, status=422 if form.errors else 200)


def _remark_at(request: HttpRequest, public_id: str) -> tuple[Remark, Rights]:
    """What the viewer may read: nothing of people apart from her, and nothing hidden but to organisers and its author."""
    me = viewer(request)
    found = asking.visible(me).select_related("event").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    rights = event_at(request, found.event.public_id)
    found.event = rights.event
    if not rights.is_member or (found.is_hidden and not rights.keeps and found.author_id != me.person_id):
        raise Http404
    return found, rights
