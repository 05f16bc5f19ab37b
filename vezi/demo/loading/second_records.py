"""Members of the cast who stand in a file once more: whom an officer may ask about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vezi.demo.cast import BY_KEY
from vezi.demo.loading.stage import studied
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.people import services as people
from vezi.network.people.models import Source
from vezi.network.registrar.reviewing import finding

#: As the file had them: by the formal name, by that of birth without its caron, in another spelling.
AS_WRITTEN = (
    ("nejc-zagar", "Jernej", "Žagar"),
    ("spela-znidarsic-cebulj", "Špela", "Znidaršič"),
    ("uros-dordevic", "Uroš", "Djordjević"),
)


def second_records(of: Mapping[str, Club], *, now: datetime) -> None:
    for key, given, family in AS_WRITTEN:
        player = BY_KEY[key]
        club = of[player.clubs[0].club]
        by_registrar: dict[str, Any] = {"source": Source.REGISTRAR, "club": club}
        record = people.record_person(
            given=given, family=family, by=None, now=now, language=player.language, **by_registrar
        )
        Membership.objects.create(person=record, club=club, state=State.RECORDED, since=now, recorded_at=now)
        studied(record, player, player.studies[0], recorded_at=now, **by_registrar)
        finding.ask_about(person=record, club=club, now=now)
