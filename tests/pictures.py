"""Pictures of a running demo for the documents: `python -m tests.pictures [NAME …]`, or `make pictures`.

Each page is taken on a phone and a desktop, light and dark, in English and Slovenian.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests import browser as browsing
from tests.browser import Eyes

TO = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDTHS, THEMES, LANGUAGES = (390, 1280), ("light", "dark"), ("en", "sl")


@dataclass(frozen=True)
class Shown:
    """A page worth showing, and the mail address of whoever looks at it (nobody: a visitor)."""

    name: str
    path: str
    mail: str = ""


PAGES = [
    Shown("front", "/"),
    Shown("styleguide", "/styleguide/"),
]


def main(arguments: list[str] | None = None) -> int:
    asked = _asked(arguments)
    wanted = [shown for shown in PAGES if not asked.names or shown.name in asked.names]
    if unknown := set(asked.names) - {shown.name for shown in PAGES}:
        sys.stderr.write(f"No such page: {', '.join(sorted(unknown))}. There are {', '.join(s.name for s in PAGES)}.\n")
        return 2
    with browsing.open_chromium() as browser:
        for file in take(browser, wanted, address=asked.address, to=asked.to, password=asked.password):
            sys.stdout.write(f"{file.name}\n")
    return 0


def take(browser: Browser, pages: list[Shown], *, address: str, to: Path, password: str) -> Iterator[Path]:
    """Every page with every pair of eyes; the files as they are written."""
    for width, theme, language in product(WIDTHS, THEMES, LANGUAGES):
        eyes = Eyes(width, theme, language)
        for mail in sorted({shown.mail for shown in pages}):
            context = browsing.open_eyes(browser, eyes, address=address)
            page = context.new_page()
            if mail:
                browsing.sign_in(page, mail=mail, password=password)
            for shown in (shown for shown in pages if shown.mail == mail):
                answer = page.goto(shown.path)
                if answer is None or not answer.ok:
                    raise SystemExit(f"{shown.path} answered {answer.status if answer else 'nothing'}.")
                file = to / f"{shown.name}{eyes.suffix}.png"
                browsing.picture(page, to=file)
                yield file
            context.close()


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", help="which pages; all of them if none is named")
    parser.add_argument("--address", default=f"http://localhost:{os.environ.get('VEZI_PORT', '8000')}")
    parser.add_argument("--password", default=os.environ.get("VEZI_DEMO_PASSWORD", ""), help="of the demo's cast")
    parser.add_argument("--to", type=Path, default=TO)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
