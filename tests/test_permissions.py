"""Every address of the house, tried by everybody who might try it.

A row says what each of the six gets on asking for the page: the status, or where a redirect leads (its URL name). An
address without a row fails; allauth's own pages are listed as such.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.architecture.test_addresses import addresses
from vezi.core.opaque import OpaqueConverter  # noqa: F401 - the converters of the addresses below
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.index import writing
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record

WHO = ("stranger", "account", "member", "other_member", "officer_without", "officer_with")
SIGN_IN, WELCOME, HOME = "account_login", "memberships:welcome", "memberships:home"
Answer = int | str


@dataclass(frozen=True)
class Row:
    """What each of `WHO` gets, for an address with these parts."""

    answers: tuple[Answer, ...]
    parts: dict[str, Any] = field(default_factory=dict)
    capability: str = ""  # the first is the one in question, others go with it


def everyone(answer: Answer, **parts: Any) -> Row:
    return Row((answer,) * len(WHO), parts)


def signed_in(answer: Answer, **parts: Any) -> Row:
    return Row((SIGN_IN, *(answer,) * (len(WHO) - 1)), parts)


def people_only(answer: Answer, **parts: Any) -> Row:
    """Those whose record is theirs."""
    return Row((SIGN_IN, WELCOME, *(answer,) * (len(WHO) - 2)), parts)


def office(capability: str, answer: Answer = 200, **parts: Any) -> Row:
    """Officers who hold the capability; strangers to the club learn nothing of its office."""
    return Row((SIGN_IN, 404, 403, 404, 403, answer), {"club": "economics", **parts}, capability)


#: In the parts of an address: the record of somebody who has not claimed it.
RECORD = "@record"

#: A deed that is done by POST alone says 405 to whoever may do it.
POST_ONLY = 405

ROWS: dict[str, Row] = {
    "core:manifest": everyone(200),
    "core:theme_choose": everyone(POST_ONLY),
    "core:language_choose": everyone(POST_ONLY),
    "core:cities": signed_in(200),
    "core:help": everyone(200),
    "core:accessibility": everyone(200),
    "core:privacy": everyone(200),
    "core:styleguide": everyone(404),
    "core:styleguide_answers": everyone(404),
    "core:styleguide_audience": everyone(POST_ONLY),
    "core:mail_inbound": everyone(POST_ONLY),
    "core:mail_returned": everyone(POST_ONLY),
    "core:outbox": everyone(404),
    "core:outbox_letter": everyone(404, letter="nothing"),
    "core:outbox_set": everyone(404, letter="nothing"),
    "consent:stop": everyone(404, token="nothing"),
    "consent:stop_now": everyone("consent:stop", token="nothing"),
    "clubs:front": Row((200, 200, *(HOME,) * 4)),
    "clubs:club_page": everyone(200, club="economics"),
    "clubs:palette": everyone("clubs:palette", club="economics", fingerprint="nothing"),
    "clubs:club_privacy": everyone(200, club="economics"),
    "clubs:office_club": office("edit_club"),
    "clubs:office_palette": office("edit_club"),
    "memberships:home": people_only(200),
    "news:list": people_only(200),
    "news:left_out": people_only(200),
    "news:less": people_only(POST_ONLY, person="nothing"),
    "memberships:welcome": Row((SIGN_IN, 200, *(HOME,) * 4)),
    "memberships:switch_club": signed_in(POST_ONLY, to="economics"),
    "memberships:office_desk": office("office"),
    "engagement:office": office("office"),
    "memberships:office_requests": office("admit"),
    "memberships:office_members": office("see_records"),
    "memberships:office_officers": office("manage_roles"),
    "clubs:find_class": everyone(422),
    "memberships:request_withdraw": signed_in(POST_ONLY, public_id="nothing"),
    "memberships:club_join": Row((200, 200, HOME, 200, HOME, HOME), {"club": "economics"}),
    "memberships:club_leave": Row((SIGN_IN, WELCOME, 200, 404, 200, 200), {"club": "economics"}),
    "memberships:request_decide": office("admit", POST_ONLY, public_id="nothing"),
    "memberships:office_export": office("export see_records"),
    "memberships:export_run": office("export see_records", 404, public_id="nothing"),
    "memberships:export_take": office("export see_records", POST_ONLY, public_id="nothing"),
    "memberships:members_choose": office("see_records", POST_ONLY),
    "memberships:members_end": office("admit see_records", 404),
    "memberships:member_add": office("see_records"),
    "memberships:view_list": office("see_records"),
    "memberships:view_keep": office("see_records"),
    "memberships:view_change": office("see_records", POST_ONLY, public_id="nothing"),
    "memberships:view_count": office("see_records", 404, public_id="nothing"),
    "memberships:view_remove": office("see_records", POST_ONLY, public_id="nothing"),
    "memberships:office_member": office("see_records", public_id=RECORD),
    "memberships:member_name": office("see_records", POST_ONLY, public_id=RECORD),
    "memberships:member_dates": office("see_records", POST_ONLY, public_id=RECORD),
    "memberships:member_death": office("see_records", POST_ONLY, public_id=RECORD),
    "memberships:member_erase": office("erase", public_id=RECORD),
    "memberships:member_town": office("see_records", POST_ONLY, public_id=RECORD),
    "memberships:member_contact_add": office("see_records", POST_ONLY, public_id=RECORD),
    "memberships:member_contact_drop": office("see_records", POST_ONLY, public_id=RECORD, pk=1),
    "memberships:member_study": office("see_records", POST_ONLY, public_id=RECORD, pk=1),
    "memberships:officer_appoint": office("manage_roles", POST_ONLY),
    "memberships:officer_dismiss": office("manage_roles", POST_ONLY, pk=1),
    "memberships:role_make": office("manage_roles", POST_ONLY),
    "memberships:role_change": office("manage_roles", POST_ONLY, pk=10**6),
    "accounts:settings": signed_in(200),
    "accounts:language": signed_in(POST_ONLY),
    "accounts:sessions_end": signed_in(POST_ONLY),
    "accounts:sessions": signed_in("accounts:settings"),
    "accounts:second_factor": signed_in("accounts:settings"),
    "accounts:passkeys": signed_in("accounts:settings"),
    "memberships:office_notices": office("edit_club"),
    "memberships:notice_publish": office("edit_club", POST_ONLY, purpose="news"),
    "notices:bell": people_only(200),
    "notices:list": people_only(200),
    "notices:open": people_only("notices:list"),
    "notices:read": people_only(POST_ONLY),
    "connections:waiting": people_only(200),
    "connections:sent": people_only(200),
    "connections:mine": people_only(200),
    "connections:choose": people_only(POST_ONLY),
    "connections:answer": everyone(404, token="nothing"),
    "connections:introduction": people_only(404, public_id="nothing"),
    "connections:accept": people_only(POST_ONLY, public_id="nothing"),
    "connections:decline": people_only(POST_ONLY, public_id="nothing"),
    "connections:withdraw": people_only(POST_ONLY, public_id="nothing"),
    "connections:ask": people_only(404, public_id="nobody"),
    "connections:end": people_only(404, public_id="nobody"),
    "connections:ask_for": people_only(404, public_id="nobody"),
    "questions:list": people_only(200),
    "questions:asked": people_only(200),
    "questions:new": people_only(200),
    "questions:room": people_only(200),
    "questions:answer": everyone(404, token="nothing"),
    "questions:question": people_only(404, public_id="nothing"),
    "questions:draft": people_only(404, public_id="nothing"),
    "questions:report": people_only(404, public_id="nothing"),
    "questions:office": office("keep_questions"),
    "messages:conversation_list": people_only(200),
    "messages:begin": people_only(200),
    "messages:search": people_only(200),
    "messages:choose": people_only(POST_ONLY),
    "messages:unread": people_only(200),
    "messages:file": people_only(404, attachment="nothing"),
    "messages:picture": people_only(404, attachment="nothing"),
    "messages:verdict": people_only(404, report="nothing"),
    "messages:change": people_only(404, message="nothing"),
    "messages:take_back": people_only(404, message="nothing"),
    "messages:conversation": people_only(404, conversation="nothing"),
    "messages:news": people_only(404, conversation="nothing"),
    "messages:typing": people_only(404, conversation="nothing"),
    "messages:set_seat": people_only(POST_ONLY, conversation="nothing"),
    "messages:people": people_only(404, conversation="nothing"),
    "messages:leave": people_only(404, conversation="nothing"),
    "messages:report": people_only(404, conversation="nothing"),
    "messages:write": people_only(404, public_id="nobody"),
    "messages:office_reports": office("judge_messages"),
    "messages:office_report": office("judge_messages", 404, report="nothing"),
    "notices:settings": people_only(200),
    "notices:device_add": people_only(POST_ONLY),
    "notices:device_remove": people_only(POST_ONLY, device="nothing"),
    "notices:stop": everyone(404, token="nothing"),
    "notices:stop_now": everyone("notices:stop", token="nothing"),
    "directory:people": people_only(200),
    "directory:typeahead": people_only(200),
    "directory:wave_away": people_only(POST_ONLY, public_id="nobody"),
    "directory:city": people_only(200, number=3196359, slug="ljubljana"),
    "directory:stay_list": people_only(200),
    "directory:stay_add": people_only(200),
    "directory:stay": people_only(404, stay="nothing"),
    "directory:stay_edit": people_only(404, stay="nothing"),
    "directory:stay_withdraw": people_only(POST_ONLY, stay="nothing"),
    "directory:saved_list": people_only(200),
    "directory:saved_keep": people_only(200),
    "directory:saved_stop": everyone(404, token="nothing"),
    "directory:saved_stop_now": everyone("directory:saved_stop", token="nothing"),
    "directory:saved_change": people_only(POST_ONLY, public_id="nothing"),
    "directory:saved_remove": people_only(POST_ONLY, public_id="nothing"),
    "directory:saved_take_back": people_only(POST_ONLY, public_id="nothing"),
    "directory:classes": people_only("directory:class_wall"),
    "directory:class_wall": people_only(200, club="economics"),
    "directory:class_year": people_only(200, club="economics", year=1999),
    "directory:class_programme": people_only(404, club="economics", year=1999, programme="nothing"),
    "registrar:claim": everyone(200),
    "registrar:claim_erase": everyone("registrar:claim"),
    "registrar:claim_take": signed_in("registrar:claim"),
    "registrar:claim_check": people_only("profiles:held"),
    "registrar:claim_done": people_only(POST_ONLY),
    "registrar:claim_purpose": people_only(POST_ONLY, purpose="news"),
    "registrar:claim_line": people_only(404, key="name"),
    "registrar:claim_link": everyone(404, token="nothing"),
    "registrar:invitation_list": office("invite"),
    "registrar:invite": office("invite", POST_ONLY),
    "registrar:invitation_test": office("invite", POST_ONLY),
    "registrar:invitation_rules": office("invite"),
    "registrar:invitation_run": office("invite", 404, run="nothing"),
    "registrar:letters_take": office("invite", POST_ONLY, run="nothing"),
    "registrar:invitation_withdraw": office("invite", POST_ONLY, public_id=RECORD),
    "registrar:duplicate_list": office("merge"),
    "registrar:duplicate_look": office("merge", POST_ONLY),
    "registrar:duplicate_next": office("merge", "registrar:duplicate_list"),
    "registrar:duplicate_sure": office("merge", POST_ONLY),
    "registrar:duplicate_rules": office("merge", POST_ONLY),
    "registrar:duplicate": office("merge", 404, public_id="nothing"),
    "registrar:merge_list": office("merge"),
    "registrar:merge_undo": office("merge", 404, public_id="nothing"),
    "registrar:pass_on": Row((SIGN_IN, WELCOME, 200, 404, 200, 200), {"club": "economics"}),
    "registrar:pass_on_withdraw": people_only(POST_ONLY, club="economics", public_id="nothing"),
    "registrar:sealed_open": everyone(404, token="nothing"),
    "registrar:is_it_you": everyone(404, token="nothing"),
    "registrar:still_right": everyone(404, token="nothing"),
    "registrar:import_hold": office("import", 404, public_id="nothing"),
    "registrar:handover": office("import", 404, public_id="nothing"),
    "registrar:handover_tell": office("import", POST_ONLY, public_id="nothing"),
    "registrar:handover_print": office("import", POST_ONLY, public_id="nothing"),
    "registrar:handover_letters": office("import", 404, public_id="nothing", bundle=1),
    "registrar:handover_test": office("import", POST_ONLY, public_id="nothing"),
    "registrar:handover_object": office("import", POST_ONLY, public_id="nothing", person=RECORD),
    "registrar:club_handovers": everyone(200, club="economics"),
    "registrar:notice_code": everyone(200),
    "registrar:notice": everyone(404, token="nothing"),
    "registrar:reachability": office("office"),
    "registrar:letter_returned": office("invite"),
    "registrar:reach_rules": office("invite", POST_ONLY),
    "registrar:import_list": office("import"),
    "registrar:import_open": office("import", 404, public_id="nothing"),
    "registrar:import_columns": office("import", 404, public_id="nothing"),
    "registrar:import_progress": office("import", 404, public_id="nothing"),
    "registrar:import_preview": office("import", 404, public_id="nothing"),
    "registrar:import_decide": office("import", POST_ONLY, public_id="nothing"),
    "registrar:import_unlike": office("import", POST_ONLY, public_id="nothing"),
    "registrar:import_rejected": office("import", 404, public_id="nothing"),
    "registrar:import_apply": office("import", POST_ONLY, public_id="nothing"),
    "registrar:import_drop": office("import", 404, public_id="nothing"),
    "registrar:import_done": office("import", 404, public_id="nothing"),
    "registrar:import_undo": office("import", 404, public_id="nothing"),
    "registrar:import_row": office("import", 404, public_id="nothing", number=2),
    "groups:group_list": people_only(200),
    "groups:group_found": people_only(200),
    "groups:search": people_only(200),
    "groups:practice": people_only(200),
    "groups:picture": people_only(404, picture="nothing"),
    "groups:file": people_only(404, file="nothing"),
    "groups:group_files": people_only(404, group="nothing"),
    "groups:discussion": people_only(404, post="nothing"),
    "groups:post_own": people_only(404, post="nothing"),
    "groups:post_change": people_only(404, post="nothing"),
    "groups:post_take_back": people_only(404, post="nothing"),
    "groups:react": people_only(POST_ONLY, post="nothing"),
    "groups:vote": people_only(POST_ONLY, post="nothing"),
    "groups:mark_answer": people_only(POST_ONLY, post="nothing"),
    "groups:post_set": people_only(POST_ONLY, post="nothing"),
    "groups:post_hide": people_only(404, post="nothing"),
    "groups:post_show": people_only(POST_ONLY, post="nothing"),
    "groups:post_report": people_only(404, post="nothing"),
    "groups:group": people_only(404, group="nothing"),
    "groups:group_change": people_only(404, group="nothing"),
    "groups:group_close": people_only(404, group="nothing"),
    "groups:group_follow": people_only(POST_ONLY, group="nothing"),
    "groups:write": people_only(404, group="nothing"),
    "groups:search_in": people_only(404, group="nothing"),
    "groups:practice_in": people_only(404, group="nothing"),
    "groups:reports": people_only(404, group="nothing"),
    "groups:members": people_only(404, group="nothing"),
    "groups:to_name": people_only(404, group="nothing"),
    "groups:join": people_only(POST_ONLY, group="nothing"),
    "groups:ask": people_only(POST_ONLY, group="nothing"),
    "groups:leave": people_only(404, group="nothing"),
    "groups:invite": people_only(404, group="nothing"),
    "groups:invitation_answer": people_only(POST_ONLY, group="nothing"),
    "groups:offer_answer": people_only(POST_ONLY, group="nothing"),
    "groups:door": people_only(404, group="nothing"),
    "groups:decide": people_only(POST_ONLY, group="nothing", entry="nothing"),
    "groups:entry_withdraw": people_only(POST_ONLY, group="nothing", entry="nothing"),
    "groups:rank": people_only(POST_ONLY, group="nothing", person="nobody"),
    "groups:remove": people_only(404, group="nothing", person="nobody"),
    "events:event_list": people_only(200),
    "events:event_new": Row((SIGN_IN, WELCOME, 403, 403, 403, 200), {}, "keep_events"),
    "events:map": people_only(200),
    "events:month": people_only(200),
    "events:subscribe": people_only(200),
    "events:feed": everyone(404, token="nothing"),
    "events:answer": everyone(404, token="nothing"),
    "events:answer_calendar": everyone(404, token="nothing"),
    "events:online": everyone(404, token="nothing"),
    "events:cover": everyone(404, event="nothing"),
    "events:event": everyone(404, event="nothing"),
    "events:guest": everyone(404, event="nothing"),
    "events:walked_in": people_only(404, event="nothing"),
    "events:doubles": people_only(404, event="nothing"),
    "events:guests": people_only(404, event="nothing"),
    "events:guest_taken": people_only(POST_ONLY, event="nothing", guest="nothing"),
    "events:guest_forget": people_only(POST_ONLY, event="nothing", guest="nothing"),
    "events:register": people_only(POST_ONLY, event="nothing"),
    "events:take": people_only(POST_ONLY, event="nothing"),
    "events:calendar_file": everyone(404, event="nothing"),
    "events:coming": people_only(404, event="nothing"),
    "events:event_change": people_only(404, event="nothing"),
    "events:event_publish": people_only(POST_ONLY, event="nothing"),
    "events:event_call_off": people_only(404, event="nothing"),
    "events:event_copy": people_only(POST_ONLY, event="nothing"),
    "events:photograph": people_only(404, photograph="nothing"),
    "events:take_down": people_only(404, photograph="nothing"),
    "events:decide": people_only(POST_ONLY, photograph="nothing"),
    "events:photographs": people_only(404, event="nothing"),
    "events:opinion": people_only(404, event="nothing"),
    "events:opinions": people_only(404, event="nothing"),
    "events:word": people_only(404, event="nothing"),
    "events:invitations": people_only(404, event="nothing"),
    "events:test_letter": people_only(POST_ONLY, event="nothing"),
    "events:letters": people_only(404, event="nothing", posting="nothing"),
    "events:reminders": people_only(POST_ONLY, event="nothing"),
    "events:committee": people_only(404, event="nothing"),
    "events:replies": people_only(404, event="nothing"),
    "events:silent": people_only(404, event="nothing"),
    "events:organisers": people_only(404, event="nothing"),
    "events:door": people_only(404, event="nothing"),
    "events:door_list": people_only(404, event="nothing"),
    "events:door_facts": people_only(POST_ONLY, event="nothing"),
    "events:door_offers": people_only(404, event="nothing"),
    "events:door_worker": people_only(404, event="nothing"),
    "events:lists": people_only(404, event="nothing"),
    "events:list_file": people_only(POST_ONLY, event="nothing"),
    "events:badges": people_only(POST_ONLY, event="nothing"),
    "events:passes": people_only(404, event="nothing"),
    "events:walk_in_match": people_only(404, event="nothing", walk_in="nothing"),
    "events:pay_by_card": people_only(POST_ONLY, event="nothing"),
    "events:card_back": everyone(404, payment="nothing"),
    "events:tickets": people_only(404, event="nothing"),
    "events:codes": people_only(404, event="nothing", ticket="nothing"),
    "events:series": people_only(404, event="nothing"),
    "events:rooms": people_only(404, event="nothing"),
    "events:room_kinds": people_only(404, event="nothing"),
    "events:ask": people_only(POST_ONLY, event="nothing"),
    "events:reply": people_only(404, remark="nothing"),
    "events:take_back_remark": people_only(POST_ONLY, remark="nothing"),
    "events:report": people_only(404, remark="nothing"),
    "events:hide": people_only(404, remark="nothing"),
    "events:parts": people_only(404, event="nothing"),
    "events:money": people_only(404, event="nothing"),
    "events:nudge": people_only(POST_ONLY, event="nothing"),
    "events:statement": people_only(404, event="nothing"),
    "events:bill": people_only(404, event="nothing", bill="nothing"),
    "profiles:person": everyone(404, public_id="nobody"),
    "profiles:person_card": everyone(404, public_id="nobody"),
    "profiles:block": people_only(404, public_id="nobody"),
    "profiles:ties": people_only(200),
    "profiles:unblock": people_only(POST_ONLY, public_id="nobody"),
    "profiles:call_back": people_only(POST_ONLY, public_id="nobody"),
    "profiles:mine": people_only(200),
    "profiles:part_edit": people_only(200, part="name"),
    "profiles:position_add": people_only(200),
    "profiles:position_edit": people_only(404, pk=10**6),
    "profiles:study_add": people_only(200),
    "profiles:study_edit": people_only(404, pk=10**6),
    "profiles:contact_add": people_only(200),
    "profiles:contact_edit": people_only(404, pk=10**6),
    "profiles:audience": people_only(POST_ONLY, subject="name"),
    "profiles:audience_of": people_only(POST_ONLY, subject="work", pk=1),
    "profiles:held": people_only(200),
    "profiles:held_json": people_only(200),
    "profiles:held_html": people_only(200),
    "profiles:erase_me": signed_in(200),
    "profiles:erased": everyone(200),
    "profiles:purpose_say": people_only(POST_ONLY, club="economics", purpose="news"),
}

#: Pages of allauth; its own tests hold them, and LoginRequiredMiddleware holds those that need a sign-in.
ALLAUTHS = ("account_", "mfa_", "usersessions_")


def named() -> set[str]:
    return {name for name, _pattern in addresses() if not name.startswith(ALLAUTHS)}


def test_every_address_has_a_row() -> None:
    assert named() - set(ROWS) == set()
    assert set(ROWS) - named() == set(), "a row without an address"


@pytest.fixture
def club(db) -> Club:
    return make_club("economics", name="Alumni Club of Economics")


def client_of(who: str, club: Club, capability: str) -> Client:
    client = Client()
    if who == "account":
        client.force_login(make_account("alan@example.org"))
    elif who == "member":
        client.force_login(make_member(club).account)
    elif who == "other_member":
        client.force_login(make_member(make_club("law"), "Barbara", "Liskov").account)
    elif who == "officer_without":
        officer = make_officer(club, capabilities=other_than(capability.partition(" ")[0]), given="Edith")
        client.force_login(officer.person.account)
    elif who == "officer_with":
        client.force_login(make_officer(club, capabilities=capability.split() or None).person.account)
    return client


def other_than(capability: str) -> list[str]:
    """Every right but the one that is asked for."""
    from vezi.core import features

    return [one.code for one in features.capabilities() if one.code != capability]


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_gets_what_the_row_says(name: str, who: str, club: Club, settings, tmp_path) -> None:
    row = ROWS[name]
    record = make_record(club)
    client = client_of(who, club, row.capability)
    if name.startswith("directory:"):
        settings.VEZI_HOME = tmp_path
        writing.make_anew()
    parts = {part: record.public_id if value == RECORD else value for part, value in row.parts.items()}

    answer = client.get(reverse(name, kwargs=parts))

    expected = row.answers[WHO.index(who)]
    got: Answer = answer.status_code
    if answer.status_code == 302:
        got = resolve(answer["Location"].partition("?")[0]).view_name
    assert got == expected
