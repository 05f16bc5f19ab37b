"""Background work keeps going: what a killed worker left is taken up again, what is done is cleared away."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from vezi.core import jobs

BEFORE_ALL = 20  # nobody's letters keep what was left behind from being taken up
STALLED_AFTER = 30  # seconds without a sign of life; workers give one every ten
KEPT_FOR = 24 * 7  # hours a finished job is kept, for `vezi status`


@app.periodic(cron="* * * * * */15")  # the sixth place is seconds
@app.task(queueing_lock="rescue_stalled_jobs", priority=BEFORE_ALL, pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - Procrastinate gives it
    await jobs.take_up_again(context.app.job_manager, silent_for=STALLED_AFTER)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_old_jobs", pass_context=True)
async def clear_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - Procrastinate gives it
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_FOR, include_failed=False)
