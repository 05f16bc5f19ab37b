"""Who is erased is named by no notice, not even where somebody wrote her name into its words. A browser in which one
signed out shows nothing more, and a club of which one wants nothing tells of nothing by mail."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.core.mail import inbound
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.consent import signals as consent
from vezi.network.notices import choosing, devices
from vezi.network.notices.models import Device, Notice, Round
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Person
from vezi.network.people.signals import person_erasing

LEFT_OUT = "…"
SHORTEST = 4  # signs; a shorter one stands in too many words to know anybody by


@receiver(consent.everything_stopped)
def nothing_from_this_club(person: Person, club: Club, now: datetime, **_rest: Any) -> None:
    choosing.nothing_by_mail(person=person, club=club, now=now)


@receiver(user_logged_out)
def silent_without_a_sign_in(request: HttpRequest, user: Account | None, **_rest: Any) -> None:
    """Whoever sits there next is not told."""
    if user is not None and (device := request.session.get(devices.OF_SESSION)):
        Device.objects.filter(public_id=device, person__account=user).delete()


@receiver(person_erasing)
def words_without_a_name(traces: Traces, **_rest: Any) -> None:
    """In what others were told, and in what is on its way to many; what she told many herself loses its words."""
    said = sorted(traces.names | traces.addresses | traces.numbers, key=len, reverse=True)
    known = [re.escape(one) for one in said if len(one) >= SHORTEST]
    for hers in Round.objects.select_for_update().defer("people").filter(by_id__in=traces.ids):
        hers.told = {**hers.told, "words": {}}
        hers.save(update_fields=["told"])
    if not known:
        return
    meant = re.compile("|".join(known), re.IGNORECASE)
    patterns = [traces.patterns]
    for notice in Notice.objects.select_for_update(of=("self",)).extra(
        where=["words::text ilike any(%s)"], params=patterns
    ):
        notice.words = without(meant, notice.words)
        notice.save(update_fields=["words"])
    rounds = Round.objects.select_for_update().defer("people")
    for under_way in rounds.extra(where=["told::text ilike any(%s)"], params=patterns):
        under_way.told = {**under_way.told, "words": without(meant, under_way.told["words"])}
        under_way.save(update_fields=["told"])


def without(meant: re.Pattern[str], words: Mapping[str, str]) -> dict[str, str]:
    return {name: meant.sub(LEFT_OUT, value) for name, value in words.items()}


class DigestIsNotAnswered(Refused):
    sentence = _(
        "A digest tells of several things, so that an answer to it reaches nobody. Open what you would like to answer from the"
        " digest, or answer a letter that tells of this one thing."
    )


@inbound.answers("digest")
def answer_to_a_digest(_answer: inbound.Answer) -> None:
    raise DigestIsNotAnswered
