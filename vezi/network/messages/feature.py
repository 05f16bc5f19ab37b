from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from vezi.core.errors import Words
from vezi.core.features import (
    FACT,
    INTERNAL,
    RECORD,
    Capability,
    Feature,
    Look,
    MenuEntry,
    NoticeKind,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)
from vezi.network.messages import telling
from vezi.network.messages.access import JUDGE
from vezi.network.messages.queries.taken import called_as_known


def tie(
    model: str, title: Words, field: str = "person", *, on_merge: OnMerge = OnMerge.MOVE_OR_DROP,
    on_erase: OnErase = OnErase.DELETE, exported: bool = True, **more: Any,
) -> PersonTie:  # fmt: skip
    return PersonTie(f"conversations.{model}", field, on_merge, on_erase, exported, title, **more)


register(
    Feature(
        name="messages",
        title=_("Messages"),
        menu=(
            MenuEntry("messages:conversation_list", _("Messages"), order=25, icon="mail", in_dock=True, at_hand=True),
        ),
        office=(MenuEntry("messages:office_reports", _("Reported messages"), order=70, needs=JUDGE),),
        capabilities=(
            Capability(
                JUDGE, _("Look at reported messages"), _("Reads what members report of a conversation; each look is written down")
            ),
        ),
        looks=(Look("messages.report", _("read messages of yours that were reported, or that you reported")),),
        notices=(
            NoticeKind(
                telling.MESSAGE,
                _("Somebody writes to you"),
                one=_("%(who)s wrote to you."),
                many=ngettext_lazy("%(who)s wrote to you.", "%(who)s wrote to you: %(count)s messages.", "count"),
                way="now",
                deed=_("Read and answer"),
                is_signed=True,
                answered="messages",
                letter_after=timedelta(minutes=5),
            ),
            NoticeKind(
                telling.REQUEST,
                _("Somebody you are not connected with writes to you"),
                one=_("%(who)s would like to write to you."),
                way="day",
                deed=_("Read it"),
                is_signed=True,
            ),
            NoticeKind(
                telling.VERDICT,
                _("What came of reported messages"),
                one=_("The moderators of %(club)s have decided: %(outcome)s. %(reason)s"),
                way="now",
                deed=_("Read it"),
            ),
            NoticeKind(
                telling.REPORT,
                _("A member reports messages"),
                one=_("A member asks the moderators to look at messages."),
                way="now",
                deed=_("Look at it"),
                of_club=True,
                waits=True,
            ),
        ),
        person_ties=(
            tie("Seat", _("Conversations you take part in"), taken=called_as_known),
            tie("Seat", _("People you brought into a conversation"), "by", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR,
                exported=False),
            tie("Message", _("What you wrote to others"), "author", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR,
                taken=called_as_known),
            tie("Message", _("When you came into a conversation"), "about", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR,
                exported=False),
            tie("Conversation", _("Titles you gave to conversations"), "titled_by", on_merge=OnMerge.MOVE,
                on_erase=OnErase.CLEAR, exported=False),
            tie("WritingChoice", _("Who may write to you")),
            tie("Report", _("Messages you reported"), "reporter"),
            tie("Report", _("Messages of yours that were reported"), "writer", exported=False),
            tie("ReportedWords", _("Words of yours that were reported"), "author", on_merge=OnMerge.MOVE,
                on_erase=OnErase.CLEAR, exported=False),
            tie("WritingPause", _("Pauses in writing"), on_merge=OnMerge.MOVE),
        ),
        personal_fields=(
            *seen_by("conversations.Seat", by=RECORD, fields="conversation state joined_at read_at muted_at archived_at"),
            *seen_by("conversations.Seat", by=INTERNAL, fields="id person by is_stranger reads_past from_id until_id"),
            *seen_by("conversations.Seat", by=INTERNAL, fields="read_id is_new moved_at typing_at"),
            *seen_by("conversations.Message", by=FACT, fields="public_id conversation kind text written_at edited_at"),
            *seen_by("conversations.Message", by=FACT, fields="taken_back_at"),
            *seen_by("conversations.Message", by=INTERNAL, fields="id author about token matter search"),
            *seen_by("conversations.Conversation", by=FACT, fields="public_id is_several title begun_at"),
            *seen_by("conversations.Conversation", by=INTERNAL, fields="id pair titled_by goes_on_in"),
            *seen_by("conversations.WritingChoice", by=RECORD, fields="writers shows_reading shows_typing"),
            *seen_by("conversations.WritingChoice", by=INTERNAL, fields="id person"),
            *seen_by("conversations.Report", by=RECORD, fields="club reason at outcome answer decided_at"),
            *seen_by("conversations.Report", by=INTERNAL, fields="id public_id conversation reporter writer"),
            *seen_by("conversations.ReportedWords", by=RECORD, fields="text files written_at"),
            *seen_by("conversations.ReportedWords", by=INTERNAL, fields="id report message author"),
            *seen_by("conversations.WritingPause", by=RECORD, fields="club until reason"),
            *seen_by("conversations.WritingPause", by=INTERNAL, fields="id person"),
        ),
    )
)  # fmt: skip
