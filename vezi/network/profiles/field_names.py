"""What the fields of records are called where they are read one by one: in the file one takes along."""

from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Any] = {
    "about": _("what it is about"),
    "applied": _("carried out"),
    "activated_at": _("put on the books on"),
    "answer": _("what you answered"),
    "answered_at": _("answered on"),
    "asked": _("what is asked for"),
    "asked_at": _("asked on"),
    "at": _("when"),
    "audience": _("who sees it"),
    "basis": _("basis"),
    "becomes": _("what the file says"),
    "bounced_at": _("a letter came back on"),
    "carried": _("what was taken over"),
    "cells": _("the row as it stood"),
    "channel": _("by which way"),
    "checked": _("what you have looked at"),
    "claimed_at": _("record taken up on"),
    "club": _("club"),
    "confirmed_at": _("confirmed on"),
    "conversation": _("conversation"),
    "created_at": _("record made on"),
    "decided_at": _("answered on"),
    "decision": _("what you said"),
    "erased_at": _("erased on"),
    "every": _("how often a letter may come"),
    "expires_at": _("held until"),
    "face": _("drawn face"),
    "field": _("field"),
    "found_at": _("found on"),
    "finished_at": _("looked through on"),
    "handover": _("handed over by"),
    "institution": _("institution"),
    "is_deceased": _("has died"),
    "is_primary": _("the first of its kind"),
    "kind": _("kind"),
    "last_seen_at": _("last here on"),
    "kept_at": _("kept since"),
    "letters": _("letters written"),
    "likeness": _("whom it was like"),
    "made_at": _("made on"),
    "mailed_at": _("sent by mail on"),
    "notice_version": _("version of the notice"),
    "number": _("number of the row"),
    "objects_until": _("time to object until"),
    "place": _("city, by its number in GeoNames"),
    "portrait": _("picture"),
    "probability": _("how likely"),
    "problems": _("what was wrong with the row"),
    "programme": _("programme"),
    "public_id": _("name in addresses"),
    "purpose": _("what for"),
    "put_off_at": _("put off on"),
    "read": _("what was understood"),
    "read_at": _("read on"),
    "reason": _("reason"),
    "recorded_at": _("written down on"),
    "registrar_import": _("file"),
    "role": _("office"),
    "row_number": _("number of the row"),
    "said_at": _("said on"),
    "settled_at": _("settled on"),
    "since": _("since"),
    "source": pgettext_lazy("field", "who said it"),
    "state": _("how it stands"),
    "take": _("decided to be taken over"),
    "taken_at": _("taken up on"),
    "taken_up": _("how often it was taken up"),
    "told_at": _("told on"),
    "told_by": _("told in this way"),
    "undone_at": _("taken back on"),
    "used_at": _("used on"),
    "verdict": _("what was decided"),
    "version": _("by which measure"),
    "was": _("what was here"),
    "way": _("how you are told"),
    "why": _("why"),
    "withdrawn_at": _("withdrawn on"),
    "withdrawn_because": _("why it was withdrawn"),
    "words": _("what was said with it"),
}


def name_of(field: str, model: str) -> str:
    """In the reader's language: what the model calls it, else what the house calls such a field."""
    own = apps.get_model(model)._meta.get_field(field).verbose_name
    return capfirst(str(own if isinstance(own, Promise) else NAMES.get(field, own)))


def is_named(field: str, model: str) -> bool:
    """Whether it is called something in every language of the house."""
    own = apps.get_model(model)._meta.get_field(field).verbose_name
    return isinstance(own, Promise) or field in NAMES
