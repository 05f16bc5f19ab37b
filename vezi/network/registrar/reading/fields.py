"""What a column of a registrar's file can mean to us."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

IGNORED = "ignored"  # not kept at all, not even in the source row
SOURCE_ONLY = "source_only"  # kept in the source row and used for nothing


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: Any  # translated when shown
    group: str  # person, study, work, contact, other
    is_person: bool = True  # else it belongs to the affiliation that the row tells of


PERSON = (
    Field("student_number", _("Student number"), "person"),
    Field("family", _("Surname"), "person"),
    Field("given", _("Given name"), "person"),
    Field("full_name_given_first", _("Full name, given name first"), "person"),
    Field("full_name_family_first", _("Full name, surname first"), "person"),
    Field("preferred", _("Known as"), "person"),
    Field("former_family", _("Former surname"), "person"),
    Field("name_at_graduation", _("Name at graduation"), "person"),
    Field("title", _("Title"), "person"),
    Field("born_on", _("Date of birth"), "person"),
    Field("birth_year", _("Year of birth"), "person"),
    Field("deceased_on", _("Date of death"), "person"),
)
CONTACT = (
    Field("mail", _("E-mail"), "contact"),
    Field("mail_2", _("Second e-mail"), "contact"),
    Field("phone", _("Telephone"), "contact"),
    Field("mobile", _("Mobile"), "contact"),
    Field("post", _("Street address"), "contact"),
    Field("postcode", _("Postcode"), "contact"),
    Field("city", _("City"), "contact"),
    Field("country", _("Country"), "contact"),
)
STUDY = (
    Field("institution", _("Institution"), "study", is_person=False),
    Field("faculty", _("Faculty"), "study", is_person=False),
    Field("programme", _("Programme"), "study", is_person=False),
    Field("degree", _("Degree"), "study", is_person=False),
    Field("study_mode", _("Mode of study"), "study", is_person=False),
    Field("class_year", _("Class year"), "study", is_person=False),
    Field("started_year", _("Year of enrolment"), "study", is_person=False),
    Field("ended_year", _("Last year"), "study", is_person=False),
    Field("graduated_on", _("Date of graduation"), "study", is_person=False),
    Field("affiliation_kind", _("Student, alum or staff"), "study", is_person=False),
)
WORK = (
    Field("employer", _("Employer"), "work"),
    Field("job_title", _("Position"), "work"),
    Field("trade", _("Trade"), "work"),
)
OTHER = (
    Field("birth_place", _("Place of birth (kept in the source row only)"), "other"),
    Field("birth_country", _("Country of birth (kept in the source row only)"), "other"),
    Field(SOURCE_ONLY, _("Nothing (kept in the source row only)"), "other"),
    Field(IGNORED, _("Nothing (not kept at all)"), "other"),
)
FIELDS = {one.name: one for one in (*PERSON, *CONTACT, *STUDY, *WORK, *OTHER)}
UNUSED = frozenset({"birth_place", "birth_country", SOURCE_ONLY, IGNORED})
REPEATABLE = UNUSED
CONSTANTS = ("institution", "faculty", "programme", "degree", "study_mode", "class_year", "affiliation_kind", "country")
