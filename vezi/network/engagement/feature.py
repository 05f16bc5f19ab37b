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
from vezi.network.memberships.feature import OFFICE

register(
    Feature(
        name="engagement",
        title=_("Engagement"),
        office=(MenuEntry("engagement:office", _("Engagement"), order=57, needs=OFFICE),),
        person_ties=(
            PersonTie(
                "engagement.Act", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True,
                _("What counts as your engagement"), is_told=True,
            ),
        ),
        personal_fields=(
            *seen_by("engagement.Act", by=RECORD, fields="club kind mode day titles recorded_at"),
            *seen_by("engagement.Act", by=FACT, fields="path"),
            *seen_by("engagement.Act", by=INTERNAL, fields="id person source"),
        ),
    )
)  # fmt: skip
