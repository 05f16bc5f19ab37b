"""What a member may offer to others: the answers to “I can help with”."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Help(TextChoices):
    """In the order of how much is asked, from half an hour to a seat at the table."""

    QUESTION = "question", _("A question or two")
    FIRST_JOB = "first_job", _("A first job")
    MOCK_INTERVIEW = "mock_interview", _("A mock interview")
    MENTORING = "mentoring", _("Mentoring")
    ABROAD = "abroad", _("Setting up abroad")
    VISIT = "visit", _("A visit to my firm")
    LECTURE = "lecture", _("A talk or lecture")
    INTERNSHIP = "internship", _("An internship")
    BOARD = "board", _("A board seat")


CHOICES = Help.choices
