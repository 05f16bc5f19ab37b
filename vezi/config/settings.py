"""Settings, read from the environment: docs/operators.md has the table of all of them."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from vezi.config.environment import Environment
from vezi.core.database import settings as database

environment = Environment()
CODE = Path(__file__).resolve().parents[1]

# Where data lives, and what kind of house this is
VEZI_HOME = environment.path("VEZI_HOME", default=CODE.parent / "var")
DEMO_MARK = VEZI_HOME / "demo"  # left by `vezi up` when it loads the demo network, whose sign-ins everybody knows
VEZI_DEMO = environment.flag("VEZI_DEMO", default=DEMO_MARK.exists())
VEZI_PORT = environment.number("VEZI_PORT", default=8000)
DEBUG = environment.flag("VEZI_DEBUG", default=False)
SITE_ADDRESS = environment.text("VEZI_ADDRESS", default=f"http://localhost:{VEZI_PORT}")
NETWORK_NAME = environment.text("VEZI_NETWORK_NAME", default="Vezi")

# Secrets: made once under VEZI_HOME unless given
SECRET_KEY = environment.secret("VEZI_SECRET_KEY", keep_in=VEZI_HOME / "secret_key")
PUSH_KEY = environment.secret("VEZI_PUSH_KEY", keep_in=VEZI_HOME / "push_key")  # who lost it is told by nothing more
PUSH_SERVICES = environment.words("VEZI_PUSH_SERVICES", default=[])  # origins beside those of the usual browsers
HOSTS = ["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_ADDRESS).hostname or "localhost"]
ALLOWED_HOSTS = environment.words("VEZI_HOSTS", default=list(dict.fromkeys(HOSTS)))
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "vezi.core.views.csrf_failure"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "vezi.network.accounts",  # before allauth: its templates and words come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "vezi.core",
    "vezi.network.clubs",
    "vezi.network.people",
    "vezi.network.ties",
    "vezi.network.consent",
    "vezi.network.memberships",
    "vezi.network.notices",
    "vezi.network.groups",
    "vezi.network.registrar",
    "vezi.network.directory",
    "vezi.network.profiles",
    "vezi.network.engagement",
    "vezi.network.news",
    "vezi.network.connections",
    "vezi.network.questions",
    "vezi.network.messages",
    "vezi.activities.events",
    "vezi.demo",
    "vezi.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vezi.core.security.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vezi.core.security.KeptNowhereMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "vezi.network.memberships.middleware.ViewerMiddleware",
    "vezi.core.errors.RefusedMiddleware",
]

ROOT_URLCONF = "vezi.config.urls"
WSGI_APPLICATION = "vezi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "vezi.core.templatetags.vezi",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vezi.core.context.house",
            ],
        },
    }
]

DATABASES = {"default": database.from_environment(environment, home=VEZI_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tries are counted here. Past its size the cache drops counts that still hold, so that a flood would free the next try.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 250_000},
    }
}

# Languages and days
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sl", _("Slovenian"))]
LANGUAGE_COOKIE_NAME = "vezi_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Ljubljana"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "vezi.config.formats"

# Accounts
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "memberships:home"
WELCOME_URL = "memberships:welcome"  # for an account without a record
LOGOUT_REDIRECT_URL = "clubs:front"
ACCOUNT_ADAPTER = "vezi.network.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 60 * 10
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 6
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "vezi.network.accounts.forms.LoginForm",
    "signup": "vezi.network.accounts.forms.SignupForm",
    "request_login_code": "vezi.network.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "vezi.network.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "vezi.network.accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "vezi.network.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password": "vezi.network.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "vezi.network.accounts.forms.ResetPasswordKeyForm",
    "change_password": "vezi.network.accounts.forms.ChangePasswordForm",
    "set_password": "vezi.network.accounts.forms.SetPasswordForm",
    "add_email": "vezi.network.accounts.forms.AddEmailForm",
    "change_email": "vezi.network.accounts.forms.ChangeEmailForm",
    "reauthenticate": "vezi.network.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "vezi.network.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = NETWORK_NAME
MFA_FORMS = {
    "authenticate": "vezi.network.accounts.forms.AuthenticateForm",
    "reauthenticate": "vezi.network.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "vezi.network.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "vezi.network.accounts.forms.AddPasskeyForm",
    "signup_webauthn": "vezi.network.accounts.forms.SignupPasskeyForm",
    "edit_webauthn": "vezi.network.accounts.forms.EditPasskeyForm",
}
# Behind a proxy the visitor's address is the last one the proxy added; tries are counted by it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("VEZI_BEHIND_PROXY", default=False) else 0

# Pages: scripts and styles come from ourselves alone
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SITE_ADDRESS.startswith("https:")
BEHIND_PROXY = environment.flag("VEZI_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
#: Beside those of signing in: who asks to come to a public event without an account costs somebody a letter.
ACCOUNT_RATE_LIMITS = {"events_guest": "30/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose address counts against too many tries
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # addresses are unique without regard to case, by a constraint
    *("security.W004", "security.W008", "security.W012", "security.W016"),  # they follow VEZI_ADDRESS: config/checks.py
]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = CODE.parent / "staticfiles"
STATICFILES_DIRS = [CODE / "core" / "static" / "build"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "vezi.core.finders.LibraryFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VEZI_HOME / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Mail: every letter goes through core/mail; VEZI_MAIL says how it leaves the house
EMAIL_BACKEND = "vezi.core.mail.backend.GateBackend"
MAIL_TRANSPORT = environment.text("VEZI_MAIL", default="outbox")
DEFAULT_FROM_EMAIL = environment.text("VEZI_MAIL_FROM", default="vezi@localhost")
MAIL_RETURNS = environment.text("VEZI_MAIL_RETURNS")
# Answers by mail: the address they go to, and how they come in
INBOUND_ADDRESS = environment.text("VEZI_INBOUND_ADDRESS", default="reply@localhost" if VEZI_DEMO else "")
# Who takes cards: the path of a class (events/cards.py says what it has to know); without one nobody does.
PAYMENT_PROVIDER = environment.text("VEZI_PAYMENT_PROVIDER", default="vezi.demo.paying.Pretended" if VEZI_DEMO else "")
INBOUND_PORT = environment.number("VEZI_INBOUND_PORT", default=VEZI_PORT + 25 if VEZI_DEMO else 0)
INBOUND_BIND = environment.text("VEZI_INBOUND_BIND", default="127.0.0.1")
INBOUND_SECRET = environment.text("VEZI_INBOUND_SECRET")
INBOUND_AUTHSERV = environment.text("VEZI_INBOUND_AUTHSERV")
EMAIL_HOST = environment.text("VEZI_SMTP_HOST")
EMAIL_PORT = environment.number("VEZI_SMTP_PORT", default=587)
EMAIL_HOST_USER = environment.text("VEZI_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("VEZI_SMTP_PASSWORD")
SMTP_SECURITY = environment.text("VEZI_SMTP_SECURITY", default="starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = SMTP_SECURITY == "starttls", SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 20

# What happens is seen at once: streams that pages keep open
LIVE_STREAMS = environment.number("VEZI_LIVE_STREAMS", default=2_000)  # of one web process
LIVE_STREAMS_EACH = 20  # of one person in one web process: a browser opens one for each tab that is looked at
LISTEN_URL = environment.text("VEZI_LISTEN_URL")

# Who answers for the members' personal data: printed in the privacy notice
PRIVACY_NOTICE = {
    "controller": environment.text("VEZI_PRIVACY_CONTROLLER"),
    "address": environment.text("VEZI_PRIVACY_ADDRESS"),
    "contact": environment.text("VEZI_PRIVACY_CONTACT"),
    "data_protection_contact": environment.text("VEZI_PRIVACY_DATA_PROTECTION_CONTACT"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("VEZI_LOG", default="WARNING")},
}

PROCRASTINATE_ON_APP_READY = "vezi.core.jobs.prepare"
PROCRASTINATE_IMPORT_PATHS = [
    "vezi.core.mail.inbound.tasks",
    "vezi.core.mail.tasks",
    "vezi.network.directory.saved.tasks",
    "vezi.network.registrar.handover.tasks",
    "vezi.network.registrar.inviting.tasks",
    "vezi.network.registrar.reviewing.tasks",
    "vezi.network.registrar.reaching.tasks",
    "vezi.network.registrar.asking.tasks",
]
