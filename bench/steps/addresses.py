"""Where the main pages are."""

from typing import Any

from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.people.models import Person


def run() -> dict[str, Any]:
    club = Club.objects.order_by("pk")[0]
    person = Person.objects.filter(account__isnull=True, memberships__club=club, memberships__state="member").order_by(
        "pk"
    )[0]
    return {
        "visitor": {
            "front page": reverse("clubs:front"),
            "club": reverse("clubs:club_page", args=[club.slug]),
            "sign in": reverse("account_login"),
        },
        "member": {
            "home": reverse("memberships:home"),
            "people": reverse("directory:people"),
            "profile": reverse("profiles:person", args=[person.public_id]),
            "own profile": reverse("profiles:mine"),
        },
        "officer": {
            "office": reverse("memberships:office_desk", args=[club.slug]),
            "members": reverse("memberships:office_members", args=[club.slug]),
        },
    }
