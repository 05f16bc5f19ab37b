from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Words
from vezi.core.features import INTERNAL, RECORD, Feature, OnErase, OnMerge, PersonTie, register, seen_by


def tie(model: str, field: str, title: Words, *, exported: bool = True) -> PersonTie:
    return PersonTie(f"ties.{model}", field, OnMerge.MOVE_OR_DROP, OnErase.DELETE, exported, title)


register(
    Feature(
        name="ties",
        title=_("Ties"),
        person_ties=(
            tie("Connection", "person", _("Your connections")),
            tie("Connection", "other", _("Your connections"), exported=False),  # its other half tells of it
            tie("Block", "person", _("People you blocked")),
            tie("Block", "blocked", _("People who blocked you"), exported=False),  # who is blocked never learns of it
            tie("WavedAway", "person", _("People you did not want suggested")),
            tie("WavedAway", "other", _("People who did not want you suggested"), exported=False),
            tie("TieChoice", "person", _("What you chose about your ties")),
        ),
        personal_fields=(
            *seen_by("ties.Connection", by=RECORD, fields="since"),
            *seen_by("ties.Connection", by=INTERNAL, fields="id person other"),
            *seen_by("ties.Block", by=RECORD, fields="at"),
            *seen_by("ties.Block", by=INTERNAL, fields="id person blocked name"),
            *seen_by("ties.WavedAway", by=RECORD, fields="at"),
            *seen_by("ties.WavedAway", by=INTERNAL, fields="id person other"),
            *seen_by("ties.TieChoice", by=RECORD, fields="is_suggested list_audience"),
            *seen_by("ties.TieChoice", by=INTERNAL, fields="id person"),
        ),
    )
)
