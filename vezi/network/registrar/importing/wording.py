"""What imports say in the reader's language: fields and values of differences, why, and what kept a row or a file out."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext_lazy, npgettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core import geo
from vezi.network.clubs.models import AffiliationKind, StudyMode
from vezi.network.people.trades import Trade
from vezi.network.registrar.importing.differences.rules import RULES
from vezi.network.registrar.reading import problems
from vezi.network.registrar.reading import wording as reading
from vezi.network.registrar.reading.problems import Problem

FIELDS: dict[str, Any] = {
    "person.family": _("Surname"),
    "person.given": _("Given name"),
    "person.preferred": _("Known as"),
    "person.title": _("Title"),
    "person.born_on": _("Date of birth"),
    "person.birth_year": _("Year of birth"),
    "person.deceased_on": _("Date of death"),
    "person.is_deceased": _("Has died"),
    "name.former": _("Former surname"),
    "name.graduation": _("Name at graduation"),
    "identifier": _("Student number"),
    "contact.mail": _("E-mail"),
    "contact.phone": _("Telephone"),
    "contact.post": _("Post"),
    "residence": _("Home town"),
    "affiliation": _("Studies"),
    "affiliation.institution": _("Institution"),
    "affiliation.programme": _("Programme"),
    "affiliation.degree": _("Degree"),
    "affiliation.mode": _("Mode of study"),
    "affiliation.kind": _("Student, alum or staff"),
    "affiliation.class_year": _("Class year"),
    "affiliation.started_year": _("Year of enrolment"),
    "affiliation.ended_year": _("Last year"),
    "affiliation.graduated_on": _("Date of graduation"),
    "position": _("Work"),
}

WHYS: dict[str, Any] = {
    "missing": _("Was missing"),
    "another": _("One more, beside what we have"),
    "newer": _("Newer than what the registrar said before"),
    "spelling": _("The same, written otherwise"),
    "better_written": _("Said more fully"),
    "own_word": _("The member’s own word. We keep it unless you say otherwise."),
    "confirmed": _("What we have was confirmed. We keep it unless you say otherwise."),
    "officer": _("An officer wrote what we have. We keep it unless you say otherwise."),
    "other_club": _("Another club’s registrar said what we have. We keep it unless you say otherwise."),
    "older": _("What we have came after this file. We keep it unless you say otherwise."),
    "changed_here": _("The last file said the same; it was changed here since. We keep the change."),
    "plainer": _("The file has lost letters or a part of it. We keep what we have."),
    "kept_before": _("You decided to keep it when the same came last time."),
    "met_since": _("Came into the club after the preview. Read the file again to compare."),
}
#: The same with the day on which what we have was said or confirmed.
DATED: dict[str, Any] = {
    "own_word": _("The member’s own word of %(day)s. We keep it unless you say otherwise."),
    "confirmed": _("Confirmed on %(day)s. We keep it unless you say otherwise."),
    "officer": _("An officer wrote it on %(day)s. We keep it unless you say otherwise."),
    "newer": _("Newer than the registrar’s word of %(day)s"),
    "older": _("What we have is of %(day)s, later than this file. We keep it unless you say otherwise."),
}
#: For the list of rules: what each of them means when nobody decides otherwise.
RULES_SAID: dict[str, Any] = {
    "missing": _("We have nothing of the kind."),
    "another": _("It is one more of what we have, such as a second degree."),
    "newer": _("The registrar said otherwise before, and this file is newer."),
    "spelling": _("It is the same, written otherwise: capitals, spaces, a letter with its mark."),
    "better_written": _("It is the same place or address, said more fully."),
    "own_word": _("The member said so."),
    "confirmed": _("It was confirmed."),
    "officer": _("An officer of the club wrote it."),
    "other_club": _("Another club’s registrar said it."),
    "older": _("It came after this file."),
    "changed_here": _("The last file said the same as this one, and it was changed here since."),
    "plainer": _("The file has lost letters or parts of what we have."),
    "kept_before": _("You decided to keep it the last time."),
    "met_since": _("The person came into the club after the preview was made."),
}
assert set(WHYS) == set(RULES) == set(RULES_SAID)

PROBLEMS: dict[str, Any] = {
    "ambiguous": ngettext_lazy(
        "%(count)d person fits this row, and we cannot be sure. Add a student number or the date of birth.",
        "%(count)d people fit this row, and we cannot tell which is meant. Add a student number or the date of birth.",
        "count",
    ),
    "number_of_another": _(
        "Student number %(student_number)s is that of somebody with another name and date of birth in the club’s records."
    ),
    "erased": _("This person asked to be erased on %(day)s; the row is left out, and nothing of it is kept."),
    "changed_meanwhile": _(
        "Somebody changed the same people while we were at work. Nothing of the file was written; try again."
    ),
    "unforeseen": _(
        "Something went wrong that we did not foresee. Nothing of the file was written. Try again; if it happens once "
        "more, tell whoever runs the house."
    ),
}


def sentence(problem: Problem) -> str:
    """A problem of the reading or of the matching, in the language of the reader."""
    if problem.code in PROBLEMS:
        params = dict(problem.params)
        if "erased_on" in params:
            params["day"] = formats.date_format(datetime.date.fromisoformat(params["erased_on"]), "DATE_FORMAT")
        return str(PROBLEMS[problem.code] % params)
    return reading.sentence(problem)


def sentence_kept(kept: dict[str, Any]) -> str:
    return sentence(Problem.from_json(kept))


def place_kept(kept: dict[str, Any]) -> str:
    return reading.place(Problem.from_json(kept))


def is_rejecting(kept: dict[str, Any]) -> bool:
    return bool(kept["severity"] == problems.REJECTED)


def field(code: str) -> str:
    return str(FIELDS.get(code, code))


def why(code: str, before: dict[str, Any] | None = None) -> str:
    """Why it is proposed to take or to keep; with the day of what we have, where that says something."""
    said = (before or {}).get("confirmed_at" if code == "confirmed" else "recorded_at")
    moment = parse_datetime(said) if said else None
    if code in DATED and moment is not None:
        return str(DATED[code] % {"day": formats.date_format(moment, "SHORT_DATE_FORMAT")})
    return str(WHYS.get(code, code))


def is_kept_unless_decided(code: str) -> bool:
    return not RULES.get(code, True)


def value(code: str, said: Any) -> str:
    """What a difference was or becomes; empty for nothing."""
    if said in (None, "", {}):
        return ""
    speak = SPEAKERS.get(code)
    return speak(said) if speak else str(said)


def day(said: Any) -> str:
    read = said if isinstance(said, datetime.date) else datetime.date.fromisoformat(str(said))
    return formats.date_format(read, "DATE_FORMAT")


def mode(said: Any) -> str:
    return str(dict(StudyMode.choices).get(said, said))


def kind(said: Any) -> str:
    return str(dict(AffiliationKind.choices).get(said, said))


def study(said: dict[str, Any]) -> str:
    """“Bachelor of Economics, Economics, Faculty of Economics, 1999”."""
    years = dict.fromkeys(str(said[one]) for one in ("started_year", "ended_year") if said.get(one))
    parts = [said.get("degree"), said.get("programme"), said.get("faculty"), said.get("institution")]
    parts.append("–".join(years) or said.get("class_year"))
    told = ", ".join(str(part) for part in parts if part)
    aside = [mode(said["mode"])] if said.get("mode") else []
    if said.get("kind") and said["kind"] != AffiliationKind.ALUM:
        aside.append(kind(said["kind"]))
    if not told:
        return ", ".join(aside) or kind(AffiliationKind.ALUM)
    return f"{told} ({', '.join(aside)})" if aside else told


def work(said: dict[str, Any]) -> str:
    trade = dict(Trade.choices).get(said.get("trade") or "")
    return ", ".join(str(part) for part in (said.get("title"), said.get("employer"), trade) if part)


def home(said: dict[str, Any]) -> str:
    return ", ".join(part for part in (said.get("city"), geo.country_name(said.get("country") or "")) if part)


def death(_said: Any) -> str:
    return gettext("Yes")


SPEAKERS: dict[str, Callable[[Any], str]] = {
    "person.born_on": day,
    "person.deceased_on": day,
    "person.is_deceased": death,
    "affiliation.graduated_on": day,
    "affiliation.mode": mode,
    "affiliation.kind": kind,
    "affiliation": study,
    "position": work,
    "residence": home,
}

#: What applying and undoing did, by kind of record. Counted.
THINGS: dict[str, Any] = {
    "people": ngettext_lazy("%(count)s person", "%(count)s people", "number"),
    "memberships": ngettext_lazy("%(count)s record of the club", "%(count)s records of the club", "number"),
    "identifiers": ngettext_lazy("%(count)s student number", "%(count)s student numbers", "number"),
    "names": ngettext_lazy("%(count)s former name", "%(count)s former names", "number"),
    "affiliations": ngettext_lazy("%(count)s study", "%(count)s studies", "number"),
    "positions": npgettext_lazy("work", "%(count)s post", "%(count)s posts", "number"),
    "residences": ngettext_lazy("%(count)s home town", "%(count)s home towns", "number"),
    "contacts": ngettext_lazy("%(count)s way to reach somebody", "%(count)s ways to reach somebody", "number"),
    "programmes": ngettext_lazy("%(count)s programme", "%(count)s programmes", "number"),
    "institutions": ngettext_lazy("%(count)s institution", "%(count)s institutions", "number"),
}
#: What was left alone when the import was applied, and what stayed when it was undone.
LEFT: dict[str, Any] = {
    "changed_since": ngettext_lazy(
        "%(count)s value was changed by somebody after the preview; that change stays.",
        "%(count)s values were changed by somebody after the preview; those changes stay.",
        "number",
    ),
    "met_since": ngettext_lazy(
        "%(count)s difference in people who came into the club after the preview was left; read the file again to decide.",
        "%(count)s differences in people who came into the club after the preview were left; read the file again to decide.",
        "number",
    ),
    "gone": ngettext_lazy(
        "%(count)s person of the preview is no longer on the club’s books.",
        "%(count)s people of the preview are no longer on the club’s books.",
        "number",
    ),
    "ambiguous_since": ngettext_lazy(
        "%(count)s row fits several people by now and was left out.",
        "%(count)s rows fit several people by now and were left out.",
        "number",
    ),
}
KEPT: dict[str, Any] = {
    "claimed": ngettext_lazy(
        "%(count)s person stays: the record is claimed.", "%(count)s people stay: their records are claimed.", "number"
    ),
    "built_on": ngettext_lazy(
        "%(count)s person stays: others have built on the record since.",
        "%(count)s people stay: others have built on their records since.",
        "number",
    ),
    "edited": ngettext_lazy(
        "%(count)s value stays: it was edited, confirmed or given an audience since.",
        "%(count)s values stay: they were edited, confirmed or given an audience since.",
        "number",
    ),
    "another_import": ngettext_lazy(
        "%(count)s value stays: another file says the same.",
        "%(count)s values stay: other files say the same.",
        "number",
    ),
    "changed_since": ngettext_lazy(
        "%(count)s value stays as it is: it was changed again since.",
        "%(count)s values stay as they are: they were changed again since.",
        "number",
    ),
}


def counted(words: dict[str, Any], code: str, number: int) -> str:
    """“6,575 people”, in the reader's plural and with the reader's separators."""
    shown = formats.localize(number, use_l10n=True)
    if code not in words:
        return f"{code}: {shown}"
    return str(words[code] % {"number": number, "count": shown})


PHASES: dict[str, Any] = {
    "waiting": pgettext_lazy("import", "Waiting to begin"),
    "reading": pgettext_lazy("import", "Reading the rows"),
    "matching": pgettext_lazy("import", "Looking for who is who"),
    "comparing": pgettext_lazy("import", "Comparing with what we have"),
    "applying": pgettext_lazy("import", "Adding people"),
    "changing": pgettext_lazy("import", "Changing what was taken"),
    "undoing": pgettext_lazy("import", "Taking back what the file brought"),
    "finishing": pgettext_lazy("import", "Putting things away"),
}


def phase(code: str) -> str:
    return str(PHASES.get(code, PHASES["waiting"]))
