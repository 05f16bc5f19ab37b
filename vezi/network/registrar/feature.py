from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Words
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
from vezi.network.memberships.feature import OFFICE

IMPORT, INVITE, MERGE = "import", "invite", "merge"


def tie(model: str, title: Words, on_merge: OnMerge = OnMerge.MOVE) -> PersonTie:
    return PersonTie(f"registrar.{model}", "person", on_merge, OnErase.DELETE, True, title, is_told=True)


register(
    Feature(
        name="registrar",
        title=_("Registrar"),
        office=(
            MenuEntry("registrar:import_list", _("Import"), order=40, needs=IMPORT),
            MenuEntry("registrar:duplicate_list", _("Duplicates"), order=45, needs=MERGE),
            MenuEntry("registrar:invitation_list", _("Invitations"), order=50, needs=INVITE),
            MenuEntry("registrar:reachability", _("Reachability"), order=55, needs=OFFICE),
        ),
        capabilities=(
            Capability(IMPORT, _("Import registrar’s files"), _("Also undoes an import")),
            Capability(MERGE, _("Merge records of one person"), _("Sees both records side by side; can take it back")),
            Capability(INVITE, _("Invite graduates"), _("By mail and by letter")),
        ),
        person_ties=(
            tie("SourceRow", _("Rows of the registrar’s files")),
            tie("Difference", _("Changes by a registrar’s file")),
            PersonTie(
                "registrar.Duplicate",
                "one",
                OnMerge.STAY,
                OnErase.DELETE,
                True,
                _("Records compared with yours"),
                is_told=True,
            ),
            PersonTie(
                "registrar.Duplicate",
                "other",
                OnMerge.STAY,
                OnErase.DELETE,
                True,
                _("Records compared with yours"),
                is_told=True,
            ),
            tie("Invitation", _("Invitations"), OnMerge.MOVE_OR_DROP),
            tie("Claim", _("Records taken up"), OnMerge.MOVE_OR_DROP),
            tie("OwnerQuestion", _("Whether a second record is yours")),
            PersonTie(
                "registrar.HeldRecord",
                "person",
                OnMerge.MOVE_OR_DROP,
                OnErase.DELETE,
                True,
                _("Handovers you were told of"),
            ),
            PersonTie(
                "registrar.YearlyQuestion",
                "person",
                OnMerge.MOVE,
                OnErase.DELETE,
                True,
                _("Questions whether all is right"),
            ),
            PersonTie(
                "registrar.PassedInvitation",
                "passer",
                OnMerge.MOVE,
                OnErase.DELETE,
                True,
                _("Invitations you passed on"),
            ),
        ),
        personal_fields=(
            *seen_by(
                "registrar.SourceRow", by=RECORD, fields="registrar_import number cells read state problems likeness"
            ),
            *seen_by("registrar.SourceRow", by=INTERNAL, fields="id person person_key first_number matched_id"),
            *seen_by(
                "registrar.Difference",
                by=RECORD,
                fields="registrar_import row_number field was becomes why take applied",
            ),
            *seen_by("registrar.Difference", by=INTERNAL, fields="id person target_id before"),
            *seen_by("registrar.Duplicate", by=RECORD, fields="club one other verdict decided_at found_at public_id"),
            *seen_by("registrar.Duplicate", by=RECORD, fields="registrar_import probability why version put_off_at"),
            *seen_by("registrar.Duplicate", by=INTERNAL, fields="id decided_by looked_at_by looked_at_until"),
            *seen_by("registrar.OwnerQuestion", by=RECORD, fields="asked_at word answered_at"),
            *seen_by("registrar.OwnerQuestion", by=INTERNAL, fields="id public_id person duplicate by"),
            *seen_by("registrar.Invitation", by=RECORD, fields="club channel made_at expires_at used_at withdrawn_at"),
            *seen_by("registrar.Invitation", by=RECORD, fields="withdrawn_because"),
            *seen_by("registrar.Invitation", by=INTERNAL, fields="id person seed secret_hash run wrong_tries"),
            *seen_by("registrar.Claim", by=RECORD, fields="club channel checked taken_at finished_at"),
            *seen_by("registrar.Invitation", by=INTERNAL, fields="passed"),
            *seen_by("registrar.Claim", by=INTERNAL, fields="id person"),
            *seen_by("registrar.HeldRecord", by=RECORD, fields="handover told_by told_at objects_until activated_at"),
            *seen_by("registrar.HeldRecord", by=INTERNAL, fields="id person invitation bundle"),
            *seen_by("registrar.YearlyQuestion", by=RECORD, fields="club asked_at answer answered_at"),
            *seen_by("registrar.YearlyQuestion", by=INTERNAL, fields="id public_id person told before"),
            *seen_by("registrar.PassedInvitation", by=RECORD, fields="club class_year made_at expires_at withdrawn_at"),
            *seen_by("registrar.PassedInvitation", by=RECORD, fields="taken_up"),
            *seen_by(
                "registrar.PassedInvitation", by=INTERNAL, fields="id public_id passer seed secret_hash wrong_tries"
            ),
        ),
        looks=(
            Look("registrar.row", _("opened the row of a file that became your record")),
            Look("registrar.duplicate", _("compared your record with another one")),
            Look("registrar.held", _("looked you up among those held back")),
            Look("registrar.invitations", _("saw your address in the list of invitations")),
        ),
    )
)
