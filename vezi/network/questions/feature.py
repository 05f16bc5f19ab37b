from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.features import (
    INTERNAL,
    RECORD,
    Capability,
    Feature,
    MenuEntry,
    NoticeKind,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)
from vezi.network.questions import queries
from vezi.network.questions.access import KEEP_QUESTIONS

QUESTION, ASKED = "questions.Question", "questions.Asked"

register(
    Feature(
        name="questions",
        title=_("Ask the network"),
        menu=(MenuEntry("questions:list", _("Ask the network"), order=35, icon="message-circle"),),
        office=(MenuEntry("questions:office", _("Questions"), order=72, needs=KEEP_QUESTIONS),),
        capabilities=(
            Capability(
                KEEP_QUESTIONS,
                _("Look after questions"),
                _("Sees how many were asked and helped; reads a question only when a member reports it"),
            ),
        ),
        person_ties=(
            PersonTie(QUESTION, "asker", OnMerge.MOVE, OnErase.CLEAR, True, _("Questions you asked")),
            PersonTie(
                ASKED,
                "person",
                OnMerge.MOVE_OR_DROP,
                OnErase.DELETE,
                True,
                _("Questions you were asked"),
                taken=queries.taken,
            ),
            PersonTie(ASKED, "named_by", OnMerge.MOVE, OnErase.CLEAR, False, _("People you named for a question")),
            PersonTie(
                "questions.Room", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Your room for questions")
            ),
            PersonTie(
                "questions.Report", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("Questions you reported")
            ),
        ),
        personal_fields=(
            *seen_by(
                QUESTION, by=RECORD, fields="words wanted breadth state written_at asked_at ended_at helped thanks"
            ),
            *seen_by(QUESTION, by=RECORD, fields="hidden_because"),
            *seen_by(
                QUESTION, by=INTERNAL, fields="id public_id asker days closes_at due_at first_help_at looked_back_at"
            ),
            # Whose words the named one reads is not hers to take away; who named her stands on her page.
            *seen_by(ASKED, by=RECORD, fields="state asked_at answered_at line shares_mail word"),
            *seen_by(ASKED, by=INTERNAL, fields="id public_id question person until named_by"),
            *seen_by("questions.Room", by=RECORD, fields="monthly refused"),
            *seen_by("questions.Room", by=INTERNAL, fields="id person"),
            *seen_by("questions.Report", by=RECORD, fields="reason at"),
            *seen_by("questions.Report", by=INTERNAL, fields="id person question settled_at"),
        ),
        notices=(
            NoticeKind(
                "questions.asked",
                _("Somebody asks you for help"),
                one=_("%(who)s asks: “%(line)s”"),
                way="now",
                deed=_("I can help"),
                answers=(("else", _("Someone else")), ("not_me", pgettext_lazy("question", "Not me"))),
                is_signed=True,
                waits=True,
                is_answered_at_home=True,
            ),
            NoticeKind(
                "questions.answered",
                _("Somebody can help with your question"),
                one=_("%(who)s can help with your question."),
                way="now",
                deed=_("See who it is"),
                is_signed=True,
                answered="questions",
                answered_by_deed=True,
            ),
            NoticeKind(
                "questions.nobody",
                _("Nobody could help with your question"),
                one=_("Nobody could help with your question this time."),
                way="now",
                deed=_("See what you can do"),
            ),
            NoticeKind(
                "questions.look_back",
                _("Whether an answer helped"),
                one=_("Two weeks ago somebody offered to help with your question. Did it help?"),
                way="day",
                deed=pgettext_lazy("question", "Say whether it helped"),
                waits=True,
            ),
            NoticeKind(
                "questions.thanks",
                _("Somebody thanks you for your help"),
                one=_("%(who)s thanks you for your help."),
                way="day",
                deed=_("Read it"),
                is_signed=True,
            ),
            NoticeKind(
                "questions.hidden",
                _("A question of yours was hidden"),
                one=_("A question of yours was hidden: %(reason)s"),
                way="now",
                deed=_("Read why"),
                of_club=True,
            ),
            NoticeKind(
                "questions.report",
                _("A member reports a question"),
                one=_("A member asks you to look at a question."),
                way="now",
                deed=_("Look at it"),
                of_club=True,
                waits=True,
            ),
        ),
    )
)
