from django.urls import path

from vezi.network.connections.views import answering, asking, inbox, introducing

app_name = "connections"

urlpatterns = [
    path("connections/", inbox.waiting, name="waiting"),
    path("connections/sent/", inbox.sent, name="sent"),
    path("connections/mine/", inbox.mine, name="mine"),
    path("connections/choice/", inbox.choose, name="choose"),
    path("connections/answer/<str:token>/", answering.answer, name="answer"),
    path("connections/introductions/<slug:public_id>/", introducing.introduction, name="introduction"),
    path("connections/<slug:public_id>/accept/", asking.accept, name="accept"),
    path("connections/<slug:public_id>/decline/", asking.decline, name="decline"),
    path("connections/<slug:public_id>/withdraw/", asking.withdraw, name="withdraw"),
    path("people/<slug:public_id>/connect/", asking.ask, name="ask"),
    path("people/<slug:public_id>/disconnect/", asking.end, name="end"),
    path("people/<slug:public_id>/introduce/", introducing.ask_for, name="ask_for"),
]
