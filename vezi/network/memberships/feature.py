from django.utils.translation import gettext_lazy as _

from vezi.core.features import (
    INTERNAL,
    RECORD,
    Capability,
    Feature,
    Look,
    MenuEntry,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)

OFFICE, SEE_RECORDS, ADMIT, MANAGE_ROLES, EXPORT = "office", "see_records", "admit", "manage_roles", "export"
ERASE = "erase"

register(
    Feature(
        name="memberships",
        title=_("Memberships"),
        menu=(MenuEntry("memberships:home", _("Home"), order=10, icon="house", in_dock=True),),
        account=(MenuEntry("memberships:welcome", _("Find my record"), order=10, icon="user", of_person=False),),
        office=(
            MenuEntry("memberships:office_desk", _("Desk"), order=10, needs=OFFICE),
            MenuEntry("memberships:office_members", _("Members"), order=20, needs=SEE_RECORDS),
            MenuEntry("memberships:office_requests", _("Requests"), order=30, needs=ADMIT),
            MenuEntry("memberships:office_officers", _("Officers"), order=80, needs=MANAGE_ROLES),
        ),
        capabilities=(
            Capability(OFFICE, _("Enter the office"), _("Sees the desk and its numbers")),
            Capability(SEE_RECORDS, _("See records"), _("Everything the registrar holds; each look is written down")),
            Capability(ADMIT, _("Admit members"), _("Decides on requests to join, and ends memberships")),
            Capability(MANAGE_ROLES, _("Appoint officers"), _("Gives and takes roles and their rights")),
            Capability(ERASE, _("Erase records"), _("For people who ask for it in a letter; nobody can take it back")),
            Capability(EXPORT, _("Export"), _("Takes lists out of the house; each export is written down")),
        ),
        person_ties=(
            PersonTie("memberships.Membership", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Memberships")),
            PersonTie("memberships.Officer", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Offices")),
            PersonTie("memberships.JoinRequest", "person", OnMerge.MOVE, OnErase.DELETE, True, _("Requests to join")),
        ),
        personal_fields=(
            *seen_by("memberships.Membership", by=RECORD, fields="club state since recorded_at last_seen_at"),
            *seen_by("memberships.Membership", by=INTERNAL, fields="id person batch"),
            *seen_by("memberships.Officer", by=RECORD, fields="role since_on until_on is_listed"),
            *seen_by("memberships.Officer", by=INTERNAL, fields="id person"),
            *seen_by("memberships.JoinRequest", by=RECORD, fields="club given family former_family born_on"),
            *seen_by(
                "memberships.JoinRequest", by=RECORD, fields="student_number class_year programme note state reason"
            ),
            *seen_by("memberships.JoinRequest", by=RECORD, fields="asked_at decided_at public_id"),
            *seen_by("memberships.JoinRequest", by=INTERNAL, fields="id account person decided_by_id"),
        ),
        looks=(
            Look("memberships.record", _("opened your record")),
            Look("memberships.ledger", _("saw your city, mail or student number in the table of members")),
            Look("memberships.request", _("saw your record beside a request to join")),
            Look("memberships.export", _("took a list with your name out of the house")),
        ),
    )
)
