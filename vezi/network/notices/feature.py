from typing import Any

from django.utils.translation import gettext_lazy as _

from vezi.core.features import (
    INTERNAL,
    RECORD,
    Feature,
    MenuEntry,
    NoticeKind,
    OnErase,
    OnMerge,
    PersonTie,
    Words,
    register,
    seen_by,
)
from vezi.network.notices import queries

OF_THE_HOUSE = "notices.house"  # a word of whoever runs it: `vezi tell`


def tie(model: str, title: Words, *, field: str = "person", exported: bool = True, **more: Any) -> PersonTie:
    return PersonTie(f"notices.{model}", field, OnMerge.MOVE_OR_DROP, OnErase.DELETE, exported, title, **more)


register(
    Feature(
        name="notices",
        title=_("Notices"),
        account=(MenuEntry("notices:settings", _("Notices and mail"), order=17, icon="bell", of_person=True),),
        notices=(NoticeKind(OF_THE_HOUSE, _("Words of whoever runs Vezi"), "%(words)s", way="page"),),
        person_ties=(
            tie("Notice", _("What you were told"), is_told=True, taken=queries.taken),
            tie("Notice", _("What others were told of you"), field="by", exported=False, is_told=True),
            tie("WayChoice", _("How you want to be told"), is_told=True),
            tie("Rhythm", _("When letters may come")),
            tie("Device", _("Devices that are told at once")),
        ),
        personal_fields=(
            *seen_by("notices.Notice", by=RECORD, fields="kind about words club at read_at settled_at mailed_at"),
            *seen_by("notices.Notice", by=INTERNAL, fields="id person by path mail_path way once due_at alone push_at"),
            *seen_by("notices.WayChoice", by=RECORD, fields="kind club way"),
            *seen_by("notices.WayChoice", by=INTERNAL, fields="id person"),
            *seen_by("notices.Rhythm", by=RECORD, fields="hour weekday time_zone away_from away_until has_digests"),
            *seen_by("notices.Rhythm", by=RECORD, fields="letters_a_week"),
            *seen_by("notices.Rhythm", by=INTERNAL, fields="id person"),
            *seen_by("notices.Device", by=RECORD, fields="name added_at"),
            *seen_by("notices.Device", by=INTERNAL, fields="id public_id person endpoint key secret"),
        ),
    )
)
