"""What the demo's people ask the network: questions of the cast in every state, and a year of others for the numbers."""

from datetime import datetime, timedelta

from vezi.core.errors import Refused
from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
from vezi.network.questions import room
from vezi.network.questions.models import Asked, AskState, OfClub, Question, State, Wanted
from vezi.network.questions.services import answering, asking, routing
from vezi.network.questions.services.holding import lock_people, locked

#: What is asked, by how it stands in the end.
STORIES = (
    ("Who has founded a company in Austria and remembers the first year?", "talk", "open"),
    ("Which tax adviser in Trieste would you go to again?", "recommendation", "helping"),
    ("Kdo se spozna na prevzem manjšega podjetja in bi mi povedal, na kaj paziti?", "talk", "open"),
    ("Does anybody know how a port prices the storage of empty containers?", "answer", "closed"),
    ("Kdo bi pogledal moj poslovni načrt, preden ga nesem na banko?", "look", "nobody"),
    ("Who could introduce me to somebody who buys wood in Bavaria?", "introduction", "draft"),
    ("Iščem koga, ki je uvedel plačilni sistem v več državah hkrati.", "talk", "helping"),
    ("What should I read before my first negotiation with a works council?", "answer", "over"),
)  # fmt: skip
LINES = (
    "I did exactly that eight years ago. Call me on Friday after two.",
    "Z veseljem. Najlažje me dobite zjutraj, pred deveto.",
    "Yes: go to the small office behind the fish market, and say that I sent you.",
)
THANKS = "That was the sentence I needed. Thank you."
PAST, HELPED = 80, 61  # questions of a year that counts for the first club, and how many of them helped


def questions_of(clubs: dict[str, Club], *, now: datetime) -> None:
    dice = Dice("who asks whom")
    cast = list(Person.objects.filter(account__isnull=False, is_deceased=False).order_by("pk"))
    for number, person in enumerate(cast):  # most take more than is usual, one of nine takes none
        asking.choose_room(person=person, monthly=0 if number % 9 == 8 else 6, refused=[], by=None, now=now)
    for number, asker in enumerate(cast):
        for place in {number % len(STORIES), (number + 3) % len(STORIES)}:
            words, wanted, state = STORIES[place]
            _story(asker, cast, dice, words, wanted, state, now=now - timedelta(days=1, hours=place))
    for club in clubs.values():
        _year_of(club, dice, now=now)


def _story(
    asker: Person, cast: list[Person], dice: Dice, words: str, wanted: str, state: str, *, now: datetime
) -> None:
    try:
        found = asking.keep(person=asker, words=words, wanted=wanted, breadth="network", by=None, now=now)
        if state == "draft":
            return
        found = asking.ask(question=found, by=None, now=now)
    except Refused:
        return
    if state in ("nobody", "over"):
        Question.objects.filter(pk=found.pk).update(state=State.NOBODY, due_at=found.closes_at)
        if state == "over":
            asking.end(locked(found), State.OVER, now=now)
        return
    asked = _asked(found, [one for one in dice.some(cast, len(cast)) if one != asker], now=now)
    if asked and state != "open":
        answering.help_with(asked=asked[0], line=dice.among(LINES), by=None, now=now + timedelta(hours=5))
    if asked and state == "closed":
        asking.say_helped(question=found, helped=True, by=None, now=now + timedelta(hours=6))
        asking.close(question=found, thanks=THANKS, by=None, now=now + timedelta(hours=6))


def _asked(question: Question, cast: list[Person], *, now: datetime) -> list[Asked]:
    """Two of the cast who have room; the index that would find them is made later."""
    numbers = room.with_room(question, [(one.pk, 1.0) for one in cast], now=now, most=2)
    people = lock_people(numbers)
    made = [routing.put(question, people[number], now=now) for number in numbers]
    if made:
        Question.objects.filter(pk=question.pk).update(due_at=made[0].until)
    return made


def _year_of(club: Club, dice: Dice, *, now: datetime) -> None:
    """Of members who do not sign in: asked, mostly helped, closed long ago."""
    members = Membership.objects.active().filter(club=club, person__account=None).order_by("pk")
    people = list(members.values_list("person", flat=True)[: PAST * 2])
    if len(people) < PAST // 2:
        return
    past = [_past(dice, people, number, now=now) for number in range(PAST)]
    Question.objects.bulk_create(past)
    OfClub.objects.bulk_create([OfClub(question=one, club=club) for one in past])
    Asked.objects.bulk_create(
        Asked(
            question=one, person_id=next(each for each in people[number:] + people if each != one.asker_id),
            state=AskState.HELPS, asked_at=one.written_at, until=one.written_at, answered_at=one.first_help_at,
        )
        for number, one in enumerate(past) if one.first_help_at
    )  # fmt: skip


def _past(dice: Dice, people: list[int], number: int, *, now: datetime) -> Question:
    at = now - timedelta(days=dice.between(60, 350), hours=dice.between(0, 20))
    is_helped = number < HELPED
    is_answered = is_helped or number < HELPED + 8
    words, wanted, _state = STORIES[number % len(STORIES)]
    return Question(
        asker_id=people[number % len(people)], words=words, wanted=wanted if wanted in Wanted.values else Wanted.ANSWER,
        breadth="network", state=State.CLOSED if is_answered else State.OVER, written_at=at, asked_at=at,
        closes_at=at + timedelta(days=14), ended_at=at + timedelta(days=14), helped=is_helped if is_answered else None,
        first_help_at=at + timedelta(hours=dice.between(2, 90)) if is_answered else None,
    )  # fmt: skip
