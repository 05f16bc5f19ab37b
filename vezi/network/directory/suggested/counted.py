from django.utils.formats import number_format
from django.utils.translation import ngettext


def people_said(count: int) -> str:
    """“2,268 people”, beside the name of a place."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": number_format(count)}
