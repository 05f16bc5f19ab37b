"""Events in the background: kept seats that nobody took go to the next, and letters to many are written.

A run that finds more than it can do in its time asks for the next one, so that nothing else waits for the end of all.
"""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.activities.events import services, telling
from vezi.activities.events.models import Registration
from vezi.core import jobs


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="close_overdue_seats", pass_context=False)
def close_overdue(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.close_overdue(now=timezone.now())


@app.task(pass_context=False)
def tell(registration_id: int, standing: str) -> None:
    """What became of an answer, where it still stands so."""
    found = Registration.objects.select_related("person__account", "event__club__institution")
    if (mine := found.filter(pk=registration_id, standing=standing).first()) is not None:
        telling.became(mine, now=timezone.now())


@app.task(pass_context=False)
def write_to_guest(guest_id: int) -> None:
    """Who asked to come to a public event."""
    services.write_to_guest(guest_id=guest_id, now=timezone.now())


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="forget_guests", pass_context=False)
def forget_guests(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Names, addresses and needs whose time is over."""
    now = timezone.now()
    services.forget_overdue(now=now)
    services.forget_needs(now=now)


@app.task(queueing_lock="write_event_letters", lock="write_event_letters", pass_context=False)
def write_letters() -> None:
    if services.write_all(now=timezone.now()):
        jobs.ask_for(write_letters)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="look_after_event_letters", pass_context=False)
def look_after_letters(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Whatever lost its job."""
    jobs.ask_for(write_letters)


@app.periodic(cron="7,37 * * * *")
@app.task(queueing_lock="remind_of_events", pass_context=False)
def remind(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Reminders whose day has come."""
    services.remind_all(now=timezone.now())
