"""Where people get stuck: a link to the answer."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vezi.core.components import register
from vezi.core.components.parts import Words


@register.simple_tag
def help_link(about: str, words: Words = "") -> SafeString:
    """To one part of the help page: `{% help_link "claim" %}`; `words` stand in for “Help with this”."""
    return format_html(
        '<a class="lk text-sm" href="{}#{}">{}</a>', reverse("core:help"), about, words or _("Help with this")
    )
