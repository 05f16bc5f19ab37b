from django.urls import path

from vezi.network.questions.views import answering, asking, office, own

app_name = "questions"

urlpatterns = [
    path("questions/", own.listed, name="list"),
    path("questions/asked/", own.asked_by_me, name="asked"),
    path("questions/new/", asking.new, name="new"),
    path("questions/room/", own.room, name="room"),
    path("questions/answer/<str:token>/", answering.answer, name="answer"),
    path("questions/<slug:public_id>/", own.question, name="question"),
    path("questions/<slug:public_id>/draft/", asking.draft, name="draft"),
    path("questions/<slug:public_id>/report/", own.report, name="report"),
    path("c/<slug:club>/office/questions/", office.office, name="office"),
]
