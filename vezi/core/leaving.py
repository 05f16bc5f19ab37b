"""Leading somebody to another site in answer to a form."""

from django.http import HttpResponse
from django.utils.encoding import iri_to_uri


def leads_on(answer: HttpResponse, address: str) -> HttpResponse:
    """Browsers follow a form to no other site than ours (`form-action 'self'`), by no redirect either: the page that
    answers it goes on by itself, and holds the link for those that don't."""
    answer["Refresh"] = f"0; url={iri_to_uri(address)}"
    return answer
