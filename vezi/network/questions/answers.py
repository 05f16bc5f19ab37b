"""The link in a letter by which a question is answered without signing in.

It is signed, names one person's being asked and nothing else, and answers nothing by being opened.
"""

from django.core import signing
from django.urls import reverse

from vezi.network.questions.models import Asked

SALT = "questions.answer"


class Unknown(Exception):
    """Nobody here made this link."""


def address_of(asked: Asked) -> str:
    return reverse("questions:answer", args=[token_of(asked)])


def token_of(asked: Asked) -> str:
    return signing.dumps(asked.public_id, salt=SALT)


def read(token: str) -> Asked | None:
    """What the link answers; None where it is gone, as with somebody who was erased. Raises Unknown."""
    try:
        public_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Unknown from wrong
    found = Asked.objects.select_related("question__asker", "person__account", "named_by")
    return found.filter(public_id=public_id).first()
