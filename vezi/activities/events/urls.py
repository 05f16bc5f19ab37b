from django.urls import path

from vezi.activities.events.views import answering, door, keeping, lists, passes, planning, showing

app_name = "events"

urlpatterns = [
    path("events/", showing.event_list, name="event_list"),
    path("events/new/", planning.event_new, name="event_new"),
    path("events/answer/<str:token>/", answering.answer, name="answer"),
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
    path("events/<slug:event>/door/", door.at_door, name="door"),
    path("events/<slug:event>/door/list.json", door.door_list, name="door_list"),
    path("events/<slug:event>/door/facts.json", door.door_facts, name="door_facts"),
    path("events/<slug:event>/door/offers.json", door.door_offers, name="door_offers"),
    path("events/<slug:event>/door/worker.js", door.door_worker, name="door_worker"),
    path("events/<slug:event>/lists/", lists.event_lists, name="lists"),
    path("events/<slug:event>/lists/file/", lists.list_file, name="list_file"),
    path("events/<slug:event>/badges/", lists.name_badges, name="badges"),
    path("events/<slug:event>/walk-ins/<slug:walk_in>/", lists.walk_in_match, name="walk_in_match"),
    path("events/<slug:event>/passes/", passes.passes, name="passes"),
    path("events/<slug:event>/organisers/", keeping.organisers, name="organisers"),
]
