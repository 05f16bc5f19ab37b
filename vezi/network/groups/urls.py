from django.urls import path

from vezi.network.groups.views import circles, members, moderating, posts, searching

app_name = "groups"

urlpatterns = [
    path("", circles.group_list, name="group_list"),
    path("new/", circles.group_found, name="group_found"),
    path("search/", searching.search, name="search"),
    path("good-practice/", searching.practice, name="practice"),
    path("pictures/<slug:picture>.webp", searching.picture, name="picture"),
    path("d/<slug:post>/", posts.discussion, name="discussion"),
    path("p/<slug:post>/", posts.post_own, name="post_own"),
    path("p/<slug:post>/change/", posts.post_change, name="post_change"),
    path("p/<slug:post>/take-back/", posts.post_take_back, name="post_take_back"),
    path("p/<slug:post>/react/", posts.react, name="react"),
    path("p/<slug:post>/vote/", posts.vote, name="vote"),
    path("p/<slug:post>/answer/", moderating.mark_answer, name="mark_answer"),
    path("p/<slug:post>/set/", moderating.post_set, name="post_set"),
    path("p/<slug:post>/hide/", moderating.post_hide, name="post_hide"),
    path("p/<slug:post>/show/", moderating.post_show, name="post_show"),
    path("p/<slug:post>/report/", moderating.post_report, name="post_report"),
    path("<slug:group>/", circles.group, name="group"),
    path("<slug:group>/change/", circles.group_change, name="group_change"),
    path("<slug:group>/close/", circles.group_close, name="group_close"),
    path("<slug:group>/follow/", circles.group_follow, name="group_follow"),
    path("<slug:group>/write/", posts.write, name="write"),
    path("<slug:group>/search/", searching.search_in, name="search_in"),
    path("<slug:group>/good-practice/", searching.practice_in, name="practice_in"),
    path("<slug:group>/reports/", moderating.reports, name="reports"),
    path("<slug:group>/members/", members.members, name="members"),
    path("<slug:group>/join/", members.join, name="join"),
    path("<slug:group>/ask/", members.ask, name="ask"),
    path("<slug:group>/leave/", members.leave, name="leave"),
    path("<slug:group>/invite/", members.invite, name="invite"),
    path("<slug:group>/invitation/", members.invitation_answer, name="invitation_answer"),
    path("<slug:group>/office/", members.offer_answer, name="offer_answer"),
    path("<slug:group>/door/", members.door, name="door"),
    path("<slug:group>/door/<slug:entry>/", members.decide, name="decide"),
    path("<slug:group>/door/<slug:entry>/withdraw/", members.entry_withdraw, name="entry_withdraw"),
    path("<slug:group>/members/<slug:person>/role/", members.rank, name="rank"),
    path("<slug:group>/members/<slug:person>/remove/", members.remove, name="remove"),
]
