"""The yearly letter: what we hold to reach you, one button, two plain answers."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vezi.core.mail import gate, tints
from vezi.core.mail.gate import Stop
from vezi.network.consent.models import Purpose
from vezi.network.registrar.asking import queries
from vezi.network.registrar.asking.queries import Told
from vezi.network.registrar.inviting.letters import first_study, language_of, signature_of, signed
from vezi.network.registrar.models import Answer, YearlyQuestion

KIND = "registrar.still_right"


def still_right(question: YearlyQuestion, *, told: Told) -> gate.Letter:
    person, club = question.person, question.club
    account = person.account
    language = (account.language if account else "") or language_of(person, club)
    study = first_study(person)
    signature = signature_of(club, None)
    with translation.override(language):
        token = queries.token_of(question)
        context: dict[str, object] = {
            "person": person,
            "year": tints.year(study.class_year if study else None),
            "facts": facts_of(told),
            "button": {"words": _("Yes, still right"), "url": answer_url(token)},
            "answers": [{"words": _("Something has changed"), "url": settings.SITE_ADDRESS + reverse("profiles:mine")}],
            "stops": [Stop(_("Do not ask me again"), answer_url(token, Answer.NO_MORE))],
            **signed(signature),
        }
    return gate.Letter(
        key=f"{KIND}:{question.pk}", kind=KIND, purpose=Purpose.MEMBERSHIP, to=told.mail, to_name=person.name,
        language=language, template="registrar/mail/still_right", context=context, club=club, person_id=person.pk,
        sender_name=str(club), reply_to=signature.answers_to,
    )  # fmt: skip


def facts_of(told: Told) -> list[tuple[str, str]]:
    said = ((_("Mail"), told.mail), (_("Town"), told.town), (_("Work"), told.work))
    return [(title, value) for title, value in said if value]


def answer_url(token: str, word: str = "") -> str:
    url = settings.SITE_ADDRESS + reverse("registrar:still_right", args=[token])
    return f"{url}?answer={word}" if word else url
