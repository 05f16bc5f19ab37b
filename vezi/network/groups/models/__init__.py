"""Circles with members of their own, and what is said in them."""

from vezi.network.groups.models.circles import (
    Entry,
    Follow,
    Group,
    GroupQuerySet,
    Joining,
    Kind,
    Member,
    OfferState,
    OfficeOffer,
    Rank,
    Removal,
    Waiting,
    Way,
)
from vezi.network.groups.models.polls import Poll, PollOption, Vote
from vezi.network.groups.models.posts import (
    Mention,
    File,
    Picture,
    Post,
    PostQuerySet,
    PostState,
    Reaction,
    ReactionKind,
    Report,
)

__all__ = [
    "Entry", "Follow", "Group", "GroupQuerySet", "Joining", "Kind", "Member", "Mention", "OfferState", "OfficeOffer",
    "File", "Picture", "Poll", "PollOption", "Post", "PostQuerySet", "PostState", "Rank", "Reaction", "ReactionKind",
    "Removal", "Report", "Vote", "Waiting", "Way",
]  # fmt: skip
