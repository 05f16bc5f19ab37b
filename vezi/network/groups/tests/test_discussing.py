"""What is said, changed, taken back, hidden and found again."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from vezi.core.enclosing import Enclosed
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups import services, telling
from vezi.network.groups.models import (
    File,
    Follow,
    Group,
    Joining,
    Member,
    Mention,
    Picture,
    Post,
    PostState,
    Rank,
    ReactionKind,
)
from vezi.network.groups.queries import searching
from vezi.network.groups.queries.naming import WhichOne
from vezi.network.groups.queries.searching import Asked
from vezi.network.groups.services import marking, moderating, polls, writing
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in, seeing
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


def tell_all(post: Post) -> None:
    post = Post.objects.select_related("group__club", "opening__group").get(pk=post.pk)
    after: int | None = 0
    while after is not None:
        after = telling.tell_of_post(post=post, after=after, now=NOW)


def told(person: Person) -> list[str]:
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


def found(person: Person, words: str, **asked: object) -> list[Post]:
    return searching.find(seeing(person), Asked(words, **asked))  # type: ignore[arg-type]


def test_too_much_text_is_refused_and_nothing_is_lost(group: Group, ada: Person) -> None:
    opening = open_discussion(group, ada)
    page, words = reverse("groups:discussion", args=[opening.public_id]), "A long story. " * 20_000

    refused = client_of(ada).post(page, {"text": words})
    assert refused.status_code == 422
    assert "280000 characters" in refused.content.decode()
    assert words.rstrip() in refused.content.decode()

    twenty_megabytes = client_of(ada).post(page, {"text": "x" * 20_000_000})
    assert twenty_megabytes.status_code == 413
    assert Post.objects.count() == 1


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b\u2060", "\u202e", "\ufeff\u3164"])
def test_what_cannot_be_seen_is_nothing_said(group: Group, ada: Person, words: str) -> None:
    with pytest.raises(writing.NothingSaid):
        open_discussion(group, ada, words)
    with pytest.raises(writing.NothingSaid):
        open_discussion(group, ada, title=words)


def test_only_members_write(group: Group, club: Club) -> None:
    with pytest.raises(writing.NotAMember):
        open_discussion(group, make_member(club, "Edith", "Clarke"))


def test_thirty_an_hour_are_enough(group: Group, ada: Person) -> None:
    opening = open_discussion(group, ada)
    Post.objects.bulk_create(
        Post(group=group, opening=opening, author=ada, text=".", written_at=NOW) for _ in range(29)
    )
    with pytest.raises(writing.TooMuchAtOnce):
        answer(opening, ada)
    assert answer(opening, ada, now=NOW + timedelta(hours=2)).text == "Ring the bank."


def test_members_are_named_and_told(group: Group, ada: Person, grace: Person) -> None:
    post = open_discussion(group, ada, "Ask @grace hopper, or @Nobody Here; mail a@b.example.")
    tell_all(post)

    assert post.text == f"Ask @{{{grace.public_id}}}, or @Nobody Here; mail a@b.example."
    assert list(Mention.objects.values_list("person", flat=True)) == [grace.pk]
    assert told(grace) == ["groups.mention"]


def test_nobody_is_named_by_the_form_in_which_names_are_kept(group: Group, ada: Person, grace: Person) -> None:
    post = open_discussion(group, ada, f"@{{{grace.public_id}}}")

    assert not Mention.objects.exists()
    assert "Grace" not in client_of(ada).get(post.get_absolute_url()).content.decode().split("Who looks")[0]


def test_nobody_is_named_across_a_block_or_unseen(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    make_block(grace, ada)
    Person.objects.filter(pk=alan.pk).update(name_audience=0)
    post = open_discussion(group, ada, "@Grace Hopper and @Alan Turing")

    assert post.text == "@Grace Hopper and @Alan Turing"
    assert not Mention.objects.exists()


def test_of_namesakes_the_year_says_which(group: Group, club: Club, ada: Person) -> None:
    first, second = (make_member(club, "Maja", "Kovač", f"maja{year}@example.org") for year in (1999, 2003))
    put_in(group, first, second)
    make_affiliation(first, 1999, institution=club.institution)
    make_affiliation(second, 2003, institution=club.institution)
    with pytest.raises(WhichOne, match="’03 / ’99"):
        open_discussion(group, ada, "Thank you, @Maja Kovač!")

    post = open_discussion(group, ada, "Thank you, @Maja Kovač ’03!")

    assert post.text == f"Thank you, @{{{second.public_id}}}!"
    changed = services.change_post(post=post, title="Cash", text="Thanks, @Maja Kovač", viewer=seeing(ada), now=NOW)
    assert changed.text == f"Thanks, @{{{second.public_id}}}"


def test_members_hear_as_they_follow(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    Member.objects.filter(person=alan).update(follow=Follow.NONE)
    opening = open_discussion(group, ada)
    tell_all(opening)
    tell_all(opening)
    assert (told(ada), told(grace), told(alan)) == ([], ["groups.post"], [])

    tell_all(answer(opening, alan))
    assert (told(ada), told(alan)) == (["groups.answer"], [])


def test_nothing_passes_between_those_apart(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    opening = open_discussion(group, ada, "Zanzibar")
    answer(opening, grace, "Palimpsest")
    make_block(alan, ada)
    tell_all(opening)
    client = client_of(alan)

    assert told(alan) == []
    assert client.get(opening.get_absolute_url()).status_code == 404
    for page in (
        group.get_absolute_url(),
        reverse("groups:search") + "?q=zanzibar",
        reverse("groups:members", args=[group.public_id]),
    ):
        shown = client.get(page).content.decode()
        assert "Ada" not in shown.replace("Adaptive", "")
        assert opening.title not in shown
    assert found(alan, "palimpsest") == []
    assert found(grace, "palimpsest") != []
    with pytest.raises(writing.GoneMeanwhile):
        answer(opening, alan)


def test_the_answers_of_who_is_apart_are_not_counted(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    opening = open_discussion(group, grace)
    answer(opening, ada)
    page = group.get_absolute_url()
    assert "1 answer" in client_of(alan).get(page).content.decode()

    make_block(ada, alan)

    assert ">no answer yet<" in client_of(alan).get(page).content.decode()
    assert "No answer yet" in client_of(alan).get(opening.get_absolute_url()).content.decode()


def test_what_was_taken_back_is_gone(group: Group, ada: Person, grace: Person) -> None:
    opening = open_discussion(group, ada, "Zanzibar")
    reply = answer(opening, grace, "Palimpsest")
    services.take_back(post=opening, by=ada.account, now=NOW)
    with pytest.raises(writing.GoneMeanwhile):
        answer(opening, grace)

    shown = client_of(grace).get(opening.get_absolute_url()).content.decode()
    assert "Zanzibar" not in shown
    assert "Palimpsest" in shown
    assert found(ada, "zanzibar") == []
    assert found(ada, "palimpsest") == [reply]


def test_a_hidden_post_is_read_by_its_writer_with_the_reason(
    group: Group, ada: Person, grace: Person, alan: Person
) -> None:
    opening = open_discussion(group, grace)
    reply = answer(opening, ada, "Zanzibar")
    services.report(post=reply, person=alan, reason="Rude.", by=alan.account, now=NOW)
    assert told(grace) == ["groups.report"]
    with pytest.raises(moderating.ReasonMissing):
        services.hide(post=reply, reason="", by=grace.account, now=NOW)
    services.hide(post=reply, reason="This is no place for that.", by=grace.account, now=NOW)

    assert told(ada) == ["groups.hidden"]
    own = client_of(ada).get(reverse("groups:post_own", args=[reply.public_id])).content.decode()
    assert "This is no place for that." in own
    assert client_of(alan).get(reverse("groups:post_own", args=[reply.public_id])).status_code == 404
    assert "Zanzibar" not in client_of(alan).get(opening.get_absolute_url()).content.decode()
    assert "Zanzibar" in client_of(grace).get(opening.get_absolute_url()).content.decode()
    assert found(ada, "zanzibar") == []

    services.show(post=reply, by=grace.account, now=NOW)
    assert found(alan, "zanzibar") == [reply]


def test_the_answer_that_helped_is_found_first(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    opening = open_discussion(group, ada, "How?", title="Mortgages", is_question=True)
    first, second = answer(opening, alan, "Hipoteke so drage."), answer(opening, grace, "Hipoteka mora biti kratka.")
    assert client_of(alan).post(reverse("groups:mark_answer", args=[opening.public_id])).status_code == 403
    client_of(ada).post(reverse("groups:mark_answer", args=[opening.public_id]), {"answer": second.public_id})

    assert found(alan, "hipotekah") == [second, first]
    assert found(alan, "MORTGAGE") == [opening]
    with pytest.raises(marking.NotThere):
        services.mark_answer(opening=opening, post=opening, by=ada.account, now=NOW)


def test_five_readers_put_a_post_on_the_shelf(group: Group, club: Club, ada: Person, grace: Person) -> None:
    post = open_discussion(group, ada, "Zanzibar")
    readers = [make_member(club, f"Given{place}", "Reader") for place in range(4)] + [grace, ada]
    for reader in [*readers[:4], ada]:
        services.react(post=post, person=reader, kind=ReactionKind.GOOD, is_meant=True, by=None, now=NOW)
    assert found(ada, "", good=True) == []
    services.react(post=post, person=grace, kind=ReactionKind.GOOD, is_meant=True, by=None, now=NOW)

    assert found(ada, "", good=True) == [post]
    assert found(ada, "zanz", good=True, year=NOW.year) == [post]
    assert found(ada, "zanz", good=True, year=2011) == []
    services.react(post=post, person=grace, kind=ReactionKind.GOOD, is_meant=False, by=None, now=NOW)
    assert found(ada, "zanz", good=True) == []


def test_a_poll_takes_one_choice_of_each(group: Group, ada: Person) -> None:
    post = open_discussion(group, ada, options=["Yes", "No", "Yes", " "])
    yes, no = post.poll.options.order_by("pk")
    for option in (yes, no):
        services.vote(poll=post.poll, person=ada, option_ids=[option.pk], now=NOW)
    assert [(one.option_id, one.person_id) for one in post.poll.votes.all()] == [(no.pk, ada.pk)]
    with pytest.raises(polls.ChooseOne):
        services.vote(poll=post.poll, person=ada, option_ids=[yes.pk, no.pk], now=NOW)
    services.close_discussion(opening=post, is_closed=True, by=None, now=NOW)
    with pytest.raises(polls.PollIsOver):
        services.vote(poll=post.poll, person=ada, option_ids=[yes.pk], now=NOW)


def picture(kind: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    Image.new("RGB", (2400, 1200), "teal").save(out, kind, exif=exif)
    return SimpleUploadedFile("secret-name.jpg", out.getvalue())


def test_pictures_are_drawn_anew(group: Group, ada: Person, club: Club) -> None:
    facts = {"title": "Terrace", "text": "Look.", "shows": "The terrace at noon"}
    client_of(ada).post(
        reverse("groups:write", args=[group.public_id]), facts | {"attached": [picture(), picture("PNG")]}
    )
    kept = list(Picture.objects.all())

    assert [(one.width, one.height, one.says) for one in kept] == [(1600, 800, "The terrace at noon")] * 2
    served = b"".join(client_of(ada).get(reverse("groups:picture", args=[kept[0].public_id])))
    assert served[8:12] == b"WEBP"
    assert b"Secret" not in served
    barbara = make_member(make_club("law"), "Barbara", "Liskov")
    assert client_of(barbara).get(reverse("groups:picture", args=[kept[0].public_id])).status_code == 404

    refused = client_of(ada).post(
        reverse("groups:write", args=[group.public_id]),
        facts | {"attached": [SimpleUploadedFile("a.jpg", b"\xff\xd8\xff no more")]},
    )
    assert refused.status_code == 422
    assert "Look." in refused.content.decode()


def test_files_are_handed_on_as_they_came_and_gathered(group: Group, ada: Person, grace: Person, club: Club) -> None:
    """Nothing in them runs: a page comes as a file to be kept."""
    page = SimpleUploadedFile("../minutes <b>.html", b"<script>alert(1)</script>", "text/html")
    writing = reverse("groups:write", args=[group.public_id])
    client_of(ada).post(writing, {"title": "Minutes", "text": "Of yesterday.", "attached": [page, picture()]})
    kept = File.objects.get()

    answered = client_of(grace).get(reverse("groups:file", args=[kept.public_id]))

    assert b"".join(answered) == b"<script>alert(1)</script>"
    assert [answered[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")] == [
        "application/octet-stream", "nosniff", "default-src 'none'; sandbox",
    ]  # fmt: skip
    assert answered["Content-Disposition"].startswith("attachment")
    shelf = reverse("groups:group_files", args=[group.public_id])
    assert kept.name == "minutes b .html"
    assert [kept.name in client_of(grace).get(shelf, {"q": words}).content.decode() for words in ("", "MIN", "x")] == [
        True, True, False,
    ]  # fmt: skip
    stranger = client_of(make_member(make_club("law"), "Barbara", "Liskov"))
    assert stranger.get(reverse("groups:file", args=[kept.public_id])).status_code == 404
    make_block(grace, ada)
    assert client_of(grace).get(reverse("groups:file", args=[kept.public_id])).status_code == 404
    assert kept.name not in client_of(grace).get(shelf).content.decode()


def test_what_is_taken_back_takes_its_files_along(
    group: Group, ada: Person, grace: Person, django_capture_on_commit_callbacks
) -> None:
    opening = open_discussion(group, ada, files=[Enclosed("list.csv", ContentFile(b"a;b"), 3)])
    answer(opening, grace)
    stored = File.objects.get().file

    with django_capture_on_commit_callbacks(execute=True):
        services.take_back(post=opening, by=ada.account, now=NOW)

    assert not File.objects.exists()
    assert not stored.storage.exists(stored.name)


def test_a_hidden_group_is_found_by_its_members_alone(club: Club, ada: Person, grace: Person) -> None:
    hidden = make_group(club, name="Palimpsest", joining=Joining.HIDDEN, officer=grace)
    post = open_discussion(hidden, grace, "Zanzibar")

    assert found(grace, "zanzibar") == [post]
    assert found(ada, "zanzibar") == []
    assert found(ada, "zanzibar", group_ids=(hidden.pk,)) == []


def test_pages_cost_the_same_for_few_and_many(
    group: Group, club: Club, ada: Person, grace: Person, django_assert_max_num_queries
) -> None:
    opening = open_discussion(group, ada, "@Grace Hopper")
    answer(opening, grace, "Ring the bank, @Ada Lovelace")
    pages = [
        group.get_absolute_url(), opening.get_absolute_url(), reverse("groups:group_list"),
        reverse("groups:members", args=[group.public_id]), reverse("groups:search") + "?q=bank",
        reverse("groups:practice"),
    ]  # fmt: skip
    client = client_of(ada)
    for page in pages:  # what is remembered, and what marks as read, is out of the way
        client.get(page)
    few = []
    for page in pages:
        with django_assert_max_num_queries(48) as asked:
            client.get(page)
        few.append(len(asked))

    for place in range(12):
        other = make_member(club, f"Given{place}", "Novak")
        put_in(group, other)
        put_in(make_group(club, name=f"Group {place}", officer=other), ada)
        answer(open_discussion(group, other, title=f"Title {place}"), grace, "The bank, @Ada Lovelace")
        answer(opening, other, "@Grace Hopper: the bank")
    for page in pages:
        client.get(page)
    for page, number in zip(pages, few, strict=True):
        with django_assert_max_num_queries(number, info=page):
            client.get(page)


def test_ranks_are_shown(group: Group, ada: Person, alan: Person) -> None:
    services.give_rank(member=Member.objects.get(person=alan), rank=Rank.MODERATOR, by=None, now=NOW)

    assert "Moderator" in client_of(ada).get(reverse("groups:members", args=[group.public_id])).content.decode()
    assert Post.objects.filter(state=PostState.SHOWN).count() == 0
