"""What happens is seen at once: server-sent events over PostgreSQL's NOTIFY (decision 20).

    from vezi.core import live
    live.say([maja.pk, ziga.pk], "messages", conversation.public_id)

in the transaction of a deed. Open pages of these people fire the DOM event `live:messages` on their body, with
`{about}` as its detail, and ask for what they show as they always do: what is said holds no words and no names, so
that who may see what is decided in one place.
"""

from vezi.core.live.saying import say

__all__ = ["say"]
