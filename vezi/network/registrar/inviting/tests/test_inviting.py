"""Inviting by mail and on paper; killed at any moment, nobody is lost or invited twice."""

import re
from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from django.core import serializers
from pypdf import PdfReader

from vezi.core.mail import gate, secrets
from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.core.tests.workers import kill_worker_once, work_off_all_jobs
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import make_officer
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.claiming import queries as claiming
from vezi.network.registrar.inviting import keys, paper, services, tasks
from vezi.network.registrar.inviting.queries import OBJECTED, Wanted
from vezi.network.registrar.inviting.tests.factories import POST, make_graduate, make_invitation, make_inviting_club
from vezi.network.registrar.models import Invitation, InvitationChannel, InvitationRun, Withdrawal, WrongTry

pytestmark = pytest.mark.django_db
MAIL, LETTER = InvitationChannel.MAIL, InvitationChannel.LETTER


@pytest.fixture
def club() -> Club:
    return make_inviting_club(languages=["en"])


@pytest.fixture
def grace(club: Club) -> Account:
    return make_officer(club).person.account


def ask(club: Club, by: Account, channel: str = MAIL, expected: int | None = None) -> InvitationRun:
    return services.ask_for(club=club, channel=channel, wanted=Wanted(), expected=expected, by=by, now=NOW)


def carry_out(run: InvitationRun) -> InvitationRun:
    while services.next_chunk(run_id=run.pk, now=NOW):
        pass
    if run.channel == LETTER:
        services.print_letters(run_id=run.pk, now=NOW)
    return InvitationRun.objects.get(pk=run.pk)


def test_each_gets_a_letter_with_a_link_of_their_own(club: Club, grace: Account) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")

    run = carry_out(ask(club, grace))

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.purpose, mail.person_id, mail.state) == (
        "edsger@example.org",
        "invitation",
        edsger.pk,
        "waiting",
    )
    assert mail.subject == "Edsger, your record at Club economists is waiting"
    assert "Grace Hopper" in mail.text
    assert mail.reply_to == "office@economists.example"
    token = re.search(r"/claim/([\w-]{32})/", secrets.revealed(mail.text, mail))[1]
    assert claiming.by_token(token).person == edsger
    assert (run.done, run.ended_at, run.people) == (1, NOW, [])
    assert AuditEntry.objects.filter(deed="registrar.invite", by_id=grace.pk).count() == 1


def test_no_secret_lies_in_the_database(club: Club, grace: Account) -> None:
    make_graduate(club, mail="edsger@example.org")
    make_graduate(club, post=POST)
    carry_out(ask(club, grace))
    carry_out(ask(club, grace, LETTER))

    stored = serializers.serialize(
        "json", [*Invitation.objects.all(), *OutgoingMail.objects.all(), *InvitationRun.objects.all()]
    )

    for invitation in Invitation.objects.all():
        assert keys.token_of(invitation.seed) not in stored
        assert keys.plain(keys.code_of(invitation.seed)) not in stored.lower()


def test_the_foot_says_why_and_offers_two_ways_to_stop(club: Club, grace: Account) -> None:
    make_graduate(club, mail="edsger@example.org")

    carry_out(ask(club, grace))

    mail = OutgoingMail.objects.get()
    assert "You get this because you studied at" in mail.text
    assert mail.text.count("/stop/") == 2
    assert mail.headers["List-Unsubscribe"].startswith("<http://testserver/stop/")


def test_a_letter_speaks_the_language_of_the_person_else_of_the_club(grace: Account) -> None:
    club = make_inviting_club("slovenes", languages=["sl", "en"])
    make_graduate(club, mail="a@example.org")
    make_graduate(club, mail="b@example.org", language="en")

    carry_out(ask(club, grace))

    assert dict(OutgoingMail.objects.values_list("to", "language")) == {"a@example.org": "sl", "b@example.org": "en"}


def test_the_number_that_was_seen_is_the_number_that_is_invited(club: Club, grace: Account) -> None:
    make_graduate(club, mail="a@example.org")
    make_graduate(club, mail="b@example.org")

    with pytest.raises(services.OthersNow):
        ask(club, grace, expected=1)

    assert ask(club, grace, expected=2).wanted == 2


def test_nobody_to_invite_is_refused(club: Club, grace: Account) -> None:
    with pytest.raises(services.NobodyToInvite):
        ask(club, grace)


def test_who_objects_while_the_run_goes_on_is_left_out(club: Club, grace: Account) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")
    run = ask(club, grace)
    from vezi.network.consent import stopping

    stopping.stop(stopping.Stopping(edsger, club, "invitation"), source="test", now=NOW)

    run = carry_out(run)

    assert run.left_out == {OBJECTED: 1}
    assert OutgoingMail.objects.count() == 0


def test_a_new_invitation_makes_the_older_one_void(club: Club, grace: Account) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")
    old, _token = make_invitation(edsger, club, now=NOW - timedelta(days=40))

    carry_out(ask(club, grace))

    old.refresh_from_db()
    assert old.withdrawn_because == Withdrawal.REPLACED
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_who_objects_holds_no_invitation_any_more(club: Club) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")
    invitation, _token = make_invitation(edsger, club)
    from vezi.network.consent import stopping

    stopping.stop(stopping.Stopping(edsger, club, "invitation"), source="test", now=NOW)

    invitation.refresh_from_db()
    assert invitation.withdrawn_because == Withdrawal.OBJECTED


def test_an_officer_takes_an_invitation_back(club: Club, grace: Account) -> None:
    edsger = make_graduate(club, mail="edsger@example.org")
    invitation, _token = make_invitation(edsger, club)

    services.withdraw(person=edsger, club=club, by=grace, now=NOW)

    invitation.refresh_from_db()
    assert invitation.withdrawn_because == Withdrawal.OFFICER
    with pytest.raises(services.NothingToWithdraw):
        services.withdraw(person=edsger, club=club, by=grace, now=NOW)


def test_a_test_letter_goes_to_the_officer_alone_and_opens_nothing(club: Club, grace: Account) -> None:
    make_graduate(club, mail="edsger@example.org")

    services.send_test(club=club, by=grace, now=NOW)

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.purpose) == (grace.email, gate.SERVICE)
    assert "/claim/test/" in mail.text
    assert Invitation.objects.count() == 0


def test_letters_on_paper_carry_address_code_and_picture(club: Club, grace: Account) -> None:
    zhiga = make_graduate(club, "Žiga", "Čuček", post=POST)

    run = carry_out(ask(club, grace, LETTER))

    pdf = PdfReader(BytesIO(run.file.read()))
    text = pdf.pages[0].extract_text()
    code = re.search(r"[0-9B-Z]{5}-[0-9B-Z]{5}", text)[0]
    assert len(pdf.pages) == 1
    assert "Žiga Čuček" in text
    assert "Pot na Šmarno goro 12" in text
    assert claiming.by_code(code.lower()).person == zhiga
    assert Invitation.objects.get().expires_at == NOW + timedelta(days=120)


def test_the_picture_leads_to_the_page_with_the_code_filled_in() -> None:
    import segno
    from PIL import Image

    picture = BytesIO()
    segno.make("https://vezi.example/claim/?code=K7MPX-3WQRT", error="m").save(picture, kind="png", scale=4)

    assert zxingcpp.read_barcode(Image.open(picture)).text == "https://vezi.example/claim/?code=K7MPX-3WQRT"


def test_names_are_never_read_as_markup(club: Club, grace: Account) -> None:
    make_graduate(club, '#panic("no")', "*Čuček* $x$ <b>", post=POST)

    run = carry_out(ask(club, grace, LETTER))

    text = PdfReader(BytesIO(run.file.read())).pages[0].extract_text()
    assert '#panic("no") *Čuček* $x$ <b>' in text


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Žiga Čuček", "Žiga Čuček"),
        ("Ђорђе", "Ђорђе"),
        ("Γιώργος", "Γιώργος"),
        ("王小明", "WangXiaoMing"),
        ("O’Neill-Ü 2", "O’Neill-Ü 2"),
    ],
)
def test_what_the_press_has_no_letters_for_is_printed_in_latin_ones(name: str, printed: str) -> None:
    assert paper.printable(name) == printed


def test_printing_again_makes_the_same_codes(club: Club, grace: Account) -> None:
    make_graduate(club, post=POST)
    run = ask(club, grace, LETTER)
    services.next_chunk(run_id=run.pk, now=NOW)

    first = services.print_letters(run_id=run.pk, now=NOW).file.read()
    InvitationRun.objects.update(ended_at=None)
    second = services.print_letters(run_id=run.pk, now=NOW).file.read()

    codes = [
        re.findall(r"[0-9B-Z]{5}-[0-9B-Z]{5}", PdfReader(BytesIO(pdf)).pages[0].extract_text())
        for pdf in (first, second)
    ]
    assert codes[0] == codes[1] != []


def test_letters_and_wrong_tries_are_cleared_away_after_a_month(club: Club, grace: Account) -> None:
    make_graduate(club, post=POST)
    run = carry_out(ask(club, grace, LETTER))
    InvitationRun.objects.update(ended_at=NOW - timedelta(days=3650))
    WrongTry.objects.create(at=NOW - timedelta(days=3650), origin="x")

    tasks.clear_away(timestamp=0)

    run.refresh_from_db()
    assert not run.file
    assert WrongTry.objects.count() == 0


@pytest.mark.parametrize("code", ["K7MPX-3WQRT", "k7mpx3wqrt", " K7MPX – 3WQRT ", "k7mpx 3wqrt"])
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert keys.plain(code) == "k7mpx3wqrt"


def test_codes_and_tokens_are_long_and_all_different() -> None:
    seeds = [f"seed{number}" for number in range(2000)]

    assert len({keys.code_of(seed) for seed in seeds}) == 2000
    assert {len(keys.plain(keys.code_of(seed))) for seed in seeds} == {10}
    assert {len(keys.token_of(seed)) for seed in seeds} == {32}


@pytest.mark.django_db(transaction=True)
def test_kill_9_during_200_invitations_neither_loses_nor_doubles(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    club = make_inviting_club(languages=["en"])
    grace = make_officer(club).person.account
    for number in range(200):
        make_graduate(club, mail=f"graduate{number}@example.org")
    run = ask(club, grace)

    for after in (40, 120):
        kill_worker_once(lambda after=after: OutgoingMail.objects.filter(state=MailState.SENT).count() >= after)
    work_off_all_jobs()

    run.refresh_from_db()
    assert run.ended_at is not None
    assert Counter(Invitation.objects.values_list("withdrawn_at", flat=True)) == {None: 200}
    assert Counter(OutgoingMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1): 200}
    assert len(set(OutgoingMail.objects.values_list("to", flat=True))) == 200
