from django.utils.translation import gettext_lazy as _

from vezi.core.features import (
    FACT,
    INTERNAL,
    RECORD,
    Feature,
    MenuEntry,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)

register(
    Feature(
        name="directory",
        title=_("Directory"),
        menu=(
            MenuEntry("directory:people", _("People"), order=20, icon="users", in_dock=True),
            MenuEntry("directory:classes", _("Classes"), order=22, icon="graduation-cap"),
        ),
        person_ties=(
            PersonTie("directory.Stay", "person", OnMerge.MOVE, OnErase.DELETE, True, _("Stays you announced")),
            PersonTie(
                "directory.SavedSearch", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Searches you keep")
            ),
        ),
        personal_fields=(
            *seen_by("directory.Stay", by="audience", fields="place starts_on ends_on line"),
            *seen_by("directory.Stay", by=FACT, fields="audience"),
            *seen_by("directory.Stay", by=RECORD, fields="said_at"),
            *seen_by("directory.Stay", by=INTERNAL, fields="id person public_id"),
            *seen_by("directory.SavedSearch", by=RECORD, fields="name asked every club kept_at told_at letters"),
            *seen_by("directory.SavedSearch", by=INTERNAL, fields="id public_id person due_at known removed_at"),
        ),
    )
)
