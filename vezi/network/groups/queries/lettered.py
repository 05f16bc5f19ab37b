"""What was said in a discussion, in the letter that tells of it: as it stands when the letter is written, and as its
reader may see whom it names."""

from collections import defaultdict
from collections.abc import Sequence

from vezi.core.wording import markdown
from vezi.core.wording.markdown import Named
from vezi.network.groups.models import Mention, Post, PostState
from vezi.network.notices.models import Notice
from vezi.network.notices.readers import Reader, names_of

OF_A_LETTER = 3_000  # letters of a post that its mail holds


def words_of_posts(notices: Sequence[Notice], readers: dict[int, Reader]) -> dict[int, str]:
    """Of what is shown still, and of no discussion of somebody from whom the reader is apart by now."""
    posts = _posts({one.once.rpartition(":")[2] for one in notices})
    told = [(one, posts[name]) for one in notices if (name := one.once.rpartition(":")[2]) in posts]
    named = defaultdict(list)
    for mention in Mention.objects.filter(post__in=posts.values()).select_related("person"):
        named[mention.post_id].append(mention.person)
    pairs = {(one.person_id, person.pk) for one, post in told for person in named[post.pk]}
    names, said = names_of(readers, pairs), {}
    for one, post in told:
        if post.discussion.author_id in readers[one.person_id].apart:
            continue
        seen = [(person.public_id, names.get((one.person_id, person.pk))) for person in named[post.pk]]
        people = {public_id: Named(name) for public_id, name in seen if name}
        words = markdown.plain_lines(post.text, people, longest=OF_A_LETTER)
        said[one.pk] = f"{post.title}\n\n{words}" if post.title else words
    return said


def _posts(public_ids: set[str]) -> dict[str, Post]:
    """Public name -> post."""
    shown = Post.objects.filter(public_id__in=public_ids, state=PostState.SHOWN, group__closed_at=None)
    shown = shown.exclude(opening__state=PostState.HIDDEN)
    return {post.public_id: post for post in shown.select_related("opening")}
