"""One's own words: said better, or taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.messages import services
from vezi.network.messages.forms import ChangeForm
from vezi.network.messages.views.finding import own_words_at


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, message: str) -> HttpResponse:
    """Within 15 minutes; the others see that it was changed."""
    found = own_words_at(request, message)
    form = ChangeForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.change(
                message=found, by=viewer(request).person, text=form.cleaned_data["text"], now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(found.get_absolute_url())
    context = {"message": found, "form": form}
    return page(request, "messages/change.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, message: str) -> HttpResponse:
    """Asks first: the words are gone for good, for everybody."""
    found = own_words_at(request, message)
    if request.method == "POST":
        try:
            services.take_back(message=found, by=viewer(request).person, now=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect(found.conversation.get_absolute_url())
    return page(request, "messages/take_back.html", {"message": found})
