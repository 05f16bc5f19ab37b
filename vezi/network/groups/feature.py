from typing import Any

from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Words
from vezi.core.features import (
    FACT,
    INTERNAL,
    RECORD,
    Capability,
    Feature,
    MenuEntry,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)
from vezi.network.groups.access import KEEP_GROUPS
from vezi.network.groups.kinds import NOTICES
from vezi.network.groups.queries.taken import of_whom_she_meets, without_hidden_words


def tie(
    model: str, title: Words, field: str = "person", *, on_merge: OnMerge = OnMerge.MOVE_OR_DROP,
    on_erase: OnErase = OnErase.DELETE, exported: bool = True, **more: Any,
) -> PersonTie:  # fmt: skip
    return PersonTie(f"groups.{model}", field, on_merge, on_erase, exported, title, **more)


register(
    Feature(
        name="groups",
        title=_("Groups"),
        menu=(MenuEntry("groups:group_list", _("Groups"), order=30, icon="message-circle", in_dock=True),),
        capabilities=(
            Capability(
                KEEP_GROUPS, _("Look after groups"), _("Makes chapters, moderates in all groups of the club but hidden ones")
            ),
        ),
        notices=NOTICES,
        person_ties=(
            tie("Member", _("Groups you are in")),
            tie("Entry", _("Groups you asked to join or were invited to"), taken=of_whom_she_meets),
            tie("Entry", _("People you invited to a group"), "by", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR, exported=False),
            tie("Removal", _("Groups you were taken out of")),
            tie("OfficeOffer", _("Groups you were asked to look after")),
            tie("Post", _("What you wrote in groups"), "author", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR,
                taken=without_hidden_words),
            tie("Mention", _("Posts that name you"), taken=without_hidden_words),
            tie("Reaction", _("Your thanks and other plain words"), taken=without_hidden_words),
            tie("Report", _("Posts you asked moderators to look at"), taken=without_hidden_words),
            tie("Vote", _("Answers you chose in polls"), taken=without_hidden_words),
        ),
        personal_fields=(
            *seen_by("groups.Member", by=FACT, fields="group rank joined_at"),
            *seen_by("groups.Member", by=RECORD, fields="follow read_at"),
            *seen_by("groups.Member", by=INTERNAL, fields="id person"),
            *seen_by("groups.Entry", by=RECORD, fields="public_id group way words state reason at decided_at"),
            *seen_by("groups.Entry", by=INTERNAL, fields="id person by"),
            *seen_by("groups.Removal", by=RECORD, fields="group reason at"),
            *seen_by("groups.Removal", by=INTERNAL, fields="id person"),
            *seen_by("groups.OfficeOffer", by=RECORD, fields="group state at"),
            *seen_by("groups.OfficeOffer", by=INTERNAL, fields="id person"),
            *seen_by("groups.Post", by=FACT, fields="public_id group opening title text written_at edited_at is_question"),
            *seen_by("groups.Post", by=FACT, fields="answer moved_at pinned_at closed_at good_at good_by_readers"),
            *seen_by("groups.Post", by=RECORD, fields="state hidden_because"),
            *seen_by("groups.Post", by=INTERNAL, fields="id author search"),
            *seen_by("groups.Mention", by=RECORD, fields="post"),
            *seen_by("groups.Mention", by=INTERNAL, fields="id person"),
            *seen_by("groups.Reaction", by=RECORD, fields="post kind at"),
            *seen_by("groups.Reaction", by=INTERNAL, fields="id person"),
            *seen_by("groups.Report", by=RECORD, fields="post reason at settled_at"),
            *seen_by("groups.Report", by=INTERNAL, fields="id person"),
            *seen_by("groups.Vote", by=RECORD, fields="poll option"),
            *seen_by("groups.Vote", by=INTERNAL, fields="id person is_only"),
        ),
    )
)  # fmt: skip
