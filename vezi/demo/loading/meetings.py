"""What waits among the demo's people: requests to connect, introductions asked for and passed on, one of a month ago."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from vezi.core.errors import Refused
from vezi.demo.synth.dice import Dice
from vezi.network.connections import chains
from vezi.network.connections.services import asking, introducing
from vezi.network.people.models import Person
from vezi.network.ties.queries import connected_ids

LINES = {
    "en": ("We sat in the same lecture on Thursdays.", "You spoke at the reunion; I would like to hear the rest.", ""),
    "sl": ("Ob četrtkih sva sedela na istem predavanju.", "Na srečanju ste govorili o pristanišču; rad bi slišal še kaj.", ""),
}  # fmt: skip
WHYS = {
    "en": "I am about to move into this trade and would like to ask a few plain questions.",
    "sl": "Selim se v to stroko in bi rad vprašal nekaj preprostih stvari.",
}
WORDS = {
    "en": "You two would have found each other anyway; this is quicker.",
    "sl": "Prej ali slej bi se našla; tako bo hitreje.",
}
ASKED_EACH, TRIED = 2, 40


def meetings_of(*, now: datetime) -> None:
    """For each of the cast who signs in: two requests, and an introduction at one of its stages."""
    cast = list(Person.objects.filter(account__isnull=False, is_deceased=False).order_by("pk"))
    dice = Dice("who would like to know whom")
    for place, person in enumerate(cast):
        _requests_to(person, cast, dice, now=now)
        _introduction_of(person, stage=place % 4, now=now)


def _requests_to(person: Person, cast: list[Person], dice: Dice, *, now: datetime) -> None:
    asked = 0
    for other in dice.some(cast, len(cast)):
        if asked == ASKED_EACH:
            return
        at = now - timedelta(days=dice.between(1, 20))
        lines = LINES[other.language if other.language in LINES else "en"]
        try:
            asked += asking.ask(asker=other, asked=person, words=dice.among(lines), by=None, now=at) is not None
        except Refused:
            continue


def _introduction_of(person: Person, *, stage: int, now: datetime) -> None:
    """0: waits for who knows both; 1: for who was introduced; 2: became a connection a month ago; 3: none."""
    if stage == 3:
        return
    for through, third in _ways(person):
        at = now - timedelta(days=3 if stage < 2 else 40)
        language = person.language if person.language in WHYS else "en"
        try:
            made = introducing.ask_for(asker=person, through=through, third=third, why=WHYS[language], by=None, now=at)
        except Refused:
            continue
        if stage >= 1:
            introducing.pass_on(introduction=made, person=through, word=WORDS[language], by=None, now=at)
        if stage == 2:
            introducing.take_up(introduction=made, person=third, by=None, now=at)
            introducing.look_back(now=now)
        return


def _ways(person: Person) -> Iterator[tuple[Person, Person]]:
    """People with a sign-in first, so that what waits is seen by somebody."""
    near = list(Person.objects.filter(pk__in=connected_ids(person.pk)).order_by("account", "pk")[:TRIED])
    for through in near:
        known = Person.objects.filter(pk__in=connected_ids(through.pk)).exclude(pk=person.pk).order_by("account", "pk")
        yield from ((through, third) for third in known[:3] if through.pk in chains.introducers(person.pk, third.pk))
