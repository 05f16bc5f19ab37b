"""`house` in every template: what the frame of a page shows, whatever the page is about."""

import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from vezi.core import faces, features, theme
from vezi.core.components.parts import Place, Words
from vezi.core.features import MenuEntry
from vezi.core.viewer import Viewer
from vezi.core.who import Who


@dataclass(frozen=True)
class Language:
    code: str
    name: str  # in itself
    is_current: bool


@dataclass
class House:
    """The frame of one page. Addresses that are empty are left out of it."""

    network_name: str
    viewer: Viewer
    theme: str
    languages: list[Language]
    club: Any = None  # the club the page is about: name, short_name, slug, colour, crest_shape, crest_letters
    palette_url: str = ""  # the club's style sheet; without one the house's own colour holds
    home_url: str = "/"
    live_url: str = ""  # where an open page hears of what happens
    search_url: str = ""
    suggest_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    office_url: str = ""
    office_role: str = ""  # “registrar”, as in “You act as registrar”
    clubs: list[Place] = field(default_factory=list)  # the viewer's, for the switcher
    menu: list[Place] = field(default_factory=list)
    at_hand: list[Place] = field(default_factory=list)  # beside the account, with what waits there
    dock: list[Place] = field(default_factory=list)
    office_menu: list[Place] = field(default_factory=list)
    account_menu: list[Place] = field(default_factory=list)
    footer: list[Place] = field(default_factory=list)
    features: frozenset[str] = frozenset()

    @property
    def data_theme(self) -> str:
        return theme.DATA_THEMES[self.theme]

    @property
    def nameplate(self) -> str:
        """What stands beside the sign: the club if there is one, else the network."""
        return (self.club.short_name or str(self.club)) if self.club else self.network_name

    @property
    def me(self) -> Who | None:
        person = self.viewer.person
        if person is None:
            return None
        return Who(
            name=person.name, given=person.called, family=person.family, face=faces.address(getattr(person, "face", ""))
        )

    @property
    def is_signed_in(self) -> bool:
        return self.viewer.account is not None

    @property
    def other_languages(self) -> list[Language]:
        return [language for language in self.languages if not language.is_current]


def house(request: HttpRequest) -> dict[str, Any]:
    """The context processor. The house is furnished when a template first looks at it."""
    return {"house": SimpleLazyObject(lambda: furnish(request))}


@dataclass(frozen=True)
class HousePage:
    """A page by its title; `within` says where it belongs."""

    title: Words
    url: str
    within: str = ""


def furnish(request: HttpRequest) -> House:
    viewer = getattr(request, "viewer", None) or Viewer()
    club = viewer.club
    built = House(
        network_name=settings.NETWORK_NAME,
        viewer=viewer,
        theme=theme.chosen(request),
        languages=languages(),
        club=club,
        palette_url=getattr(club, "palette_url", ""),
        sign_in_url=address(settings.LOGIN_URL),
        sign_out_url=address("account_logout"),
        home_url=address(settings.LOGIN_REDIRECT_URL if viewer.person else settings.LOGOUT_REDIRECT_URL) or "/",
        search_url=address("directory:people"),
        suggest_url=address("directory:typeahead"),
        footer=footer(viewer),
        features=frozenset(feature.name for feature in features.every()),
    )
    if viewer.person is not None:
        built.live_url = f"/live/?since={time.time_ns() // 1_000_000}"
    if viewer.account is not None:
        built.account_menu = places(request, account_menu(viewer))
        built.clubs = switcher(viewer)
    entries = menu(viewer)
    built.menu = places(request, [entry for entry in entries if not entry.at_hand])
    built.at_hand = places(request, [entry for entry in entries if entry.at_hand])
    built.dock = places(request, [entry for entry in entries if entry.in_dock])
    if viewer.tie is not None and viewer.tie.is_officer:
        built.office_menu = places(request, office_menu(viewer), club=club.slug)
        built.office_url = built.office_menu[0].url if built.office_menu else ""
        built.office_role = ", ".join(viewer.tie.roles)
    return built


def pages(viewer: Viewer) -> list[HousePage]:
    """All that the menus lead the viewer to: her own, those of the office of the page's club, those of every page."""
    own = [(entry.title, address(entry.url)) for entry in (*menu(viewer), *account_menu(viewer))]
    of_all = [(place.title, place.url) for place in footer(viewer)]
    found = [HousePage(title, url) for title, url in (*own, *of_all) if url]
    if viewer.tie is not None and viewer.tie.is_officer:
        within = _("Office of %(club)s") % {"club": viewer.club.short_name or viewer.club}
        office = [(entry.title, address(entry.url, club=viewer.club.slug)) for entry in office_menu(viewer)]
        found += [HousePage(title, url, within) for title, url in office if url]
    return found


def menu(viewer: Viewer) -> list[MenuEntry]:
    entries = features.menu() if viewer.person is not None else []
    return [entry for entry in entries if not entry.needs or viewer.can(entry.needs)]


def office_menu(viewer: Viewer) -> list[MenuEntry]:
    return [entry for entry in features.office() if not entry.needs or viewer.can(entry.needs)]


def account_menu(viewer: Viewer) -> list[MenuEntry]:
    has_record = viewer.person is not None
    return [entry for entry in features.account() if entry.of_person in (None, has_record)]


def switcher(viewer: Viewer) -> list[Place]:
    """The viewer's clubs, where there is something to choose."""
    clubs = [tie.club for tie in viewer.ties.values()]
    chosen = viewer.club.pk if viewer.club is not None else None
    places = [
        Place(str(club), address("memberships:switch_club", to=club.slug), is_current=club.pk == chosen)
        for club in clubs
    ]
    return places if len(places) > 1 else []


def footer(viewer: Viewer) -> list[Place]:
    """What one must be able to find from every page."""
    of_club = viewer.club is not None
    privacy = address("clubs:club_privacy", club=viewer.club.slug) if of_club else address("core:privacy")
    wanted = [
        Place(_("Privacy"), privacy),
        Place(_("What we know about you"), address("profiles:held") if viewer.person is not None else ""),
        Place(_("Accessibility"), address("core:accessibility")),
        Place(_("Help"), address("core:help")),
    ]
    return [place for place in wanted if place.url]


def places(request: HttpRequest, entries: list[MenuEntry], **of: str) -> list[Place]:
    """Menu entries as links. One is in the place whose address begins the page's own, the longest of them."""
    found = [(entry, url) for entry in entries if (url := address(entry.url, **of))]
    begun = [url for _entry, url in found if request.path.startswith(url)]
    here = max(begun, key=len, default="")
    return [Place(title=entry.title, url=url, icon=entry.icon, is_current=url == here) for entry, url in found]


def address(name: str, **of: str) -> str:
    """Of a named page; empty when this house has none."""
    try:
        return reverse(name, kwargs=of or None)
    except NoReverseMatch:
        return ""


def languages() -> list[Language]:
    now = get_language()
    return [
        Language(code=code, name=get_language_info(code)["name_local"].capitalize(), is_current=code == now)
        for code, _name in settings.LANGUAGES
    ]
