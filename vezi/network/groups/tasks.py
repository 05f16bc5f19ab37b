"""Groups in the background: telling of posts, making groups of the records, passing on offices nobody took."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.clubs.models import Club
from vezi.network.groups import services, telling
from vezi.network.groups.models import Post


@app.task(pass_context=False)
def tell_of_post(post_id: int, last: int) -> None:
    """The next thousand members, then a job for those after them; safe to run twice."""
    posts = Post.objects.select_related("group__club", "group__programme", "opening__group", "author")
    post = posts.filter(pk=post_id).first()
    if post is None:
        return
    until = telling.tell_of_post(post=post, after=last, now=timezone.now())
    if until is not None:
        jobs.ask_for(tell_of_post, post_id=post_id, last=until)


@app.task(pass_context=False)
def gather_groups_of(club_id: int) -> None:
    """The same as every night, of one club; after a registrar's file and its undoing."""
    services.gather(now=timezone.now(), clubs=Club.objects.filter(pk=club_id))


@app.periodic(cron="17 2 * * *")
@app.task(queueing_lock="gather_groups", pass_context=False)
def gather_groups(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    """Classes and programmes of which enough people are on the books by now, and no others that nobody uses."""
    services.gather(now=timezone.now())


@app.periodic(cron="37 5 * * *")
@app.task(queueing_lock="pass_on_group_offices", pass_context=False)
def pass_on_offices(timestamp: int) -> None:  # noqa: ARG001 - given by the clock
    services.let_offers_lapse(now=timezone.now())
    services.follow_the_dead(now=timezone.now())
