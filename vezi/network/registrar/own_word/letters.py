"""“Is this you, too?”: what she may know of the other record, and two answers."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vezi.core.mail import gate, tints
from vezi.network.consent.models import Purpose
from vezi.network.registrar.inviting.letters import first_study, language_of, signature_of, signed
from vezi.network.registrar.models import OwnerQuestion, OwnWord
from vezi.network.registrar.own_word import queries
from vezi.network.registrar.own_word.queries import Shown

KIND = "registrar.is_it_you"


def is_it_you(question: OwnerQuestion) -> gate.Letter:
    person, club, account = question.person, question.duplicate.club, question.person.account
    assert account is not None  # whoever is asked has taken up her record
    language = account.language or language_of(person, club)
    study = first_study(person)
    signature = signature_of(club, question.by)
    with translation.override(language):
        context: dict[str, object] = {
            "person": person,
            "year": tints.year(study.class_year if study else None),
            "facts": facts_of(queries.shown(question)),
            "button": {"words": str(OwnWord.ME.label), "url": answer_url(question, OwnWord.ME)},
            "answers": [{"words": str(OwnWord.OTHER.label), "url": answer_url(question, OwnWord.OTHER)}],
            **signed(signature),
        }
    return gate.Letter(
        key=f"{KIND}:{question.pk}", kind=KIND, purpose=Purpose.MEMBERSHIP, to=account.email, to_name=person.name,
        language=language, template="registrar/mail/is_it_you", context=context, club=club, person_id=person.pk,
        sender_name=str(club), reply_to=signature.answers_to,
    )  # fmt: skip


def facts_of(shown: Shown) -> list[tuple[str, str]]:
    """By title, in the reader's language."""
    studies = "; ".join(study_said(what, year) for what, year in shown.studies)
    facts = (
        (pgettext("record", "Studied"), studies),
        (_("Name"), NAMED[shown.named]),
        (pgettext("source", "From"), origin_said(shown)),
    )
    return [(str(title), str(value)) for title, value in facts if value]


def study_said(what: str, year: int | None) -> str:
    if not year:
        return what
    return (
        _("{study}, class of {year}").format(study=what, year=year) if what else _("class of {year}").format(year=year)
    )


def origin_said(shown: Shown) -> str:
    if shown.files:
        days = ", ".join(date_format(day, "DATE_FORMAT") for day in shown.files)
        return _("the registrar’s file of {days}").format(days=days)
    day = date_format(shown.written_on, "DATE_FORMAT")
    if shown.is_by_officer:
        return _("an officer of the club, {day}").format(day=day)
    return _("the books of the school, {day}").format(day=day)


NAMED = {
    queries.SAME: gettext_lazy("the same as yours"),
    queries.ONE_OF_HERS: gettext_lazy("one of your other names"),
    queries.ANOTHER: gettext_lazy("not written as yours is"),
}


def answer_url(question: OwnerQuestion, word: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('registrar:is_it_you', args=[queries.token_of(question)])}?answer={word}"
