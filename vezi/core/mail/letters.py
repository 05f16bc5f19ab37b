"""A letter is written from two templates of one name: `.mjml` for the set page, `.txt` for plain reading.

The first line of the plain template is the subject.
"""

from dataclasses import dataclass

import mjml
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def write(template: str, context: dict[str, object], *, language: str, club: object = None) -> Written:
    """Render `<template>.txt` and `<template>.mjml` in the language."""
    with translation.override(language or settings.LANGUAGE_CODE):
        full = {
            "site": settings.SITE_ADDRESS,
            "network_name": settings.NETWORK_NAME,
            "club": club,
            "language": language,
        }
        full |= context
        subject, _, text = render_to_string(f"{template}.txt", full).strip().partition("\n")
        html = mjml.mjml2html(render_to_string(f"{template}.mjml", full | {"subject": subject.strip()}))
    return Written(subject.strip(), text.strip() + "\n", html)
