from django.utils.translation import gettext_lazy as _

from vezi.core.features import FACT, INTERNAL, RECORD, Feature, OnErase, OnMerge, PersonTie, register, seen_by

register(
    Feature(
        name="news",
        title=_("News of my people"),
        person_ties=(
            PersonTie(
                "news.Fact", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("What others were told of you as news")
            ),
            PersonTie("news.Less", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, _("News you want to hear less of")),
            PersonTie(
                "news.Less", "of", OnMerge.MOVE_OR_DROP, OnErase.DELETE, False, _("Who wants to hear less news of you")
            ),
        ),
        personal_fields=(
            *seen_by("news.Fact", by=FACT, fields="kind at"),
            *seen_by("news.Fact", by=INTERNAL, fields="id person value said_at was"),
            *seen_by("news.Less", by=RECORD, fields="kind at"),
            *seen_by("news.Less", by=INTERNAL, fields="id person of"),
        ),
    )
)  # fmt: skip
