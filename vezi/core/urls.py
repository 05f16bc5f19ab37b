from django.urls import path

from vezi.core import views
from vezi.core.mail import views as mail
from vezi.core.mail.inbound import views as inbound

app_name = "core"

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("theme/", views.theme_choose, name="theme_choose"),
    path("language/", views.language_choose, name="language_choose"),
    path("cities/", views.cities, name="cities"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/answers/", views.styleguide_answers, name="styleguide_answers"),
    path("styleguide/audience/", views.styleguide_audience, name="styleguide_audience"),
    path("mail/returned/", mail.returned, name="mail_returned"),
    path("mail/inbound/", inbound.came_in, name="mail_inbound"),
    path("outbox/", mail.outbox, name="outbox"),
    path("outbox/<str:letter>/", mail.outbox_letter, name="outbox_letter"),
    path("outbox/<str:letter>/set/", mail.outbox_set, name="outbox_set"),
]
