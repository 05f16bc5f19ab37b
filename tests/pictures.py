"""Pictures of a running demo for the documents: `python -m tests.pictures [NAME …]`, or `make pictures`.

Without more, the few that the README shows; `--all` takes each page on a phone and a desktop, light and dark, in English
and Slovenian, to be looked at.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser

from tests import browser as browsing
from tests.browser import Eyes
from vezi.demo.cast import DEMO_PASSWORD

TO = Path(__file__).resolve().parents[1] / "docs" / "pictures"
EVERY = tuple(Eyes(*one) for one in product((390, 1280), ("light", "dark"), ("en", "sl")))
DESK = Eyes(1280, "light", "en")
DARK, SLOVENIAN = Eyes(1280, "dark", "en"), Eyes(1280, "light", "sl")
ADA, GRACE, MAJA = "ada@ada.example", "grace@emona-alumni.example", "maja.kovac@luka-jadran.example"
TALLEST = 1500  # points of a page that the README shows; the rest is more of the same


@dataclass(frozen=True)
class Shown:
    """A page worth showing, the mail address of whoever looks at it (nobody: a visitor), and how the README shows it.

    `opens`: the words of a link on it that leads to the page meant, where its own address is drawn by lot.
    """

    name: str
    path: str
    mail: str = ""
    eyes: tuple[Eyes, ...] = ()
    opens: str = ""


PAGES = [
    Shown("front", "/", eyes=(DESK,)),
    Shown("club", "/c/okolje-in-prostor/", eyes=(SLOVENIAN,)),
    Shown("people", "/people/?q=kovac", ADA, eyes=(DESK,)),
    Shown("home", "/home/", ADA, eyes=(DESK,)),
    Shown("conversation", "/messages/", MAJA, eyes=(DESK,), opens="Reunion of ’99"),
    Shown("mine", "/me/", MAJA, eyes=(DARK,)),
    Shown("members", "/c/emona-business/office/members/", GRACE, eyes=(DESK,)),
    Shown("styleguide", "/styleguide/"),
]


def main(arguments: list[str] | None = None) -> int:
    asked = _asked(arguments)
    wanted = [shown for shown in PAGES if not asked.names or shown.name in asked.names]
    if unknown := set(asked.names) - {shown.name for shown in PAGES}:
        sys.stderr.write(f"No such page: {', '.join(sorted(unknown))}. There are {', '.join(s.name for s in PAGES)}.\n")
        return 2
    if not _answers(asked.address):
        sys.stderr.write(f"Nobody answers at {asked.address}: start `make demo` first, or give --address.\n")
        return 1
    views = [(shown, eyes) for shown in wanted for eyes in (EVERY if asked.all else shown.eyes)]
    with browsing.open_chromium() as browser:
        tallest = None if asked.all else TALLEST
        for file in take(browser, views, address=asked.address, to=asked.to, password=asked.password, tallest=tallest):
            sys.stdout.write(f"{file.name}\n")
    return 0


def take(
    browser: Browser,
    views: list[tuple[Shown, Eyes]],
    *,
    address: str,
    to: Path,
    password: str,
    tallest: int | None = None,
) -> Iterator[Path]:
    """Each page with its pair of eyes; the files as they are written. One sign-in a person and pair of eyes."""
    for mail, eyes in sorted({(shown.mail, eyes) for shown, eyes in views}, key=str):
        context = browsing.open_eyes(browser, eyes, address=address)
        page = context.new_page()
        if mail:
            browsing.sign_in(page, mail=mail, password=password)
        for shown in (shown for shown, seen in views if (shown.mail, seen) == (mail, eyes)):
            answer = page.goto(shown.path)
            if answer is None or not answer.ok:
                raise SystemExit(f"{shown.path} answered {answer.status if answer else 'nothing'}.")
            if shown.opens:
                page.get_by_role("link", name=shown.opens).first.click()
            file = to / f"{shown.name}{eyes.suffix}.png"
            browsing.picture(page, to=file)
            drawn = Image.open(file).convert("RGB")
            drawn = drawn.crop((0, 0, drawn.width, min(drawn.height, tallest or drawn.height)))
            drawn.quantize(256).save(file, optimize=True)
            yield file
        browsing.close_all(context)


def _answers(address: str) -> bool:
    with suppress(OSError), urlopen(address, timeout=30):
        return True
    return False


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", help="which pages; all of them if none is named")
    parser.add_argument("--address", default=f"http://localhost:{os.environ.get('VEZI_PORT', '8000')}")
    parser.add_argument("--password", default=DEMO_PASSWORD, help="of the demo's cast")
    parser.add_argument("--all", action="store_true", help="every page in every width, theme and language")
    parser.add_argument("--to", type=Path, default=TO)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
