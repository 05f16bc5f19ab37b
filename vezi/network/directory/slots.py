"""What finding people puts into shared pages."""

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vezi.core import slots
from vezi.core.viewer import viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import access
from vezi.network.people.models import Affiliation


@slots.fills("club_people", order=10)
def classes_of_club(request: HttpRequest, *, club: Club) -> SafeString | None:
    """One bar a class. Members can go on to the people; strangers see how many there are, not who."""
    studies = Affiliation.objects.filter(person__in=access.members([club.pk]), class_year__isnull=False)
    counts = list(studies.values_list("class_year").annotate(Count("person", distinct=True)).order_by("class_year"))
    if not counts:
        return None
    tie = viewer(request).ties.get(club.pk)
    context = {"classes": counts, "is_member": tie is not None and tie.is_member}
    return render_to_string("directory/slots/club_people.html", context, request=request)
