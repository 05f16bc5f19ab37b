"""The house's own drawn faces, for members who like one better than letters."""

from functools import lru_cache

from django.templatetags.static import static

from vezi.core import frontend


@lru_cache(maxsize=1)
def drawn_faces() -> tuple[str, ...]:
    """Their names, such as `face-16`."""
    return tuple(sorted(path.stem for path in (frontend.SOURCE / "faces").glob("face-*.svg")))


def address(face: str) -> str:
    """Where a drawn face is served; empty for a name that is none of them."""
    return static(f"faces/{face}.svg") if face in drawn_faces() else ""
