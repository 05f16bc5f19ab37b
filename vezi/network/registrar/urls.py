from django.urls import URLPattern, path

from vezi.network.registrar.asking.urls import urlpatterns as asking
from vezi.network.registrar.claiming.urls import urlpatterns as claiming
from vezi.network.registrar.handover.urls import urlpatterns as handover
from vezi.network.registrar.inviting.urls import urlpatterns as inviting
from vezi.network.registrar.own_word.urls import urlpatterns as own_word
from vezi.network.registrar.passing.urls import urlpatterns as passing
from vezi.network.registrar.reaching.urls import urlpatterns as reaching
from vezi.network.registrar.reviewing.urls import urlpatterns as reviewing
from vezi.network.registrar.views import columns, imports, outcomes, previews, rows, working

app_name = "registrar"

IMPORT = "c/<slug:club>/office/import/<slug:public_id>/"
importing: list[URLPattern] = [
    path("c/<slug:club>/office/import/", imports.import_list, name="import_list"),
    path(IMPORT, imports.import_open, name="import_open"),
    path(f"{IMPORT}columns/", columns.import_columns, name="import_columns"),
    path(f"{IMPORT}progress/", working.import_progress, name="import_progress"),
    path(f"{IMPORT}differences/", previews.import_preview, name="import_preview"),
    path(f"{IMPORT}differences/decide/", previews.import_decide, name="import_decide"),
    path(f"{IMPORT}unlike/", previews.import_unlike, name="import_unlike"),
    path(f"{IMPORT}left-out.csv", previews.import_rejected, name="import_rejected"),
    path(f"{IMPORT}apply/", working.import_apply, name="import_apply"),
    path(f"{IMPORT}drop/", imports.import_drop, name="import_drop"),
    path(f"{IMPORT}done/", outcomes.import_done, name="import_done"),
    path(f"{IMPORT}undo/", outcomes.import_undo, name="import_undo"),
    path(f"{IMPORT}rows/<int:number>/", rows.import_row, name="import_row"),
]

urlpatterns: list[URLPattern] = [
    *claiming, *inviting, *handover, *reaching, *asking, *passing, *own_word, *reviewing, *importing,
]  # fmt: skip
