"""The environment as settings see it: typed, with one clear line when a value makes no sense."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


class BadSetting(SystemExit):
    """A setting that cannot be read ends the program with one line."""


class Environment:
    """Reads settings from a mapping of strings, `os.environ` unless given."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def text(self, name: str, *, default: str = "") -> str:
        return self.variables.get(name, default)

    def words(self, name: str, *, default: list[str]) -> list[str]:
        """Words parted by commas."""
        given = self.variables.get(name)
        return default if given is None else [word.strip() for word in given.split(",") if word.strip()]

    def number(self, name: str, *, default: int) -> int:
        given = self.variables.get(name, "")
        if not given:
            return default
        try:
            return int(given)
        except ValueError:
            raise BadSetting(f"{name} must be a whole number, not “{given}”.") from None

    def flag(self, name: str, *, default: bool) -> bool:
        given = self.variables.get(name)
        if given is None:
            return default
        if given.lower() in YES | NO:
            return given.lower() in YES
        raise BadSetting(f"{name} must be yes or no, not “{given}”.")

    def path(self, name: str, *, default: Path) -> Path:
        given = self.variables.get(name)
        return Path(given).expanduser().resolve() if given else default

    def secret(self, name: str, *, keep_in: Path) -> str:
        """The secret given, else one made once and kept in a file that its owner alone can read."""
        if given := self.variables.get(name):
            return given
        try:
            if not keep_in.exists():
                _make_secret(keep_in)
            return keep_in.read_text().strip()
        except OSError as error:
            raise BadSetting(
                f"{keep_in.parent} cannot be used ({error.strerror}): set VEZI_HOME to a folder of yours, with room."
            ) from None


def _make_secret(keep_in: Path) -> None:
    keep_in.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = keep_in.with_suffix(f".{os.getpid()}")
    try:
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(new, keep_in)  # whoever comes second keeps the first one's
    finally:
        new.unlink(missing_ok=True)
