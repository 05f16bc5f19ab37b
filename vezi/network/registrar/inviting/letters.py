"""What invitations say, by mail and on paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.core.mail import gate, secrets, tints
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Purpose
from vezi.network.memberships.models import Officer
from vezi.network.people.models import Affiliation, Person
from vezi.network.registrar.inviting import queries
from vezi.network.registrar.models import Invitation

KIND = queries.MAIL_KIND  # of the letter, and of the secret in it


@dataclass(frozen=True)
class Signature:
    """Who invites: an officer by name and office, or the club."""

    name: str
    role: str = ""
    answers_to: str = ""


def by_mail(invitation: Invitation, *, to: str, signature: Signature, place: int = 0) -> gate.Letter:
    """The letter; `place` tells it from an earlier one of the same invitation, to an address that came back."""
    person, club = invitation.person, invitation.club
    language = language_of(person, club)
    with translation.override(language):
        context = about(person, club, until=invitation.expires_at, link=link(secrets.PLACE)) | signed(signature)
    return gate.Letter(
        key=f"{KIND}:{invitation.pk}" + (f":{place}" if place else ""),
        kind=KIND,
        purpose=Purpose.INVITATION,
        to=to,
        to_name=person.name,
        language=language,
        template="registrar/mail/invitation",
        context=context,
        club=club,
        person_id=person.pk,
        sender_name=str(club),
        reply_to=signature.answers_to,
        secret=f"{KIND}:{invitation.seed}",
    )


def as_a_test(
    club: Club, *, person: Person | None, to: Account, key: str, signature: Signature, until: datetime
) -> gate.Letter:
    """The letter as graduates get it, to the officer who asked for it; its link opens nothing."""
    reader = person or Person(given=_("Ana"), family=_("Example"))
    language = to.language or club.language
    with translation.override(language):
        context = about(reader, club, until=until, link=link("test")) | signed(signature)
    return gate.Letter(
        key=key, kind=f"{KIND}_test", purpose=gate.SERVICE, to=to.email, to_name=reader.name, language=language,
        template="registrar/mail/invitation", context=context, club=club, sender_name=str(club),
        reply_to=signature.answers_to,
    )  # fmt: skip


def about(person: Person, club: Club, *, until: datetime, link: str) -> dict[str, object]:
    study = first_study(person)
    officers = [str(one.person) for one in officers_named(club)]
    return {
        "person": person,
        "year": tints.year(study.class_year if study else None),
        "class_year": str(study.class_year) if study and study.class_year else "",
        "studied": studied(study),
        "until": day_said(until),
        "faces": tints.faces(officers) if len(officers) > 1 else [],
        "faces_words": _("run the club"),
        "button": {"words": _("See my record"), "url": link},
        "institution": str(club.institution),
    }


def signed(signature: Signature) -> dict[str, object]:
    return {"signed": signature.name, "signed_role": signature.role, "reply_to": signature.answers_to}


def link(token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('registrar:claim_link', args=[token])}"


def code_address(code: str = "") -> str:
    """Where a letter leads: with the code filled in for the QR picture, without for those who type."""
    return f"{settings.SITE_ADDRESS}{reverse('registrar:claim')}" + (f"?code={code}" if code else "")


def language_of(person: Person, club: Club) -> str:
    known = dict(settings.LANGUAGES)
    return next((one for one in (person.language, club.language) if one in known), settings.LANGUAGE_CODE)


def first_study(person: Person) -> Affiliation | None:
    """The study that gives the year beside the name."""
    if person.pk is None:
        return None
    studies = Affiliation.objects.filter(person=person).select_related("programme", "institution")
    return studies.order_by("class_year", "pk").first()


def studied(study: Affiliation | None) -> str:
    """“Economics” or “Bachelor of Economics”: what one was there for."""
    if study is None:
        return ""
    return str(study.programme) if study.programme else study.degree


def officers_named(club: Club) -> list[Officer]:
    """At most five officers whom the club names on its page."""
    serving = Officer.objects.serving(timezone.localdate()).filter(role__club=club, is_listed=True)
    found: dict[int, Officer] = {}
    for officer in serving.select_related("person").order_by("role__order", "pk"):
        found.setdefault(officer.person_id, officer)
    return list(found.values())[:5]


def signature_of(club: Club, account: Account | None) -> Signature:
    """The officer's name and office; answers reach the club's address, or the officer where the club has none."""
    offices = Officer.objects.serving(timezone.localdate()).filter(role__club=club, person__account=account)
    office = offices.select_related("person", "role").order_by("role__order").first() if account else None
    if office is None:
        return Signature(str(club), answers_to=club.contact_mail)
    return Signature(office.person.name, str(office.role), club.contact_mail or (account.email if account else ""))


def paper_words(invitation: Invitation, *, code: str, address: str, signature: Signature) -> dict[str, Any]:
    """The words of a letter on paper, for `paper.letters`."""
    person, club = invitation.person, invitation.club
    with translation.override(language_of(person, club)):
        study = first_study(person)
        return sheet(person, club, code=code, address=address, written_at=invitation.made_at, signature=signature) | {
            "headline": _("Your record is waiting"),
            "paragraphs": paper_paragraphs(club, study),
            "steps": [
                _("Point your telephone at the picture, or go to {address} and type in the code.").format(
                    address=code_address().partition("://")[2].rstrip("/")
                ),
                _("Give your date of birth, so that we know it is you."),
            ],
            "until": _("The code works once, until {day}.").format(day=day_said(invitation.expires_at)),
            "foot": _(
                "You get this letter because you studied at {institution} and the club may invite its graduates. "
                "If you want no more such letters, say so to {mail} or by post; one word is enough."
            ).format(institution=club.institution, mail=club.contact_mail or str(club)),
            "qr": code_address(code),
        }


def sheet(
    person: Person, club: Club, *, code: str, address: str, written_at: datetime, signature: Signature
) -> dict[str, Any]:
    """What stands on every letter with a code, in the language that is active."""
    return {
        "language": language_of(person, club),
        "club": str(club),
        "sender": " · ".join(lines_of(club.postal_address)) or str(club),
        "address": [person.name, *lines_of(address)],
        "day": day_said(written_at),
        "greeting": _("Dear {name},").format(name=person.called or person.name),
        "code_title": _("Your code"),
        "code": code,
        "signed": signature.name,
        "signed_role": signature.role,
    }


def lines_of(address: str) -> list[str]:
    return [line.strip() for line in address.splitlines() if line.strip()]


def day_said(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def paper_paragraphs(club: Club, study: Affiliation | None) -> list[str]:
    what = studied(study)
    if study and study.class_year and what:
        first = _(
            "you finished {studies} in {year}, and {club} keeps a record of you from the books of the school."
        ).format(studies=what, year=str(study.class_year), club=club)
    else:
        first = _("{club} keeps a record of you from the books of the school.").format(club=club)
    return [
        first + " " + _("So far only the club’s officers see it."),
        _(
            "Take it up: look at what we hold, put right what is wrong, and decide who sees what. Then you find your "
            "classmates, and they find you."
        ),
    ]
