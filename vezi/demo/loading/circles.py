"""Groups of the demo: members, discussions, who waits at the door; and those of the records."""

from datetime import datetime, timedelta

from vezi.core.cities import known
from vezi.demo.cast import BY_KEY
from vezi.demo.circles import GROUPS
from vezi.demo.gatherings import DemoGroup, DemoPost
from vezi.demo.loading.enclosing import sent_along
from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.groups import services
from vezi.network.groups.models import (
    Entry,
    File,
    Follow,
    Member,
    Mention,
    Picture,
    Poll,
    PollOption,
    Post,
    Rank,
    Reaction,
    ReactionKind,
    Vote,
    Way,
)
from vezi.network.groups.queries import searching
from vezi.network.groups.services.founding import made
from vezi.network.memberships.models import State
from vezi.network.people.models import Person

SINCE = 700  # days


def circles_of(clubs: dict[str, Club], *, now: datetime) -> None:
    services.gather(now=now, clubs=list(clubs.values()))
    cast = {key: Person.objects.get(account__email=one.mail) for key, one in BY_KEY.items() if one.mail and one.clubs}
    for told in GROUPS:
        Circle(told, clubs, cast, now=now).write()


class Circle:
    """Writes one group of the story."""

    def __init__(self, told: DemoGroup, clubs: dict[str, Club], cast: dict[str, Person], *, now: datetime) -> None:
        self.told, self.cast, self.now = told, cast, now
        self.club = clubs.get(told.club)
        self.dice = Dice(f"group {told.name}")

    def write(self) -> None:
        told = self.told
        city = known.typed(told.place) if told.place else None
        self.group = made(
            kind=told.kind, name=told.name, club=self.club, joining=told.joining, about=told.about,
            now=self.now - timedelta(days=SINCE), city=city.id if city else None, country=city.country if city else "",
            trade=told.trade,
        )  # fmt: skip
        self.crowd = self.somebody(told.crowd)
        ranks = dict.fromkeys((person.pk for person in self.crowd), Rank.MEMBER)
        for keys, rank in (
            (told.members, Rank.MEMBER),
            (told.moderators, Rank.MODERATOR),
            (told.officers, Rank.OFFICER),
        ):
            ranks |= {self.cast[key].pk: rank for key in keys}
        Member.objects.bulk_create(self.member(pk, rank) for pk, rank in ranks.items())
        for way, keys in ((Way.ASKED, told.asking), (Way.INVITED, told.invited)):
            for key in keys:
                self.at_the_door(key, way)
        for said in told.posts:
            self.say(said)

    def somebody(self, count: int) -> list[Person]:
        """Members who are not of the cast."""
        members = Person.objects.filter(memberships__state=State.MEMBER, is_deceased=False, account__isnull=True)
        if self.club is not None:
            members = members.filter(memberships__club=self.club)
        pks = list(members.order_by("pk").distinct().values_list("pk", flat=True))
        chosen = {pks[self.dice.between(0, len(pks) - 1)] for _ in range(count)} if pks else set()
        return list(Person.objects.filter(pk__in=chosen).order_by("pk"))

    def member(self, pk: int, rank: int) -> Member:
        since = self.now - timedelta(days=self.dice.between(1, SINCE))
        first = self.now - timedelta(days=SINCE)
        return Member(
            group=self.group, person_id=pk, rank=rank, joined_at=first if rank else since, follow=Follow.USUAL,
            read_at=self.now - timedelta(days=3),
        )  # fmt: skip

    def at_the_door(self, key: str, way: str) -> None:
        by = self.cast[self.told.officers[0]] if way == Way.INVITED else None
        Entry.objects.create(
            group=self.group,
            person=self.cast[key],
            way=way,
            by=by,
            at=self.now - timedelta(days=self.dice.between(1, 6)),
        )

    def say(self, said: DemoPost, opening: Post | None = None) -> Post:
        at = self.now - timedelta(days=said.ago)
        moved = self.now - timedelta(days=min([said.ago, *(one.ago for one in said.answers)]))
        text, named = self.named(said.text)
        post = Post.objects.create(
            group=self.group, opening=opening, author=self.cast[said.who], title=said.title, text=text, written_at=at,
            is_question=said.is_question, moved_at=None if opening else moved, pinned_at=at if said.pinned else None,
            good_at=at if said.good else None,
        )  # fmt: skip
        Mention.objects.bulk_create(Mention(post=post, person=person) for person in named)
        answers = [self.say(one, post) for one in said.answers]
        if said.helped:
            post.answer = answers[said.helped - 1]
            post.save(update_fields=["answer"])
        self.thank(post, said)
        self.ask_all(post, said)
        self.enclose(post, said)
        if said.reported:
            services.report(post=post, person=self.crowd[0], reason=said.reported, by=None, now=at + timedelta(hours=2))
        searching.write_down(post)
        return post

    def named(self, text: str) -> tuple[str, list[Person]]:
        people = []
        for key, person in self.cast.items():
            if f"@{key}" in text:
                text = text.replace(f"@{key}", f"@{{{person.public_id}}}")
                people.append(person)
        return text, people

    def thank(self, post: Post, said: DemoPost) -> None:
        kinds = (ReactionKind.GOOD, ReactionKind.THANKS) if said.good else (ReactionKind.THANKS,)
        Reaction.objects.bulk_create(
            Reaction(post=post, person=person, kind=kinds[place % len(kinds)], at=post.written_at)
            for place, person in enumerate(self.crowd[: said.thanks])
        )

    def ask_all(self, post: Post, said: DemoPost) -> None:
        if not said.poll:
            return
        poll = Poll.objects.create(post=post)
        options = [PollOption.objects.create(poll=poll, words=words) for words in said.poll]
        Vote.objects.bulk_create(
            Vote(poll=poll, option=options[self.dice.between(0, 5) // 2 % len(options)], person=person)
            for person in self.crowd[:17]
        )

    def enclose(self, post: Post, said: DemoPost) -> None:
        kept: Picture | File
        for one in sent_along(file=said.file, picture=said.picture, words=said.text):
            if one.is_picture:
                says = said.picture.rpartition(".")[0]
                kept = Picture(post=post, width=one.width, height=one.height, says=says)
            else:
                kept = File(post=post, name=one.name, size=one.size)
            kept.file.save(f"{kept.public_id}.{'webp' if one.is_picture else 'bin'}", one.file, save=False)
            kept.save()
