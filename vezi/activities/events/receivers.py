"""Who is erased, or turns out to be somebody who answered, too, frees seats: whoever waits moves up. What others wrote
of her goes with her; the books keep what was paid, without her name.

Plain replies to letters about events reach the organisers, and theirs the guest (decision 21).
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models.functions import Lower
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import access, services
from vezi.activities.events.models import Event, Invitation, Registration, Reply, WalkIn
from vezi.activities.events.queries import asking, replies
from vezi.activities.events.services import replying
from vezi.core.errors import Words
from vezi.core.mail import inbound
from vezi.network.memberships.access import viewer_of
from vezi.network.notices import letters
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.people.queries import record_now
from vezi.network.registrar.inviting.queries import addresses_of_person
from vezi.network.registrar.models import InvitationChannel


@receiver(people.person_erasing)
def seats_for_others(traces: Traces, now: datetime, **_rest: Any) -> None:
    services.close_bills(person_ids=traces.ids)
    services.forget(traces=traces, now=now)


@receiver(people.person_erasing)
def forget_who_walked_in(traces: Traces, **_rest: Any) -> None:
    """Who came without a ticket and left a mail address is found by it, where nobody said whose record she has."""
    addresses = {address.lower() for address in traces.addresses}
    WalkIn.objects.annotate(address=Lower("mail")).filter(address__in=addresses, person=None).delete()


@receiver(people.person_merged)
def one_answer(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.follow_merge(merge=merge, now=now)


@receiver(people.merge_undone)
def two_answers_again(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.find_registrations_again()
    services.take_apart(merge=merge, now=now)


letters.says("events.reply")(replies.words_of)
letters.says("events.asked")(asking.words_of)
letters.says("events.question_answered")(asking.words_of)


@inbound.knows
def guest_on_record(public_id: str) -> inbound.Sender | None:
    """Who has no account and is invited somewhere: by the addresses to which clubs write to her.

    Nothing but a word to organisers can be said so: no other letter with such an address goes to her.
    """
    number = Person.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    person = record_now(number)
    if person is None or person.account_id is not None or person.is_deceased or person.deceased_on:
        return None
    guest = Invitation.objects.filter(person=person).exists() or Registration.objects.filter(person=person).exists()
    held = addresses_of_person(person.pk, InvitationChannel.MAIL)
    mails = [one.strip() for one in held.values_list("value", flat=True)] if guest else []
    if not mails:
        return None
    language = person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return inbound.Sender(
        person_id=person.pk, name=person.name, language=language, to=mails[0],
        addresses=frozenset(one.lower() for one in mails),
    )  # fmt: skip


@inbound.answers("events")
def reply_of_guest(answer: inbound.Answer) -> Words | None:
    person = Person.objects.get(pk=answer.person_id)
    event = Event.objects.published().filter(public_id=answer.thing).first()
    if event is None:
        raise replying.NotInIt
    replying.write_back(event=event, person=person, text=answer.text, token=answer.token, now=answer.now)
    return _left_out(answer)


@inbound.answers("eventback")
def reply_of_organiser(answer: inbound.Answer) -> Words | None:
    """To the letter that told an organiser of it: it goes to the guest, if she still looks after the event."""
    person = Person.objects.select_related("account").get(pk=answer.person_id)
    viewer = viewer_of(person.account, today=timezone.localdate(answer.now))
    reply = Reply.objects.select_related("event", "person").filter(public_id=answer.thing).first()
    if reply is None or person.account is None or not access.events_kept_by(viewer).filter(pk=reply.event_id).exists():
        raise replying.NotInIt
    replying.answer_back(
        event=reply.event, person=reply.person, text=answer.text, token=answer.token, by=person.account, now=answer.now
    )  # fmt: skip
    return _left_out(answer)


def _left_out(answer: inbound.Answer) -> Words | None:
    return _("The files did not come along: write where they can be found instead.") if answer.files else None
