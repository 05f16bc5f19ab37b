"""Asking a member about a second record, and taking her word.

Her “yes” makes nothing one: whoever says so would come to see what is a stranger's, should she err or lie. It is
evidence, and the officer decides. Her “no” is the answer, and is not asked again.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.models import MailState
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.registrar.models import Duplicate, OwnerQuestion, OwnWord, Verdict
from vezi.network.registrar.own_word import letters, queries
from vezi.network.registrar.reviewing import queries as reviewing
from vezi.network.registrar.reviewing import services as pairs


class NobodyToAsk(Refused):
    sentence = _("Nobody can be asked about this pair: a member must have taken up one of the two, and is asked once.")


class AskedEnough(Refused):
    sentence = _("This member has several such questions to answer already.")


class Settled(Refused):
    sentence = _("This is settled already.")


@transaction.atomic
def ask(*, duplicate: Duplicate, by: Account, now: datetime) -> bool:
    """Ask the owner of the one record about the other; whether a mail goes, or she sees it only when she is here.

    Raises NobodyToAsk, AskedEnough, pairs.AlreadyDecided, pairs.HasChanged, pairs.NotOnTheBooks.
    """
    duplicate = pairs.undecided(duplicate)
    if not reviewing.waiting(duplicate.club).filter(pk=duplicate.pk).exists():
        raise pairs.NotOnTheBooks
    owner = queries.askable(duplicate)
    if owner is None:
        raise NobodyToAsk
    if len(queries.open_ones(owner, now=now)) >= queries.MOST_OPEN:
        raise AskedEnough
    question = OwnerQuestion.objects.create(duplicate=duplicate, person=owner, by=by, asked_at=now)
    pairs.let_go(duplicate)
    mail = gate.post(letters.is_it_you(question), now=now)
    audit.record("registrar.ask_owner", by=by, at=now, subject=duplicate, club_id=duplicate.club_id, person_id=owner.pk)
    return mail is not None and mail.state == MailState.WAITING


@transaction.atomic
def answer(*, question: OwnerQuestion, word: str, now: datetime) -> OwnerQuestion:
    """What she said, once; said twice, it is one word. Raises Settled."""
    question = _locked(question)
    if question.word:
        return question
    if not queries.is_open(question):
        raise Settled
    question.word, question.answered_at = OwnWord(word), now
    question.save(update_fields=["word", "answered_at"])
    _record(question, f"registrar.say_{word}", now=now)
    if question.word == OwnWord.OTHER:
        pairs.different(duplicate=question.duplicate, by=question.person.account, now=now)
    else:
        Duplicate.objects.filter(pk=question.duplicate_id).update(put_off_at=None)
    return question


@transaction.atomic
def take_back(*, question: OwnerQuestion, now: datetime) -> OwnerQuestion:
    """It was a slip: she may answer anew. Raises Settled once somebody has decided."""
    question = _locked(question)
    pair = question.duplicate
    if question.word == OwnWord.OTHER and is_by_her_word(question):
        pairs.open_again(pair)
    elif question.word and not queries.is_open(question):
        raise Settled
    question.word, question.answered_at = "", None
    question.save(update_fields=["word", "answered_at"])
    _record(question, "registrar.take_back_word", now=now)
    return question


def is_by_her_word(question: OwnerQuestion) -> bool:
    """Whether it is her answer that decided the pair, and nobody has decided it since."""
    pair = question.duplicate
    return pair.verdict == Verdict.DIFFERENT and pair.decided_at == question.answered_at


def _locked(question: OwnerQuestion) -> OwnerQuestion:
    """With the two people and their pair, in the order in which officers and merges lock them."""
    pair = question.duplicate
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=[pair.one_id, pair.other_id]).order_by("pk"))
    Duplicate.objects.select_for_update(of=("self",)).filter(pk=pair.pk).first()
    found = OwnerQuestion.objects.select_for_update(of=("self",))
    asked = found.select_related("person__account", "duplicate__club__institution").filter(pk=question.pk).first()
    if asked is None or asked.duplicate_id != pair.pk:
        raise Settled
    return asked


def _record(question: OwnerQuestion, deed: str, *, now: datetime) -> None:
    audit.record(
        deed, by=question.person.account, at=now, subject=question.duplicate, club_id=question.duplicate.club_id,
        person_id=question.person_id,
    )  # fmt: skip
