"""From the letter about a post to the answer under it: who may, what is kept of the mail, and who hears why not."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from itertools import count

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from vezi.core.mail import inbound
from vezi.core.mail.inbound import taking, tokens
from vezi.core.mail.inbound.quoting import MARK
from vezi.core.mail.inbound.taking import Outcome
from vezi.core.models import IncomingMail, IncomingState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups import services, telling
from vezi.network.groups.models import Follow, Group, Member, Picture, Post
from vezi.network.groups.tests.factories import make_group, open_discussion, put_in
from vezi.network.groups.tests.test_discussing import picture
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db
_numbers = count(1)


@pytest.fixture(autouse=True)
def takes_mail(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.INBOUND_ADDRESS = "reply@mail.example.org"
    settings.INBOUND_AUTHSERV = ""


def confirmed(person: Person) -> Person:
    EmailAddress.objects.create(user=person.account, email=person.account.email, verified=True, primary=True)
    return person


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics", contact_mail="office@example.org")


@pytest.fixture
def ada(club) -> Person:
    return confirmed(make_member(club, email="ada@example.org"))


@pytest.fixture
def maja(club) -> Person:
    return confirmed(make_member(club, "Maja", "Kovač", email="maja@example.org"))


@pytest.fixture
def sailing(club, ada, maja) -> Group:
    group = make_group(club, name="Sailing", officer=ada)
    put_in(group, maja, follow=Follow.EACH)
    return group


@pytest.fixture
def letter(sailing, ada) -> OutgoingMail:
    """What Maja got about Ada's post."""
    post = open_discussion(sailing, ada, "Who comes along?", title="Sunday", now=NOW)
    telling.tell_of_post(post=post, after=0, now=NOW)
    from vezi.network.notices import letters

    letters.write_due(person_ids=Member.objects.values_list("person_id", flat=True), now=NOW, alone=True)
    return OutgoingMail.objects.get(kind="groups.post")


def reply(to: str, text: str = "I do.", *, sender: str = "Maja <maja@example.org>", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: Ada opened a discussion in Sailing"
    message["Message-ID"] = headers.pop("message_id", f"<{next(_numbers)}@phone.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(
        f"{text}\n\nOn Mon, 23 Nov 2026 at 10:15, Economics <vezi@example.org> wrote:\n\n> {MARK} write\n> Sunday"
    )
    return message.as_bytes()


def comes_in(raw: bytes, letter: OutgoingMail, *, envelope_from: str | None = "maja@example.org") -> str:
    """What became of it."""
    outcome = taking.take_in(raw, recipients=[letter.reply_to], envelope_from=envelope_from, now=NOW)
    if outcome != Outcome.TAKEN_IN:
        return outcome.name
    row = IncomingMail.objects.order_by("-pk")[0]
    taking.take(incoming_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert row.raw is None
    return f"{row.state}: {row.reason}".rstrip(": ")


def answers_of(person: Person) -> list[str]:
    return list(Post.objects.filter(author=person, opening__isnull=False).values_list("text", flat=True))


def why_not() -> list[str]:
    return [mail.text for mail in OutgoingMail.objects.filter(kind=taking.KIND)]


def test_the_letter_says_that_it_can_be_answered_and_where(letter, maja) -> None:
    opening = Post.objects.get()
    token = tokens.read(letter.reply_to)

    assert token == ("groups", maja.public_id, opening.public_id)
    assert letter.text.count(MARK) == letter.html.count(MARK) == 1
    assert letter.headers["References"] == f"<groups.{opening.public_id}@testserver>"
    assert len(letter.reply_to.partition("@")[0]) <= 64


def test_a_reply_stands_under_the_post_without_what_was_quoted(letter, maja) -> None:
    said = comes_in(reply(letter.reply_to, "Rada pridem.\nNa Žabniku?"), letter)

    assert (said, answers_of(maja)) == ("taken", ["Rada pridem.\nNa Žabniku?"])
    assert why_not() == []


def test_the_same_mail_twice_is_one_answer(letter, maja) -> None:
    raw = reply(letter.reply_to, message_id="<once@phone.example>")

    assert [comes_in(raw, letter), comes_in(raw, letter)] == ["taken", "KNOWN"]
    assert answers_of(maja) == ["I do."]


def test_a_job_that_runs_twice_takes_it_once(letter, maja) -> None:
    comes_in(reply(letter.reply_to), letter)

    taking.take(incoming_id=IncomingMail.objects.get().pk, now=NOW)

    assert answers_of(maja) == ["I do."]


@pytest.mark.parametrize(
    ("sender", "headers", "reason"),
    [
        ("Mallory <mallory@evil.example>", {}, "an address that is not hers"),
        ('"maja@example.org" <mallory@evil.example>', {}, "an address that is not hers"),
        ("ada@example.org", {}, "an address that is not hers"),
        ("maja@example.org, mallory@evil.example", {}, "not one sender"),
        ("maja@example.org", {"Auto_Submitted": "auto-replied"}, "Auto-Submitted"),
        ("maja@example.org", {"Precedence": "bulk"}, "Precedence"),
        ("maja@example.org", {"X_Auto_Response_Suppress": "All"}, "X-Auto-Response-Suppress"),
        ("maja@example.org", {"List_Id": "<x.example>"}, "List-Id"),
        ("maja@example.org", {"Return_Path": "<>"}, "no return path"),
    ],
)
def test_a_forged_sender_and_a_machine_get_in_nowhere_and_hear_nothing(letter, sender, headers, reason) -> None:
    said = comes_in(reply(letter.reply_to, sender=sender, **headers), letter)

    assert said == f"dropped: {reason}"
    assert Post.objects.filter(opening__isnull=False).count() == 0
    assert why_not() == []


@pytest.mark.parametrize(
    "subject", ["Automatic reply: Sailing", "Out of Office", "Samodejni odgovor: Jadranje", "Odsotnost: dopust"]
)
def test_an_absence_is_no_answer(letter, subject) -> None:
    raw = reply(letter.reply_to).replace(
        b"Subject: Re: Ada opened a discussion in Sailing", f"Subject: {subject}".encode()
    )

    assert comes_in(raw, letter) == "dropped: a subject of somebody's absence"


def test_no_return_path_in_the_envelope_is_a_machine(letter) -> None:
    assert comes_in(reply(letter.reply_to), letter, envelope_from="") == "dropped: no return path"


def test_a_letter_of_our_own_that_comes_back_is_dropped(letter) -> None:
    ours = f"<{letter.public_id}@localhost>"

    assert comes_in(reply(letter.reply_to, message_id=ours), letter) == "dropped: a letter of our own"


NEITHER = "dropped: neither DKIM nor SPF holds"
UNSAID = "dropped: the mail server did not say whether the sender is real"


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ("mx.example.org; dmarc=pass; dkim=pass", "taken"),
        ("mx.example.org; dkim=fail; dkim=pass header.d=example.org; dmarc=none", "taken"),
        ("mx.example.org 1; dkim = pass (2048 bit; a=rsa) header.i=@mail.example.org", "taken"),
        ("mx.example.org; spf=pass smtp.mailfrom=maja@example.org", "taken"),
        # Who forges has a domain of her own, for which everything holds.
        ("mx.example.org; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=m@evil.example; dmarc=none", NEITHER),
        ("mx.example.org; spf=pass smtp.mailfrom=evil-example.org", NEITHER),
        ("mx.example.org; dkim=pass; spf=pass", NEITHER),
        # She chooses what stands in some of the values, and in comments.
        ("mx.example.org; spf=pass smtp.mailfrom=dmarc=pass@evil.example; dmarc=none", NEITHER),
        ("mx.example.org; spf=pass smtp.mailfrom=dmarc=pass@evil.example; dmarc=fail", "dropped: DMARC failed"),
        ('mx.example.org; spf=pass smtp.mailfrom="; dmarc=pass"@evil.example', NEITHER),
        ('mx.example.org; spf=pass smtp.mailfrom="a\\"; dmarc=pass ; b"@evil.example', NEITHER),
        ("mx.example.org; spf=pass (by helo; dmarc=pass) smtp.mailfrom=evil.example", NEITHER),
        ('mx.example.org; spf=fail reason="dkim=pass header.d=example.org"', NEITHER),
        ("(mx.example.org;) mx.evil.example; dmarc=pass", UNSAID),
        ("mx.example.org; dmarc=fail; dkim=pass", "dropped: DMARC failed"),
        ("mx.example.org; dmarc=none; dkim=fail; spf=softfail", NEITHER),
        ("mx.evil.example; dmarc=pass", UNSAID),
        ("", UNSAID),
    ],
)
def test_what_our_mail_server_found_counts_and_what_others_say_does_not(letter, settings, results, said) -> None:
    settings.INBOUND_AUTHSERV = "mx.example.org"
    headers = {"Authentication_Results": results} if results else {}

    assert comes_in(reply(letter.reply_to, **headers), letter) == said


def test_no_address_can_be_made_up_or_changed(letter, ada, maja) -> None:
    local, _at, domain = letter.reply_to.partition("@")
    opening = Post.objects.get().public_id
    made_up = [
        letter.reply_to.replace(maja.public_id, ada.public_id),
        letter.reply_to.replace("groups-", "messages-"),
        f"{local}x@{domain}", f"{local}@evil.example", f"{local[:-1]}@{domain}",
        f"reply+groups-{maja.public_id}-{opening}-aaaaaaaaaaaaaaaa@{domain}",
    ]  # fmt: skip

    outcomes = {taking.take_in(reply(to), recipients=[to], envelope_from=None, now=NOW) for to in made_up}

    assert outcomes == {Outcome.NOT_OURS}
    assert IncomingMail.objects.count() == 0


def test_what_cannot_be_taken_is_said_once_with_her_own_words(letter, ada, maja) -> None:
    opening = Post.objects.get()
    services.close_discussion(opening=opening, by=ada.account, now=NOW, is_closed=True)

    said = comes_in(reply(letter.reply_to, "I do, I do."), letter)

    assert said == "refused: DiscussionClosed"
    assert len(why_not()) == 1
    assert "This discussion was closed" in why_not()[0]
    assert "I do, I do." in why_not()[0]
    assert OutgoingMail.objects.get(kind=taking.KIND).headers["Auto-Submitted"] == "auto-replied"


def test_who_left_the_group_or_is_apart_reads_that_it_is_not_there(letter, ada, maja) -> None:
    make_block(ada, maja)

    assert comes_in(reply(letter.reply_to), letter) == "refused: DiscussionIsGone"
    assert answers_of(maja) == []


def test_who_does_not_sign_in_any_more_answers_nothing(letter, maja) -> None:
    maja.account.is_active = False
    maja.account.save()

    assert comes_in(reply(letter.reply_to), letter) == "dropped: nobody answers by this address any more"


def test_pictures_come_along_and_what_else_came_is_named(letter, maja) -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "maja@example.org", make_msgid()
    message.set_content("Look.")
    message.add_attachment(picture("PNG").read(), maintype="image", subtype="png", filename="boat.png")
    message.add_attachment(b"", maintype="application", subtype="zip", filename="all.zip")

    assert comes_in(message.as_bytes(), letter) == "taken"
    assert Picture.objects.filter(post__author=maja).count() == 1
    assert "These files did not come along: all.zip." in why_not()[0]


def test_many_in_an_hour_wait_at_the_door(letter, monkeypatch) -> None:
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 2)

    assert [comes_in(reply(letter.reply_to), letter) for _ in range(3)] == ["taken", "taken", "TOO_MANY"]


def test_a_digest_is_not_answered_and_says_so_kindly(letter, maja) -> None:
    letter.reply_to = inbound.address_of("digest", maja.public_id, "0")

    assert comes_in(reply(letter.reply_to), letter) == "refused: DigestIsNotAnswered"
    assert "A digest tells of several things" in why_not()[0]


@pytest.mark.parametrize(
    "marks",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
        {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
        {"Return_Path": "<>"},
    ],
)
def test_a_machine_that_answers_a_digest_hears_nothing(letter, maja, marks: dict[str, str]) -> None:
    letter.reply_to = inbound.address_of("digest", maja.public_id, "0")

    said = comes_in(reply(letter.reply_to, "I am away until Monday.", **marks), letter)

    assert (said.startswith("dropped: "), why_not()) == (True, [])


def test_a_machine_without_marks_and_the_house_do_not_answer_each_other_for_ever(letter, maja) -> None:
    """It answers the digest, and whatever it hears of that; each time it looks like a person."""
    robot = [inbound.address_of("digest", maja.public_id, "0")]
    answered = 0
    while robot and answered < 50:
        letter.reply_to = robot.pop()
        before = OutgoingMail.objects.filter(kind=taking.KIND).count()
        comes_in(reply(letter.reply_to, "I am away until Monday."), letter)
        heard = OutgoingMail.objects.filter(kind=taking.KIND).order_by("pk")[before:]
        robot += [mail.reply_to for mail in heard if tokens.read(mail.reply_to) is not None]
        answered += 1

    assert (answered, len(why_not())) == (1, 1)
    told = OutgoingMail.objects.get(kind=taking.KIND)
    assert (told.headers["Auto-Submitted"], told.headers["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_a_machine_that_answers_each_digest_anew_hears_it_ten_times_a_day_at_most(letter, maja) -> None:
    letter.reply_to = inbound.address_of("digest", maja.public_id, "0")

    for _digest in range(taking.MOST_LETTERS + 5):
        comes_in(reply(letter.reply_to, "I am away until Monday."), letter)

    assert len(why_not()) == taking.MOST_LETTERS


def test_a_fault_of_ours_is_tried_again_and_nothing_is_half_done(letter, maja, monkeypatch) -> None:
    from vezi.network.groups import receivers

    raw = reply(letter.reply_to)
    with monkeypatch.context() as broken:
        broken.setattr(receivers.services, "answer", breaks)
        taking.take_in(raw, recipients=[letter.reply_to], envelope_from=None, now=NOW)
        row = IncomingMail.objects.get()
        taking.take(incoming_id=row.pk, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.tries) == (IncomingState.WAITING, 1)

    taking.take(incoming_id=row.pk, now=NOW)

    assert answers_of(maja) == ["I do."]


def breaks(*_given: object, **_named: object) -> None:
    raise RuntimeError


def tried_to_the_end(letter: OutgoingMail, raw: bytes, monkeypatch, *, broken: tuple[object, str]) -> IncomingMail:
    taking.take_in(raw, recipients=[letter.reply_to], envelope_from=None, now=NOW)
    row = IncomingMail.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(*broken, breaks)
        for _try in range(taking.MOST_TRIES):
            taking.take(incoming_id=row.pk, now=NOW)
    row.refresh_from_db()
    return row


def test_what_fails_to_the_end_is_said_to_who_wrote_with_her_own_words(letter, monkeypatch) -> None:
    from vezi.network.groups import receivers

    row = tried_to_the_end(letter, reply(letter.reply_to), monkeypatch, broken=(receivers.services, "answer"))

    assert (row.state, row.raw) == (IncomingState.FAILED, None)
    assert len(why_not()) == 1
    assert "Something went wrong with us" in why_not()[0]
    assert "I do." in why_not()[0]


def test_of_what_fails_to_the_end_no_forged_sender_and_no_machine_hears(letter, monkeypatch) -> None:
    forged = reply(letter.reply_to, sender="alan@example.org")
    machine = reply(letter.reply_to, **{"Auto-Submitted": "auto-replied"})
    for raw in (forged, machine):
        row = tried_to_the_end(letter, raw, monkeypatch, broken=(taking, "_take"))
        assert row.state == IncomingState.FAILED
        row.delete()
    unread = tried_to_the_end(letter, reply(letter.reply_to), monkeypatch, broken=(taking.reading, "read"))

    assert unread.state == IncomingState.FAILED
    assert why_not() == []


def test_a_provider_hands_it_over_with_the_secret_alone(letter, maja, settings) -> None:
    raw, url, client = reply(letter.reply_to), reverse("core:mail_inbound"), Client()
    absent = client.post(url, raw, content_type="message/rfc822").status_code
    settings.INBOUND_SECRET = "known to the provider"

    refused = client.post(url, raw, content_type="message/rfc822").status_code
    taken = client.post(f"{url}?key=known+to+the+provider", raw, content_type="message/rfc822").status_code
    as_form = client.post(
        url,
        {"body-mime": raw.decode(), "recipient": letter.reply_to},
        headers={"Authorization": "Bearer known to the provider"},
    ).status_code

    assert [absent, refused, taken, as_form] == [404, 403, 204, 204]
    assert IncomingMail.objects.count() == 1


@pytest.mark.parametrize("to", ["{}", "<{}>", '"Economics, Sailing" <{}>', "office@example.org, Economics <{}>"])
def test_a_provider_may_say_whom_it_went_to_as_the_mail_does(letter, maja, settings, to) -> None:
    settings.INBOUND_SECRET = "known to the provider"
    told = {"email": reply(letter.reply_to).decode(), "to": to.format(letter.reply_to)}

    Client().post(f"{reverse('core:mail_inbound')}?key=known+to+the+provider", told)

    assert IncomingMail.objects.count() == 1


@pytest.mark.parametrize(
    "told", ["[]", "{", '{"raw": "\\ud800"}', '{"raw": [1], "to": {}}', '{"raw": "Subject: =?utf-8?b?a?="}']
)
def test_whatever_a_provider_hands_over_does_no_harm(settings, told) -> None:
    settings.INBOUND_SECRET = "known to the provider"

    answer = Client().post(f"{reverse('core:mail_inbound')}?key=known+to+the+provider", told, "application/json")

    assert answer.status_code in (204, 400)


def test_a_mail_whose_job_was_lost_is_taken_however_often_it_was_tried(letter, maja) -> None:
    taking.take_in(reply(letter.reply_to), recipients=[letter.reply_to], envelope_from=None, now=NOW)
    IncomingMail.objects.update(tries=2)

    too_early = taking.take_left_behind(now=NOW + timedelta(minutes=34))
    late = taking.take_left_behind(now=NOW + timedelta(minutes=36))

    assert [too_early, late] == [0, 1]
    assert answers_of(maja) == ["I do."]
