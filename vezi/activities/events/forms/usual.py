"""What a template fills into the form of a new event: what is usual for its kind, to be changed at will."""

from datetime import date, time, timedelta
from typing import Any

from vezi.activities.events.models import Openness, Place, Template
from vezi.network.clubs.models import Club

FAR = {"reunion": 120, "weekend": 120, "lecture": 30, "evening": 45, "webinar": 21, "other": 30}  # days ahead

USUAL: dict[str, dict[str, Any]] = {
    Template.REUNION: {
        "begins": time(18), "ends": time(1), "openness": Openness.INVITED, "most_companions": 1, "asks_meal": True,
    },
    Template.EVENING: {"begins": time(18), "ends": time(21), "openness": Openness.CLUB, "capacity": 80},
    Template.LECTURE: {"begins": time(17), "ends": time(19), "openness": Openness.PUBLIC, "most_companions": 1},
    Template.WEEKEND: {
        "begins": time(16), "ends": time(14), "openness": Openness.CLUB, "most_companions": 3, "asks_meal": True,
    },
    Template.WEBINAR: {"begins": time(18), "ends": time(19), "openness": Openness.NETWORK, "place": Place.ONLINE},
    Template.OTHER: {"begins": time(18), "ends": time(20), "openness": Openness.CLUB},
}  # fmt: skip


def usual(template: str, *, club: Club, today: date) -> dict[str, Any]:
    """A Saturday for what people travel to, a Thursday for an evening in town."""
    day = today + timedelta(days=FAR[template])
    wanted = {Template.REUNION: 5, Template.WEEKEND: 4}.get(Template(template), 3)  # Monday is 0
    day += timedelta(days=(wanted - day.weekday()) % 7)
    said = {
        "template": template, "day": day, "place": Place.HERE, "town": club.city,
        "has_waiting_list": True, "most_companions": 0,
    }  # fmt: skip
    if template == Template.WEEKEND:
        said["last_day"] = day + timedelta(days=2)
    return said | USUAL[template]
