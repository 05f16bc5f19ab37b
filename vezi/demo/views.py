"""The page of the provider that only pretends."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vezi.core.access import public
from vezi.demo.paying import SALT, Pretended


@public
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest) -> HttpResponse:
    """As if a card were asked for: paid, or gone back without."""
    payment = request.POST.get("payment", request.GET.get("payment", ""))
    try:
        _minor, _currency, _reference, back_to = signing.loads(payment, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    if request.method == "POST":
        return redirect(Pretended().take(payment) if "pay" in request.POST else back_to)
    return render(request, "demo/pay.html", {"payment": payment, "what": request.GET.get("what", "")[:200]})
