"""Of the deeds on one handover, one at a time."""

from vezi.network.registrar.handover.models import Handover


def locked(handover_id: int) -> Handover:
    found = Handover.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("club__institution", "by", "registrar_import").get(pk=handover_id)
