"""Jobs are there with the deed that asks for them, or not at all; also when a worker does the deed."""

import itertools

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core import jobs
from vezi.core import tasks as core
from vezi.core.mail import tasks
from vezi.core.tests.workers import forget_all_jobs, take_up_jobs, work_off_all_jobs

NOBODY = 0


@pytest.mark.django_db(transaction=True)
def test_a_deed_of_a_worker_that_fails_asks_for_nothing() -> None:
    with app.replace_connector(app.connector.get_worker_connector()):
        with transaction.atomic():
            jobs.ask_for(tasks.deliver, mail_id=NOBODY)
            transaction.set_rollback(True)
        with transaction.atomic():
            jobs.ask_for(tasks.deliver, mail_id=NOBODY + 1)

    assert list(ProcrastinateJob.objects.values_list("args", flat=True)) == [{"mail_id": NOBODY + 1}]


@pytest.mark.django_db
def test_a_job_can_be_named_and_keeps_the_queue_of_its_task() -> None:
    jobs.ask_for("vezi.core.mail.tasks.deliver", mail_id=NOBODY)

    assert ProcrastinateJob.objects.get().queue_name == "mail"


def of_a_dead_worker(task: str) -> None:
    jobs.ask_for(task)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where task_name = %s", [task])


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_had_at_hand_waits_again() -> None:
    of_a_dead_worker("vezi.core.mail.tasks.deliver_left_behind")

    take_up_jobs(silent_for=30)

    assert list(ProcrastinateJob.objects.values_list("status", flat=True)) == ["todo"]


@pytest.mark.django_db(transaction=True)
def test_one_of_a_kind_that_waits_already_keeps_nothing_else_from_being_taken_up() -> None:
    sweep = "vezi.core.mail.tasks.deliver_left_behind"
    of_a_dead_worker(sweep)
    jobs.ask_for(sweep)
    of_a_dead_worker("vezi.network.directory.tasks.clear_changes")

    take_up_jobs(silent_for=30)

    assert sorted(ProcrastinateJob.objects.values_list("task_name", "status")) == [
        (sweep, "todo"),
        ("vezi.network.directory.tasks.clear_changes", "todo"),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("lost", "status", "begun"),
    [(OperationalError, "succeeded", 2), (InterfaceError, "succeeded", 2), (ValueError, "failed", 1)],
)
def test_a_job_from_which_the_database_was_taken_begins_again(monkeypatch, lost, status, begun) -> None:
    begins: list[int] = []

    def deliver(*, mail_id: int, **_rest: object) -> None:
        begins.append(mail_id)
        if len(begins) == 1:
            raise lost("server closed the connection unexpectedly")

    monkeypatch.setattr(tasks.delivery, "deliver", deliver)
    monkeypatch.setattr(jobs, "PAUSES", (0, 0))
    jobs.ask_for(tasks.deliver, mail_id=7)

    work_off_all_jobs()

    found = ProcrastinateJob.objects.filter(task_name=tasks.deliver.name)
    assert list(found.values_list("status", flat=True)) == [status]
    assert begins == [7] * begun
    forget_all_jobs()


def test_what_was_left_behind_is_looked_for_every_quarter_of_a_minute() -> None:
    (found,) = (one for one in app.periodic_registry.periodic_tasks.values() if one.task is core.rescue_stalled_jobs)
    since = 1_767_261_662.0

    begun = itertools.takewhile(lambda at: at < since + 60, found.croniter.all_next(float, since))

    assert [later - earlier for earlier, later in itertools.pairwise(begun)] == [15, 15, 15]
