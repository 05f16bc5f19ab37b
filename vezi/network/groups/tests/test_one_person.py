"""What becomes of groups when a person is erased, and when two records are of one person."""

import pytest
from django.core.files.base import ContentFile

from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.groups import services
from vezi.network.groups.models import (
    Entry,
    File,
    Group,
    Joining,
    Member,
    Picture,
    Post,
    Rank,
    ReactionKind,
    Vote,
    Waiting,
)
from vezi.network.groups.queries import searching
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in, seeing
from vezi.network.memberships.tests.factories import client_of, make_record
from vezi.network.people import erasing, merging
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_contact

pytestmark = pytest.mark.django_db


def erase(person: Person) -> None:
    erasing.erase(person=person, by=person.account, why=erasing.OWN_WORD, now=NOW)


def test_words_stay_under_former_member(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, name="Friends of Ada Lovelace", officer=ada, about="Founded by Ada Lovelace in Koper.")
    put_in(group, grace)
    make_contact(ada, "ada@private.example")
    opening = open_discussion(group, ada, "Zanzibar. Yours, Ada Lovelace, ada@private.example")
    answer(opening, grace, "Thank you, @Ada Lovelace. Ada Lovelace knows.")
    Picture.objects.create(post=opening, file=ContentFile(b"x", "a.webp"), width=1, height=1)
    File.objects.create(post=opening, file=ContentFile(b"x", "a.bin"), name="hers.pdf", size=1)
    of_grace = File.objects.create(
        post=opening.answers.get(), file=ContentFile(b"x", "b.bin"), name="CV of Ada Lovelace.pdf", size=1
    )
    services.react(post=opening, person=ada, kind=ReactionKind.GOOD, is_meant=True, by=None, now=NOW)

    erase(ada)

    shown = client_of(grace).get(opening.get_absolute_url()).content.decode()
    assert "Former member" in shown
    assert "Zanzibar. Yours, …, …" in shown
    for trace in ("Lovelace", "private.example", ada.public_id):
        assert trace not in shown
    assert not Picture.objects.exists()
    of_grace.refresh_from_db()
    group.refresh_from_db()
    assert (list(File.objects.all()), of_grace.name) == ([of_grace], "CV of ….pdf")
    assert (group.name, group.folded, group.about) == ("Friends of …", fold("Friends of …"), "Founded by … in Koper.")
    assert [post.pk for post in searching.find(seeing(grace), searching.Asked("zanzibar"))] == [opening.pk]
    assert searching.find(seeing(grace), searching.Asked("lovelace")) == []


def test_a_group_of_the_erased_looks_for_another_officer(club: Club, ada: Person, grace: Person) -> None:
    group, alone = make_group(club, officer=ada), make_group(club, name="Alone", officer=ada)
    put_in(group, grace)

    erase(ada)

    group.refresh_from_db()
    alone.refresh_from_db()
    assert (group.size, group.closed_at) == (1, None)
    assert group.offers.get().person == grace
    assert alone.closed_at == NOW


def test_two_members_become_one_and_two_again(club: Club, ada: Person, grace: Person) -> None:
    group, other = make_group(club, officer=grace), make_group(club, name="Other", officer=grace)
    double = make_record(club, "Augusta", "Byron")
    put_in(group, ada)
    put_in(group, double, rank=Rank.MODERATOR)
    put_in(other, double)
    waiting = make_group(club, name="Third", joining=Joining.REQUEST, officer=double)
    services.ask_to_join(group=waiting, person=ada, words="", by=None, now=NOW)
    post = Post.objects.create(group=group, author=double, title="Cash", text="Zanzibar", written_at=NOW, moved_at=NOW)
    poll = open_discussion(group, ada, options=["Yes", "No"]).poll
    for person, option in zip((ada, double), poll.options.all(), strict=True):
        services.vote(poll=poll, person=person, option_ids=[option.pk], now=NOW)

    merge = merging.merge(kept=ada, gone=double, by=None, now=NOW)

    post.refresh_from_db()
    assert post.author == ada
    assert Member.objects.get(group=group, person=ada).rank == Rank.MODERATOR
    assert set(Member.objects.filter(person=ada).values_list("group", flat=True)) == {group.pk, other.pk, waiting.pk}
    assert Vote.objects.count() == 1
    assert Entry.objects.get().state == Waiting.IN
    assert size(group) == 2

    merging.undo(merge=merge, by=None, now=NOW)

    assert Member.objects.get(group=group, person=ada).rank == Rank.MEMBER
    assert Member.objects.get(group=group, person=double).rank == Rank.MODERATOR
    assert Vote.objects.count() == 2
    assert Entry.objects.get().state == Waiting.WAITING
    assert size(group) == 3


def size(group: Group) -> int:
    group.refresh_from_db()
    return group.size
