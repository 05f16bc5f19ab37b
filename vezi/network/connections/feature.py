from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from vezi.core.errors import Words
from vezi.core.features import (
    INTERNAL,
    RECORD,
    Feature,
    MenuEntry,
    NoticeKind,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)
from vezi.network.connections import queries

REQUESTS, INTRODUCTIONS = "connections.ConnectionRequest", "connections.Introduction"


def tie(model: str, field: str, title: Words, *, exported: bool = True, **more: Any) -> PersonTie:
    return PersonTie(model, field, OnMerge.MOVE_OR_DROP, OnErase.DELETE, exported, title, **more)


register(
    Feature(
        name="connections",
        title=_("Connecting"),
        menu=(MenuEntry("connections:waiting", _("Connections"), order=30, icon="users"),),
        person_ties=(
            tie(REQUESTS, "asker", _("Requests to connect"), taken=queries.taken_requests),
            tie(REQUESTS, "asked", _("Requests to connect"), taken=queries.taken_requests),
            tie(INTRODUCTIONS, "asker", _("Introductions"), taken=queries.taken_introductions),
            tie(INTRODUCTIONS, "through", _("Introductions"), taken=queries.taken_introductions),
            tie(INTRODUCTIONS, "third", _("Introductions"), exported=False),  # of some she has never heard
            tie("connections.AskingChoice", "person", _("Whether you may be asked to connect")),
        ),
        personal_fields=(
            *seen_by(REQUESTS, by=RECORD, fields="words asked_at"),
            # Whether and when it was declined is told to nobody; the state would tell it to who was asked and forgot.
            *seen_by(REQUESTS, by=INTERNAL, fields="id public_id asker asked state closes_at set_aside_at ended_at"),
            *seen_by(INTRODUCTIONS, by=RECORD, fields="why word stage asked_at passed_on_at ended_at"),
            *seen_by(INTRODUCTIONS, by=INTERNAL, fields="id public_id asker through third closes_at looked_back_at"),
            *seen_by(INTRODUCTIONS, by=INTERNAL, fields="helped_asker helped_third"),
            *seen_by("connections.AskingChoice", by=RECORD, fields="takes_requests"),
            *seen_by("connections.AskingChoice", by=INTERNAL, fields="id person"),
        ),
        notices=(
            NoticeKind(
                "connections.request",
                _("Somebody asks to be connected with you"),
                one=_("%(who)s would like to be connected with you. %(line)s"),
                way="now",
                deed=_("Answer"),
                is_signed=True,
                waits=True,
                is_answered_at_home=True,
            ),
            NoticeKind(
                "connections.accepted",
                _("Somebody you asked is connected with you"),
                one=_("%(who)s is connected with you now."),
                many=ngettext_lazy(
                    "%(who)s is connected with you now.", "%(who)s are connected with you now.", "count"
                ),
                way="day",
                deed=_("Your connections"),
            ),
            NoticeKind(
                "connections.closed",
                _("A request of yours closed without an answer"),
                one=_("Your request to %(who)s has closed without an answer."),
                many=ngettext_lazy(
                    "Your request to %(who)s has closed without an answer.",
                    "Your requests to %(who)s have closed without an answer.",
                    "count",
                ),
            ),
            NoticeKind(
                "connections.introduce",
                _("Somebody asks you for an introduction"),
                one=_("%(who)s asks you for an introduction."),
                way="now",
                deed=_("Read why"),
                is_signed=True,
                waits=True,
                is_answered_at_home=True,
            ),
            NoticeKind(
                "connections.introduced",
                _("Somebody introduces a person to you"),
                one=_("%(who)s would like you to meet somebody."),
                way="now",
                deed=_("See whom"),
                is_signed=True,
                waits=True,
                is_answered_at_home=True,
            ),
            NoticeKind(
                "connections.introduction_news",
                _("What became of an introduction"),
                one=_("There is news of an introduction."),
                way="day",
                deed=_("See what became of it"),
            ),
            NoticeKind(
                "connections.look_back",
                _("Whether an introduction helped"),
                one=_("A month ago you met %(who)s by an introduction. Did it help?"),
                way="day",
                deed=_("Say whether it helped"),
                waits=True,
                is_answered_at_home=True,
            ),
        ),
    )
)
