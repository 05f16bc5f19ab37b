from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    """Django's own `django.contrib.messages` has the label “messages” already; this one says what is kept here."""

    name = "vezi.network.messages"
    label = "conversations"
    verbose_name = _("Messages")
