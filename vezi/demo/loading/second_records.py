"""Members of the cast who stand in an old file once more: whom an officer may ask about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vezi.demo.cast import BY_KEY
from vezi.demo.loading.stage import CLAIMED_BEFORE, studied
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.people import services as people
from vezi.network.people.models import Source
from vezi.network.registrar.reviewing import finding

#: As the file had them: by the formal name, by that of birth, without their carons.
AS_WRITTEN = (
    ("nejc-zagar", "Jernej", "Žagar"),
    ("spela-znidarsic-cebulj", "Špela", "Znidaršič"),
    ("uros-dordevic", "Uros", "Djordjevic"),
)


def second_records(of: Mapping[str, Club], *, now: datetime) -> None:
    for key, given, family in AS_WRITTEN:
        player = BY_KEY[key]
        club = of[player.clubs[0].club]
        by_registrar: dict[str, Any] = {"source": Source.REGISTRAR, "club": club}
        then = now - 2 * CLAIMED_BEFORE
        record = people.record_person(
            given=given, family=family, by=None, now=then, language=player.language, **by_registrar
        )
        Membership.objects.create(person=record, club=club, state=State.RECORDED, since=then, recorded_at=then)
        studied(record, player, player.studies[0], recorded_at=then, **by_registrar)
        finding.ask_about(person=record, club=club, now=now)
