from django.urls import path

from vezi.network.messages.views import beginning, files, listing, moderating, reading, sitting, words

app_name = "messages"

urlpatterns = [
    path("messages/", listing.conversation_list, name="conversation_list"),
    path("messages/new/", beginning.begin, name="begin"),
    path("messages/search/", listing.search, name="search"),
    path("messages/choices/", sitting.choose, name="choose"),
    path("messages/unread/", listing.unread, name="unread"),
    path("messages/files/<slug:attachment>/", files.file, name="file"),
    path("messages/pictures/<slug:attachment>.webp", files.picture, name="picture"),
    path("messages/reports/<slug:report>/", moderating.verdict, name="verdict"),
    path("messages/words/<slug:message>/change/", words.change, name="change"),
    path("messages/words/<slug:message>/take-back/", words.take_back, name="take_back"),
    path("messages/<slug:conversation>/", reading.conversation, name="conversation"),
    path("messages/<slug:conversation>/news/", reading.news, name="news"),
    path("messages/<slug:conversation>/typing/", reading.typing, name="typing"),
    path("messages/<slug:conversation>/set/", sitting.set_seat, name="set_seat"),
    path("messages/<slug:conversation>/people/", sitting.people, name="people"),
    path("messages/<slug:conversation>/leave/", sitting.leave, name="leave"),
    path("messages/<slug:conversation>/report/", moderating.report, name="report"),
    path("people/<slug:public_id>/write/", beginning.write, name="write"),
    path("c/<slug:club>/office/messages/", moderating.office_reports, name="office_reports"),
    path("c/<slug:club>/office/messages/<slug:report>/", moderating.office_report, name="office_report"),
]
