"""What the area tells people, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from vezi.core.errors import Words
from vezi.core.features import NoticeKind


def kind(
    name: str, title: Words, one: Words, many: Words = "", *, way: str = "now", deed: Words = "", **more: Any
) -> NoticeKind:
    return NoticeKind(f"groups.{name}", title, one, many, way=way, deed=deed, of_club=True, **more)


NOTICES = (
    kind(
        "post", _("New discussions in my groups"), _("%(who)s opened a discussion in %(group)s"),
        ngettext_lazy("%(count)d new discussion in %(group)s", "%(count)d new discussions in %(group)s", "count"),
        way="day", deed=_("Read it"), answered="groups", answered_by_deed=True,
    ),
    kind(
        "answer", _("Answers where I took part"), _("%(who)s answered in %(group)s"),
        ngettext_lazy("%(who)s: %(count)d answer in %(group)s", "%(who)s: %(count)d answers in %(group)s", "count"),
        deed=_("Read the answer"), answered="groups",
    ),
    kind(
        "mention", _("Posts that name me"), _("%(who)s named you in %(group)s"),
        ngettext_lazy(
            "%(who)s named you %(count)d time in %(group)s", "%(who)s named you %(count)d times in %(group)s", "count"
        ),
        deed=_("Read it"), answered="groups",
    ),
    kind(
        "invitation", _("Invitations to groups"), _("%(who)s invites you to the group %(group)s"),
        deed=_("Look at the group"), waits=True, is_answered_at_home=True,
    ),
    kind(
        "request", _("Requests to join a group I look after"), _("%(who)s would like to join %(group)s"),
        way="day", deed=_("Decide"), waits=True,
    ),
    kind("admitted", _("I was let into a group"), _("You are in the group %(group)s"), deed=_("Look around")),
    kind("declined", _("I was not let into a group"), _("The group %(group)s did not let you in. %(reason)s")),
    kind("removed", _("I was taken out of a group"), _("You were taken out of the group %(group)s: %(reason)s")),
    kind(
        "hidden", _("A post of mine was hidden"), _("A moderator of %(group)s has hidden your post: %(reason)s"),
        deed=_("Read it"),
    ),
    kind(
        "report", _("Posts to look at in a group I look after"), _("Somebody asks you to look at a post in %(group)s"),
        deed=_("Look at it"), waits=True,
    ),
    kind(
        "offer", _("A group looks for an officer"), _("The group %(group)s has no officer. Will you look after it?"),
        deed=_("Answer"), waits=True,
    ),
)  # fmt: skip
