"""A provider hands over a mail: raw, or in a form or JSON with the raw mail in a field, as the usual ones do."""

import base64
import binascii
import hmac
import json
from email.utils import getaddresses

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vezi.core.access import public
from vezi.core.mail.inbound import reading, taking

LARGEST = reading.LARGEST * 3 // 2  # bytes of a request: base64 makes a mail a third longer
#: Mailgun, SendGrid, and whoever calls it plainly.
RAW_FIELDS = ("body-mime", "email", "raw", "RawEmail", "content")
TO_FIELDS = ("recipient", "OriginalRecipient", "to", "rcpt")
FROM_FIELDS = ("sender", "mail_from")


@csrf_exempt
@public
@require_POST
def came_in(request: HttpRequest) -> HttpResponse:
    """Open to whoever knows the secret; without one set there is no such page."""
    if not settings.INBOUND_SECRET or not settings.INBOUND_ADDRESS:
        raise Http404
    if not _knows_the_secret(request):
        return HttpResponse(status=403)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=413)
    raw, to, envelope_from = _handed_over(request)
    if not raw:
        return HttpResponse(status=400)
    recipients = to or _named_in(raw)
    outcome = taking.take_in(raw, recipients=recipients, envelope_from=envelope_from, now=timezone.now())
    if outcome == taking.Outcome.TOO_LARGE:
        return HttpResponse(status=413)
    return HttpResponse(status=429 if outcome == taking.Outcome.TOO_MANY else 204)


def _knows_the_secret(request: HttpRequest) -> bool:
    """In the address (`?key=`), as a bearer's token, or as the password of basic authentication."""
    kind, _blank, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            said = base64.b64decode(said, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            said = ""
    told = said or request.GET.get("key", "")
    return hmac.compare_digest(told.encode(), settings.INBOUND_SECRET.encode())


def _handed_over(request: HttpRequest) -> tuple[bytes, list[str], str | None]:
    """The mail, whom it was sent to, and by whom as the envelope says; the last two where they are told."""
    if request.content_type == "application/json":
        try:
            told = json.loads(request.read())
        except ValueError:
            return b"", [], None
        return _of_fields(told if isinstance(told, dict) else {})
    if request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raw = next((file.read() for name in RAW_FIELDS if (file := request.FILES.get(name))), b"")
        found, to, envelope_from = _of_fields({**request.POST.dict(), **request.GET.dict()})
        return raw or found, to, envelope_from
    to = [one for one in request.GET.getlist("to") if one]
    return request.read(), to, request.GET.get("from")


def _of_fields(told: dict[str, object]) -> tuple[bytes, list[str], str | None]:
    raw = next((_octets(str(told[name])) for name in RAW_FIELDS if told.get(name)), b"")
    said = [str(told[name])[:10_000] for name in TO_FIELDS if told.get(name)]
    to = [address for _name, address in getaddresses(said) if "@" in address]
    envelope_from = next((str(told[name]) for name in FROM_FIELDS if name in told), None)
    return raw, to, envelope_from


def _octets(said: str) -> bytes:
    """As they were before somebody took them for letters."""
    try:
        return said.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return said.encode("utf-8", "replace")


def _named_in(raw: bytes) -> tuple[str, ...]:
    try:
        return reading.read(raw).recipients
    except reading.Unreadable:
        return ()
