"""What the demo's people send along: files of a few lines, and a picture drawn for it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageOps

from vezi.core.enclosing import Enclosed, enclosed

WIDE, HIGH, SEA = 1200, 800, 470


def sent_along(*, file: str, picture: str, words: str) -> list[Enclosed]:
    """By their names; as a member's own files would come in."""
    files = [SimpleUploadedFile(file, words.encode())] if file else []
    if picture:
        files.append(SimpleUploadedFile(picture, evening_by_the_sea(), content_type="image/png"))
    return list(enclosed(files))  # type: ignore[arg-type] # they read and seek, and no more is asked of them


def evening_by_the_sea() -> bytes:
    """A sky, a sun going down, the sea, and the rail of a terrace."""
    sky = ImageOps.colorize(Image.linear_gradient("L").resize((WIDE, SEA)), "#2b4a6b", "#f2c48d")
    sea = ImageOps.colorize(Image.linear_gradient("L").resize((WIDE, HIGH - SEA)), "#7d8f9c", "#17293f")
    drawn = Image.new("RGB", (WIDE, HIGH))
    drawn.paste(sky, (0, 0))
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((760, SEA - 120, 960, SEA + 80), fill="#fbe6b8")
    drawn.paste(sea, (0, SEA))
    for step in range(6):
        pen.line(
            (820 - step * 22, SEA + 14 + step * 22, 900 + step * 22, SEA + 14 + step * 22), fill="#e9c79a", width=4
        )
    pen.line((0, HIGH - 150, WIDE, HIGH - 150), fill="#141b24", width=16)
    for post in range(40, WIDE, 160):
        pen.line((post, HIGH - 150, post, HIGH), fill="#141b24", width=10)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
