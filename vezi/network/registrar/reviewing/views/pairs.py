"""Office, duplicates: records that may be of one person, pair by pair."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit, faces
from vezi.core.access import officer
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.feature import MERGE
from vezi.network.registrar.linkage import Weighed, wording
from vezi.network.registrar.linkage.bands import WORTH_A_LOOK
from vezi.network.registrar.models import Duplicate, OwnerQuestion, Verdict
from vezi.network.registrar.own_word import services as own_word
from vezi.network.registrar.own_word.queries import askable
from vezi.network.registrar.reviewing import charts, forms, queries, services
from vezi.network.registrar.reviewing.queries import Side

A_PAGE = 30


@officer(MERGE)
@require_safe
def duplicate_list(request: HttpRequest, club: str) -> HttpResponse:
    """How many wait, how many of them are sure, and what was merged last."""
    here, now = viewer(request).club, timezone.now()
    rules = queries.rules_of(here)
    asked = queries.asked(queries.waiting(here), now=now).select_related("one", "other", "owner_question__person")
    listed = queries.in_order(queries.to_decide(here, now=now)).select_related(
        "one", "other", "looked_at_by__person", "owner_question__person"
    )
    shown = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "club": here,
        "rules": rules,
        "rules_form": forms.RulesForm(initial={"wrong_in": rules.wrong_in}),
        "waiting": shown.paginator.count,
        "sure": queries.sure(here, rules, now=now).count(),
        "pairs": [row_of(one, rules, now) for one in shown.object_list],
        "at": pages_of(shown, request.GET),
        "asked": list(asked.order_by("owner_question__asked_at", "pk")),
        "merges": list(queries.recent_merges(here)[: queries.RECENT]),
        "decided_different": Duplicate.objects.filter(club=here, verdict=Verdict.DIFFERENT).count(),
    }
    return render(request, "registrar/duplicate_list.html", context)


def row_of(pair: Duplicate, rules: Any, now: Any) -> dict[str, Any]:
    weighed = Weighed.from_json(pair.why)
    strongest = sorted(weighed.comparisons, key=lambda one: -abs(one.bits))[:2]
    other_officer = pair.looked_at_by if pair.looked_at_until and pair.looked_at_until > now else None
    return {
        "pair": pair,
        "of_a_hundred": charts.of_a_hundred(pair.probability),
        "is_sure": pair.probability >= queries.sure_from(rules),
        "because": [wording.sentence(one) for one in strongest],
        "looked_at_by": getattr(other_officer, "person", None),
        "own": own_word_on(pair),
    }


def own_word_on(pair: Duplicate) -> OwnerQuestion | None:
    """What a member was asked about it, if anybody was."""
    return getattr(pair, "owner_question", None)


@officer(MERGE)
@require_POST
def duplicate_look(request: HttpRequest, club: str) -> HttpResponse:
    """Have the books looked through."""
    reader = viewer(request)
    services.ask_to_look(club=reader.club, by=reader.account, now=timezone.now())
    messages.success(request, _("The books are being looked through. What is found appears here."))
    return redirect("registrar:duplicate_list", club=reader.club.slug)


@officer(MERGE)
@require_POST
def duplicate_sure(request: HttpRequest, club: str) -> HttpResponse:
    """Merge all that is sure, in the background."""
    reader = viewer(request)
    count = services.ask_to_merge_sure(club=reader.club, by=reader.account, now=timezone.now())
    said = ngettext("%(count)s pair is being merged.", "%(count)s pairs are being merged.", count)
    messages.success(request, said % {"count": count})
    return redirect("registrar:duplicate_list", club=reader.club.slug)


@officer(MERGE)
@require_POST
def duplicate_rules(request: HttpRequest, club: str) -> HttpResponse:
    """How sure the club wants to be."""
    reader, form = viewer(request), forms.RulesForm(request.POST)
    if form.is_valid():
        services.rule(club=reader.club, by=reader.account, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept."))
    else:
        messages.warning(request, _("Choose one of the three."))
    return redirect("registrar:duplicate_list", club=reader.club.slug)


@officer(MERGE)
@require_safe
def duplicate_next(request: HttpRequest, club: str) -> HttpResponse:
    """To the next pair that nobody else is looking at."""
    reader = viewer(request)
    return go_on(reader.club, services.take_next(club=reader.club, by=reader.account, now=timezone.now()))


def go_on(club: Club, pair: Duplicate | None) -> HttpResponse:
    if pair is None:
        return redirect("registrar:duplicate_list", club=club.slug)
    return redirect("registrar:duplicate", club=club.slug, public_id=pair.public_id)


@officer(MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Two records side by side, why they may be one person, and the decision."""
    reader, now = viewer(request), timezone.now()
    found = Duplicate.objects.select_related(
        "club", "one", "other", "decided_by__person", "registrar_import", "owner_question__person"
    )
    pair = get_object_or_404(found, club=reader.club, public_id=public_id)
    if not queries.waiting(reader.club).filter(pk=pair.pk).exists():
        return render(request, "registrar/duplicate_decided.html", {"club": reader.club, "pair": pair})
    if request.method == "POST":
        return decide(request, pair)
    one, other = queries.sides_of(pair)
    who_else = services.look_at(duplicate=pair, by=reader.account, now=now)
    audit.looked(
        by=reader.account,
        at=now,
        person_ids=[pair.one_id, pair.other_id],
        club_id=reader.club.pk,
        what="registrar.duplicate",
    )
    return render(request, "registrar/duplicate.html", context_of(request, pair, one, other, who_else))


def decide(request: HttpRequest, pair: Duplicate) -> HttpResponse:
    reader, now = viewer(request), timezone.now()
    form = forms.VerdictForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say whether it is one person, or two."))
        return go_on(reader.club, pair)
    if form.cleaned_data["seen"] not in ("", seen_of(pair)):
        messages.warning(request, str(services.HasChanged.sentence))
        return go_on(reader.club, pair)
    by: dict[str, Any] = {"duplicate": pair, "by": reader.account, "now": now}
    try:
        match form.cleaned_data["verdict"]:
            case forms.SAME:
                merge = services.same(**by, chosen=form.chosen)
                messages.success(
                    request, _("%(name)s is one person now. It can be undone below.") % {"name": merge.kept}
                )
            case forms.DIFFERENT:
                services.different(**by)
                messages.success(request, _("Two people. It will not be asked again."))
            case forms.ASK:
                messages.success(request, said_of_asking(is_mailed=own_word.ask(**by)))
            case _later:
                services.put_off(**by)
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    return go_on(reader.club, services.take_next(club=reader.club, by=reader.account, now=now, but=pair))


def seen_of(pair: Duplicate) -> str:
    return f"{pair.one.public_id} {pair.other.public_id}"


def said_of_asking(*, is_mailed: bool) -> str:
    if is_mailed:
        return _("Asked by mail. The pair comes back with the answer, or in three weeks.")
    return _(
        "No mail may go: the question stands on the member’s home. The pair comes back with the answer, or in three weeks."
    )


@dataclass(frozen=True)
class Shown:
    """A line of the page with its bar."""

    line: queries.Line
    bar: charts.Bar
    words: list[str]


def context_of(request: HttpRequest, pair: Duplicate, one: Side, other: Side, who_else: Any) -> dict[str, Any]:
    club, weighed = pair.club, Weighed.from_json(pair.why)
    to_decide = queries.to_decide(club, now=timezone.now())
    lines = [
        Shown(line, charts.bar(line.bits), [wording.sentence(evidence) for evidence in line.evidence])
        for line in queries.lines_of(one, other, weighed)
    ]
    return {
        "club": club,
        "pair": pair,
        "seen": seen_of(pair),
        "place": queries.place_of(pair, to_decide),
        "waiting": to_decide.count(),
        "own": own_word_on(pair),
        "is_asked": queries.asked(queries.waiting(club).filter(pk=pair.pk), now=timezone.now()).exists(),
        "askable": askable(pair),
        "sides": [{"side": side, "who": who_of(side.person)} for side in (one, other)],
        "lines": lines,
        "is_choice": any(shown.line.choice for shown in lines),
        "sum": charts.sum_of(weighed, least=WORTH_A_LOOK, sure=queries.sure_from(queries.rules_of(club))),
        "of_a_hundred": charts.of_a_hundred(pair.probability),
        "claimed": next((side.person for side in (one, other) if side.is_claimed), None),
        "who_else": getattr(who_else, "person", None),
    }


def who_of(person: Person) -> Who:
    return Who(name=person.name, given=person.called, family=person.family, year=None, face=faces.address(person.face))
