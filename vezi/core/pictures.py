"""Pictures that members send: drawn anew from their points, so that nothing else of the file comes in."""

import io
import warnings
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from vezi.core.errors import Refused

LARGEST = 12 * 1024 * 1024  # bytes, as it comes
MOST_POINTS = 50_000_000
SIDE = 1600  # points, as it is kept
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class NoPicture(Refused):
    status = 422
    sentence = _("This is no picture the house can read: send JPEG, PNG, WebP or GIF, at most 12 MB.")


@dataclass(frozen=True)
class Redrawn:
    file: ContentFile
    width: int
    height: int
    says: str = ""


def redraw(file: IO[bytes], *, size: int, says: str = "") -> Redrawn:
    """Turned upright, at most 1,600 points a side, without place, camera and what else travels in files. Raises NoPicture."""
    if size > LARGEST:
        raise NoPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            if picture.width * picture.height > MOST_POINTS:
                raise NoPicture
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SIDE, SIDE))
            plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise NoPicture from None
    fresh = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    fresh.save(out, "WEBP", quality=82, method=4)
    return Redrawn(ContentFile(out.getvalue()), fresh.width, fresh.height, says)
