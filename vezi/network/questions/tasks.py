"""Questions go on in the background: the first people are asked, then the next ones, then whether it helped."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vezi.core import jobs
from vezi.network.directory.index.store import NoIndex
from vezi.network.questions.services import routing

AT_MOST = 200


@app.task(pass_context=False)
def go_on(question_id: int) -> None:
    """Done twice, or after it is over, it changes nothing."""
    try:
        routing.go_on(question_id=question_id, now=timezone.now())
    except NoIndex:
        return  # it stays due: the clock tries again


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="go_on_with_questions", pass_context=False)
def go_on_with_questions(timestamp: int) -> None:
    """So long as some are left, one run asks for the next."""
    if routing.go_on_with_all(now=timezone.now(), at_most=AT_MOST) == AT_MOST:
        jobs.ask_for(go_on_with_questions, timestamp=timestamp)
