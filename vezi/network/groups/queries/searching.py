"""Discussions found by their words, folded as the house folds them.

PostgreSQL keeps the words of each post beside it. Two words that nobody can type stand among them: the group, so that
the words of a few groups are looked up together with it in one index, and the mark of good practice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from vezi.core.viewer import Viewer
from vezi.core.wording.searched import stem, words_of
from vezi.network.groups.access import posts_visible_to
from vezi.network.groups.models import Post, PostQuerySet, PostState
from vezi.network.groups.queries.shared import groups_of

FOUND_AT_MOST = 200
LOOKED_AT = 2_000  # posts, of which those the reader may see are shown
SOME, LATEST = 10_000, 30_000  # of a word that is everywhere: as many, and what was said last
MOST_WORDS = 8
MOST_GROUPS = 1_000  # of one reader, in one question

WRITE_DOWN = """
update groups_post set search =
    setweight(to_tsvector('simple', %(title)s), 'A') || setweight(to_tsvector('simple', %(text)s), 'B')
    || array_to_tsvector(%(marks)s::text[])
where id = %(id)s
"""


def write_down(post: Post) -> None:
    """Keep the words of a post for the search; of what is not shown, none."""
    if post.state != PostState.SHOWN:
        Post.objects.filter(pk=post.pk).update(search=None)
        return
    marks = [group_mark(post.group_id)] + (["!good"] if post.good_at is not None else [])
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE_DOWN,
            {
                "title": " ".join(words_of(post.title)), "text": " ".join(words_of(post.text)), "marks": marks,
                "id": post.pk,
            },
        )  # fmt: skip


def group_mark(group_id: int) -> str:
    return f"!g{group_id}"


@dataclass(frozen=True)
class Asked:
    """`year` and `good` are those of the shelf of good practice."""

    words: str = ""
    group_ids: tuple[int, ...] | None = None  # None: in every group the reader reads
    good: bool = False
    year: int | None = None


def find(viewer: Viewer, asked: Asked) -> list[Post]:
    """Posts the reader may see that hold all the words, the best first: in the title, good practice, an answer that
    helped, then the latest. At most 200."""
    query = tsquery(asked)
    found = posts_visible_to(viewer)
    if asked.group_ids is not None:
        found = found.filter(group__in=asked.group_ids)
    if asked.good:
        found = found.filter(good_at__isnull=False)
    if asked.year is not None:
        found = found.filter(good_at__year=asked.year) if asked.good else found.filter(written_at__year=asked.year)
    if not query:
        return list(with_names(found).order_by("-good_at", "-pk")[:FOUND_AT_MOST]) if asked.good else []
    weights = _weighed(query, mine=groups_of(viewer.person_id))
    seen = found.filter(pk__in=list(weights)).values_list("pk", flat=True)
    best = sorted(seen, key=lambda pk: (weights[pk], pk), reverse=True)[:FOUND_AT_MOST]
    posts = with_names(Post.objects.filter(pk__in=best)).in_bulk()
    return [posts[pk] for pk in best]


def with_names(posts: PostQuerySet) -> PostQuerySet:
    """With all that a line of an answer says."""
    return posts.select_related("group__club", "group__programme", "opening", "author")


WEIGH = """
select p.id, ts_rank(p.search, %(query)s::tsquery) * (case when p.good_at is null then 1 else 1.5 end)
    * (case when p.answer_id is not null or o.answer_id = p.id then 1.4 else 1 end)
from (
    select id from (
        select id from groups_post where search @@ %(query)s::tsquery
            and id > (select max(id) from groups_post) - %(latest)s
        order by id desc limit %(most)s
    ) lately
    union select id from (select id from groups_post where search @@ %(query)s::tsquery offset 0) everywhere
    union select id from (select id from groups_post where search @@ %(mine)s::tsquery offset 0) mine
) found join groups_post p using (id) left join groups_post o on o.id = p.opening_id
"""


def _weighed(query: str, *, mine: list[int]) -> dict[int, float]:
    """Posts that fit, whoever may read them: all there are, of a word that is everywhere some ten thousand and the latest.

    Two short questions. The index answers with no more than it is allowed to: so each costs the same at two million.
    """
    within = f"({query}) & ({_in_groups(mine[:MOST_GROUPS])})" if mine else query
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('gin_fuzzy_search_limit', %s, true), set_config('enable_seqscan', 'off', true)",
            (str(SOME),),
        )
        cursor.execute(WEIGH, {"query": query, "mine": within, "most": LOOKED_AT, "latest": LATEST})
        found = dict(cursor.fetchall())
        cursor.execute(
            "select set_config('gin_fuzzy_search_limit', '0', true), set_config('enable_seqscan', 'on', true)"
        )
    best = sorted(found, key=lambda pk: (found[pk], pk), reverse=True)[:LOOKED_AT]
    return {pk: found[pk] for pk in best}


def tsquery(asked: Asked) -> str:
    """Each word by its beginning, without an ending; in the groups asked of."""
    words = list(dict.fromkeys(words_of(asked.words[:200])))[:MOST_WORDS]
    if not words:
        return ""
    parts = [f"'{stem(word)}':*" for word in words]
    if asked.good:
        parts.append("'!good'")
    if asked.group_ids:
        parts.append(f"({_in_groups(asked.group_ids)})")
    return " & ".join(parts)


def _in_groups(group_ids: Iterable[int]) -> str:
    return " | ".join(f"'{group_mark(pk)}'" for pk in group_ids)


def saying_any(names: Iterable[str]) -> Q:
    """Posts that hold all words of one of these names."""
    found = Q(pk__in=[])
    for name in names:
        if words := words_of(name):
            query = " & ".join(f"'{word}'" for word in words)
            holding = RawSQL("select id from groups_post where search @@ %s::tsquery", (query,))
            found |= Q(pk__in=holding)
    return found
