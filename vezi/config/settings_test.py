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
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # what the build made, without collecting it first
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]  # noqa: F405 - nothing is collected
