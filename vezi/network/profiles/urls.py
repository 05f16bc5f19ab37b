from django.urls import path, register_converter

from vezi.core.opaque import OpaqueConverter
from vezi.network.profiles.views import erasing, held, mine, person, taking, ties

app_name = "profiles"
register_converter(OpaqueConverter, "opaque")

urlpatterns = [
    path("people/<slug:public_id>/", person.person, name="person"),
    path("people/<slug:public_id>/card.vcf", person.person_card, name="person_card"),
    path("people/<slug:public_id>/block/", ties.block, name="block"),
    path("me/ties/", ties.my_ties, name="ties"),
    path("me/ties/<slug:public_id>/unblock/", ties.unblock, name="unblock"),
    path("me/ties/<slug:public_id>/call-back/", ties.call_back, name="call_back"),
    path("me/", mine.mine, name="mine"),
    path("me/change/<slug:part>/", mine.part_edit, name="part_edit"),
    path("me/work/", mine.position_add, name="position_add"),
    path("me/work/<opaque:pk>/", mine.position_edit, name="position_edit"),
    path("me/studies/", mine.study_add, name="study_add"),
    path("me/studies/<opaque:pk>/", mine.study_edit, name="study_edit"),
    path("me/contacts/", mine.contact_add, name="contact_add"),
    path("me/contacts/<opaque:pk>/", mine.contact_edit, name="contact_edit"),
    path("me/audience/<slug:subject>/", mine.audience_choose, name="audience"),
    path("me/audience/<slug:subject>/<opaque:pk>/", mine.audience_choose, name="audience_of"),
    path("me/held/", held.held, name="held"),
    path("me/held.json", taking.held_json, name="held_json"),
    path("me/held.html", taking.held_html, name="held_html"),
    path("me/erase/", erasing.erase_me, name="erase_me"),
    path("erased/", erasing.erased, name="erased"),
    path("me/held/<slug:club>/<slug:purpose>/", held.purpose_say, name="purpose_say"),
]
