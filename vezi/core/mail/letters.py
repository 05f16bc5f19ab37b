"""A letter is written from two templates of one name: `.mjml` for the set page, `.txt` for plain reading.

Both extend those of `core/mail/`; the first line of the plain one is the subject.
"""

from dataclasses import dataclass
from typing import Any

import mjml
from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from vezi.core import palette

#: What a letter may say and need not.
SILENT: dict[str, Any] = dict.fromkeys(
    [
        "to_name",
        "year",
        "preheader",
        "headline",
        "faces",
        "faces_words",
        "button",
        "answers",
        "signed",
        "signed_role",
        "reply_to",
        "why",
        "stops",
    ],
    "",
)


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def write(template: str, context: dict[str, object], *, language: str, club: Any = None) -> Written:
    """Render `<template>.txt` and `<template>.mjml` in the language."""
    with translation.override(language or settings.LANGUAGE_CODE):
        full = {
            **SILENT,
            "site": settings.SITE_ADDRESS,
            "network_name": settings.NETWORK_NAME,
            "club": club,
            "language": language or settings.LANGUAGE_CODE,
            "colours": colours_of(club),
            **context,
        }
        # Plain text knows no entities: an ampersand in a name must stay one.
        plain = get_template(f"{template}.txt").template.render(Context(full, autoescape=False))  # type: ignore[attr-defined]
        subject, _, text = plain.strip().partition("\n")
        subject = " ".join(subject.split())
        html = mjml.mjml2html(render_to_string(f"{template}.mjml", full | {"subject": subject}))
    return Written(subject, text.strip() + "\n", html)


def colours_of(club: Any) -> dict[str, dict[str, str]]:
    """The palette a letter is set in: the club's, else the house's own."""
    stored = getattr(club, "palette", None)
    return stored or palette.palette_of(palette.HOUSE_COLOUR).to_dict()
