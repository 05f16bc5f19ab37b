"""Settings of the tests: a home of the checkout's own, whatever the shell says; quick passwords; nothing leaves."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
for name in [name for name in os.environ if name.startswith("VEZI_") and name != "VEZI_PG_BIN"]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)
os.environ["VEZI_HOME"] = str(CHECKOUT / ".make" / "test")
os.environ["VEZI_SECRET_KEY"] = "known to everybody who reads the tests"  # noqa: S105

from vezi.config.settings import *  # noqa: E402, F403

SITE_ADDRESS = "http://testserver"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def is_there(name: str) -> bool:
    """Whether `package.module` or `package.module.Class` can be found in this checkout."""
    parent, _dot, last = name.rpartition(".")
    path = Path(CHECKOUT, *(parent if last[:1].isupper() or last == "house" else name).split("."))
    return not name.startswith("vezi.") or path.is_dir() or path.with_suffix(".py").is_file()


# Until every area stands: a checkout that lacks some can still test those it has.
MIDDLEWARE = [name for name in MIDDLEWARE if is_there(name)]  # noqa: F405
for _engine in TEMPLATES:  # type: ignore[assignment]  # noqa: F405
    for _kind in ("builtins", "context_processors"):
        _engine["OPTIONS"][_kind] = [name for name in _engine["OPTIONS"][_kind] if is_there(name)]
if not is_there("vezi.network.accounts.models"):
    AUTH_USER_MODEL = "auth.User"
    INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("allauth")]  # noqa: F405
    MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("allauth")]
    AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
