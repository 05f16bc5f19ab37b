from django.urls import path

from vezi.activities.events.views import (
    answering,
    books,
    calendars,
    keeping,
    parts,
    paying,
    planning,
    showing,
    ticketing,
)

app_name = "events"

urlpatterns = [
    path("events/", showing.event_list, name="event_list"),
    path("events/new/", planning.event_new, name="event_new"),
    path("events/month/", calendars.month, name="month"),
    path("events/calendar/", calendars.subscribe, name="subscribe"),
    path("events/calendar/<str:token>/events.ics", calendars.feed, name="feed"),
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
    path("events/<slug:event>/pay/", paying.pay_by_card, name="pay_by_card"),
    path("events/paid/<slug:payment>/", paying.card_back, name="card_back"),
    path("events/<slug:event>/tickets/", ticketing.tickets, name="tickets"),
    path("events/<slug:event>/tickets/<slug:ticket>/codes/", ticketing.codes, name="codes"),
    path("events/<slug:event>/programme/", parts.parts, name="parts"),
    path("events/<slug:event>/money/", books.money, name="money"),
    path("events/<slug:event>/money/remind/", books.nudge, name="nudge"),
    path("events/<slug:event>/money/statement/", books.statement, name="statement"),
    path("events/<slug:event>/money/<slug:bill>/", books.bill, name="bill"),
    path("events/<slug:event>/organisers/", keeping.organisers, name="organisers"),
]
