"""Jobs are there with the deed that asks for them, or not at all; also when a worker does the deed."""

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core import jobs
from vezi.core.mail import tasks

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
