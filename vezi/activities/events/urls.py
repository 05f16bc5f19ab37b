from django.urls import path

from vezi.activities.events.views import answering, inviting, keeping, planning, sharing, showing

app_name = "events"

urlpatterns = [
    path("events/", showing.event_list, name="event_list"),
    path("events/new/", planning.event_new, name="event_new"),
    path("events/answer/<str:token>/", answering.answer, name="answer"),
    path("events/answer/<str:token>/event.ics", answering.answer_calendar, name="answer_calendar"),
    path("events/pictures/<slug:event>.webp", showing.cover, name="cover"),
    path("events/<slug:event>/", showing.event, name="event"),
    path("events/<slug:event>/answer/", answering.register, name="register"),
    path("events/<slug:event>/take/", answering.take, name="take"),
    path("events/<slug:event>/calendar.ics", showing.calendar_file, name="calendar_file"),
    path("events/<slug:event>/coming/", keeping.coming, name="coming"),
    path("events/<slug:event>/change/", planning.event_change, name="event_change"),
    path("events/<slug:event>/publish/", planning.event_publish, name="event_publish"),
    path("events/<slug:event>/call-off/", planning.event_call_off, name="event_call_off"),
    path("events/<slug:event>/copy/", planning.event_copy, name="event_copy"),
    path("events/<slug:event>/invitations/", inviting.invitations, name="invitations"),
    path("events/<slug:event>/invitations/test/", inviting.test_letter, name="test_letter"),
    path("events/<slug:event>/letters/<slug:posting>/", inviting.letters, name="letters"),
    path("events/<slug:event>/reminders/", inviting.reminders, name="reminders"),
    path("events/<slug:event>/committee/", sharing.committee, name="committee"),
    path("events/<slug:event>/replies/", keeping.replies, name="replies"),
    path("events/<slug:event>/silent/", inviting.silent, name="silent"),
    path("events/<slug:event>/organisers/", keeping.organisers, name="organisers"),
]
