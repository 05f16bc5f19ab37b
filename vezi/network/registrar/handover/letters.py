"""The notice of a handover, by mail and on paper: whose records came from whom, what for, and how to object."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from vezi.core.mail import gate, secrets
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.registrar.handover import queries
from vezi.network.registrar.handover.models import KIND, Handover
from vezi.network.registrar.inviting.letters import Signature, day_said, language_of, sheet, signed
from vezi.network.registrar.models import Invitation

KINDS: dict[str, Promise] = {
    "name": pgettext_lazy("kind of data", "name"),
    "birth": pgettext_lazy("kind of data", "date of birth"),
    "number": pgettext_lazy("kind of data", "student number"),
    "studies": pgettext_lazy("kind of data", "studies"),
    "work": pgettext_lazy("kind of data", "work"),
    "town": pgettext_lazy("kind of data", "home town"),
    "mail": pgettext_lazy("kind of data", "mail address"),
    "phone": pgettext_lazy("kind of data", "telephone number"),
    "post": pgettext_lazy("kind of data", "postal address"),
    "web": pgettext_lazy("kind of data", "web page"),
}


@dataclass(frozen=True)
class Notice:
    """What is told to one person: of which handover, of which kinds of data, until when she may object."""

    handover: Handover
    person: Person
    until: datetime
    kinds: list[str]

    @classmethod
    def to(cls, person: Person, handover: Handover, *, until: datetime) -> "Notice":
        kinds = queries.kinds_held(person, handover.club) if person.pk else ["name", "studies", "mail"]
        return cls(handover, person, until, kinds)

    @property
    def language(self) -> str:
        return language_of(self.person, self.handover.club)

    def told(self) -> dict[str, Any]:
        """For templates, in the language that is active."""
        return {
            "person": self.person,
            "giver": self.handover.giver,
            "club": self.handover.club,
            "kinds": in_words(self.kinds),
            "until": day_said(self.until),
        }


def in_words(kinds: list[str]) -> str:
    return ", ".join(str(KINDS[one]) for one in kinds)


def notice_address(token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('registrar:notice', args=[token])}"


def code_address(code: str = "") -> str:
    return f"{settings.SITE_ADDRESS}{reverse('registrar:notice_code')}" + (f"?code={code}" if code else "")


def by_mail(notice: Notice, *, invitation: Invitation, to: str, signature: Signature) -> gate.Letter:
    club, person = notice.handover.club, notice.person
    with translation.override(notice.language):
        context = mail_words(notice, link=notice_address(secrets.PLACE)) | signed(signature)
    return gate.Letter(
        key=f"{KIND}:{invitation.pk}", kind=KIND, purpose=gate.SERVICE, to=to, to_name=person.name,
        language=notice.language, template="registrar/mail/handover", context=context, club=club, person_id=person.pk,
        sender_name=str(club), reply_to=signature.answers_to, secret=f"{KIND}:{invitation.seed}",
    )  # fmt: skip


def as_a_test(handover: Handover, *, until: datetime, to: Account, key: str, signature: Signature) -> gate.Letter:
    """The letter as graduates get it, to the officer who asked for it; its link opens nothing."""
    club = handover.club
    language = to.language or club.language
    with translation.override(language):
        notice = Notice.to(Person(given=_("Ana"), family=_("Example")), handover, until=until)
        context = mail_words(notice, link=notice_address("test")) | signed(signature)
    return gate.Letter(
        key=key, kind=f"{KIND}_test", purpose=gate.SERVICE, to=to.email, to_name=notice.person.name, language=language,
        template="registrar/mail/handover", context=context, club=club, sender_name=str(club),
        reply_to=signature.answers_to,
    )  # fmt: skip


def mail_words(notice: Notice, *, link: str) -> dict[str, object]:
    return notice.told() | {
        "button": {"words": _("Look at it, or object"), "url": link},
        "privacy": settings.SITE_ADDRESS + reverse("clubs:club_privacy", args=[notice.handover.club.slug]),
    }


def paper_words(
    notice: Notice, *, code: str, address: str, printed_at: datetime, signature: Signature
) -> dict[str, Any]:
    """The words of a letter on paper, for `inviting.paper.letters`."""
    club, person = notice.handover.club, notice.person
    with translation.override(notice.language):
        told = notice.told()
        return sheet(person, club, code=code, address=address, written_at=printed_at, signature=signature) | {
            "headline": _("You may object"),
            "paragraphs": [
                _("{giver} has handed a record of you to {club}: {kinds}.").format(**told),
                _(
                    "Until {until} nothing is done with it. If you do nothing, it then goes onto the club’s books, "
                    "where its officers see it and may invite you. If you do not want that, object: you need no "
                    "reasons and no account. Your record is then erased, and no later file brings it back."
                ).format(**told),
            ],
            "steps": [
                _("Point your telephone at the picture, or go to {address} and type in the code.").format(
                    address=code_address().partition("://")[2].rstrip("/")
                ),
                _("Or send this letter back with one word: “no”."),
            ],
            "until": _("You have until {day}.").format(day=told["until"]),
            "foot": _(
                "You get this letter once, as the law asks that you are told (GDPR, article 14). You may also ask the "
                "club what it holds, have it put right or erased, and complain to the data protection authority. {mail}"
            ).format(mail=club.contact_mail or str(club)),
            "qr": code_address(code),
        }
