"""The browser of the journeys: finds Chromium, or installs it. `python -m tests.chromium` before the journeys."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """VEZI_CHROMIUM, the system's own, or the one Playwright downloaded."""
    if given := os.environ.get("VEZI_CHROMIUM"):
        return given
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return _playwrights()


def _playwrights() -> str | None:
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = said.stdout.strip()
    return path if path and Path(path).exists() else None


def install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    if not find():
        print("No Chromium here: installing it.")
        install()
    found = find()
    if not found:
        print("The journeys need Chromium, and it could not be installed: install it, or set VEZI_CHROMIUM to it.")
        return 1
    tried = subprocess.run([found, "--version", "--no-sandbox"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        print(f"{found} does not run: {(tried.stderr.strip().splitlines() or ['it says nothing'])[-1]}")
        return 1
    print(tried.stdout.strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
