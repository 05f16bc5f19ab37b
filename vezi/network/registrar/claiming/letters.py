"""What officers are told about claims."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vezi.core.mail import gate
from vezi.network.accounts.models import Account
from vezi.network.registrar.models import Claim, Invitation


def came_to_another(invitation: Invitation, *, to: Account, address: str) -> gate.Letter:
    """An invitation reached somebody it was not meant for."""
    club, person = invitation.club, invitation.person
    language = to.language or club.language
    with translation.override(language):
        sentence = _("The invitation for {person} came to somebody else, who told us so.").format(person=person)
        follow = _("It holds no more, and we will not write to {address} about {person} again.").format(
            address=address, person=person
        )
        context: dict[str, object] = {
            "headline": _("An invitation came to somebody else"),
            "paragraphs": [sentence, follow if address else _("It holds no more.")],
            "button": {
                "words": _("Look at the invitations"),
                "url": settings.SITE_ADDRESS + reverse("registrar:invitation_list", args=[club.slug]),
            },
            "why": _("You get this because you look after the invitations of {club}.").format(club=club),
        }
    return gate.Letter(
        key=f"registrar.not_me:{invitation.pk}:{to.pk}",
        kind="registrar.not_me",
        purpose=gate.SERVICE,
        to=to.email,
        language=language,
        template="core/mail/note",
        context=context,
        club=club,
        sender_name=str(club),
    )


def something_is_wrong(claim: Claim, *, about: str, words: str, to: Account, now: datetime) -> gate.Letter:
    """A member says that something the registrar wrote is wrong; answering reaches the member."""
    club, person = claim.club, claim.person
    language = to.language or club.language
    with translation.override(language):
        context: dict[str, object] = {
            "headline": _("{person} says something is wrong").format(person=person),
            "paragraphs": [_("It is about: {what}").format(what=about), words],
            "button": {
                "words": _("Look at the record"),
                "url": settings.SITE_ADDRESS + reverse("memberships:office_member", args=[club.slug, person.public_id]),
            },
            "why": _("You get this because you look after the records of {club}.").format(club=club),
        }
    return gate.Letter(
        key=f"registrar.say_wrong:{claim.pk}:{to.pk}:{now.timestamp()}",
        kind="registrar.say_wrong",
        purpose=gate.SERVICE,
        to=to.email,
        language=language,
        template="core/mail/note",
        context=context,
        club=club,
        sender_name=str(club),
        reply_to=claim.person.account.email if claim.person.account else "",
    )
