from django.utils.translation import gettext_lazy as _

from vezi.core.features import INTERNAL, RECORD, Feature, MenuEntry, OnErase, OnMerge, PersonTie, register, seen_by

register(
    Feature(
        name="directory",
        title=_("Directory"),
        menu=(
            MenuEntry("directory:people", _("People"), order=20, icon="users", in_dock=True),
            MenuEntry("directory:classes", _("Classes"), order=25, icon="graduation-cap"),
        ),
        person_ties=(
            PersonTie(
                "directory.SavedSearch", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Searches you keep")
            ),
        ),
        personal_fields=(
            *seen_by("directory.SavedSearch", by=RECORD, fields="name asked every club kept_at told_at letters"),
            *seen_by("directory.SavedSearch", by=INTERNAL, fields="id public_id person due_at known removed_at"),
        ),
    )
)
