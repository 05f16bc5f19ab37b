"""The outbox: mail the house has written, for whoever tries it out or builds it. It does not exist in earnest."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vezi.core import security
from vezi.core.access import View, public
from vezi.core.components.parts import NumberTab, pages_of
from vezi.core.mail import returns, secrets
from vezi.core.models import MailState, OutgoingMail

A_PAGE = 50
#: The set letter stands in a frame that may run nothing and load nothing; its links lead out of the frame.
POLICY_OF_A_LETTER = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


def only_where_it_is_tried_out(view: Callable[..., HttpResponse]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEBUG or settings.VEZI_DEMO):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@csrf_exempt
@public
@require_POST
def returned(request: HttpRequest) -> HttpResponse:
    """A mail service hands over a message that came to the address for returns: the raw message, `?to=` its recipient.

    Open to anybody, as the address in it is the key (core.mail.returns); the answer tells nothing of it.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > returns.LARGEST:
        return HttpResponse(status=413)
    returns.take_in(request.body, to=request.GET.get("to", ""), now=timezone.now())
    return HttpResponse(status=204)


@public
@only_where_it_is_tried_out
def outbox(request: HttpRequest) -> HttpResponse:
    """All letters, newest first; `?state=` and `?to=` narrow them."""
    to, state = request.GET.get("to", "").strip(), request.GET.get("state", "")
    found = OutgoingMail.objects.filter(Q(to__icontains=to) | Q(to_name__icontains=to) | Q(subject__icontains=to))
    mails = found.filter(state=state) if state in MailState.values else found
    page = Paginator(mails.order_by("-written_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {"mails": page, "at": pages_of(page, request.GET), "tabs": tabs_of(found, state=state, to=to), "to": to}
    return render(request, "core/outbox.html", context)


def tabs_of(mails: Any, *, state: str, to: str) -> list[NumberTab]:
    counts = dict(mails.order_by().values_list("state").annotate(Count("pk")))
    words = {
        MailState.SENT: _("sent"),
        MailState.WAITING: _("waiting"),
        MailState.HELD_BACK: _("held back"),
        MailState.FAILED: _("failed"),
    }
    kept = {"to": to} if to else {}
    return [
        NumberTab(counts.get(one, 0), words[one], url="?" + urlencode({"state": one, **kept}), is_current=one == state)
        for one in words
    ]


@public
@only_where_it_is_tried_out
def outbox_letter(request: HttpRequest, letter: str) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, public_id=letter)
    context = {"mail": mail, "text": secrets.revealed(mail.text, mail)}
    response = render(request, "core/outbox_letter.html", context)
    response.headers["Content-Security-Policy"] = f"{security.POLICY}; frame-src 'self'"
    return response


@public
@only_where_it_is_tried_out
@xframe_options_sameorigin
def outbox_set(request: HttpRequest, letter: str) -> HttpResponse:
    """The letter as a mail program shows it."""
    mail = get_object_or_404(OutgoingMail, public_id=letter)
    html = secrets.revealed(mail.html, mail).replace("<head>", '<head><base target="_top">', 1)
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = POLICY_OF_A_LETTER
    return response
