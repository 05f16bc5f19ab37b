"""Judged questions asked of a world made for them: how good the answers are, kind by kind."""

from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from bench.answers import asking, truth, world
from vezi.network.clubs.models import Club
from vezi.network.directory.index import writing


def run(people: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if not Club.objects.filter(slug=world.SLUG).exists():
        world.make(people=people, now=timezone.now())
    writing.make_anew()
    known = truth.read()
    report = asking.ask(world.as_reader(), asking.questions(known))
    return {"known": len(known.people), **asdict(report)}
