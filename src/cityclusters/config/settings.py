"""All settings, in one file; what a city's own server sets comes from the environment (docs/settings.md)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cityclusters.config import env
from cityclusters.config.hooks import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent

# The order is the direction: an app imports only from the apps that stand before it.
FLOW = ["core", "places", "people", "journal", "incoming", "spaces", "questions", "practices", "exchanges"]
FLOW += ["surveys", "support", "groups", "projects", "booklets", "digests", "search", "pages", "api"]

# -- mode -----------------------------------------------------------------------------------------
DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
DATA = Path(env.text("DATA", ".data")).resolve()
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "Set CITYCLUSTERS_SECRET_KEY to a long random text (50 characters or more)."
        )
    SECRET_KEY = "only-for-the-demo-and-for-tests-never-for-a-city-server"  # noqa: S105
ALLOWED_HOSTS = env.words("HOSTS", "localhost,127.0.0.1,[::1]")
LISTEN = env.text("LISTEN", "127.0.0.1:8000")
PROCESSES = max(1, env.number("PROCESSES", os.cpu_count() or 1))
# Proxies whose word on the reader's address and on https is taken; nobody else's is.
PROXIES = env.words("PROXIES", "127.0.0.1,::1" if SECURE else "")
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS")

# -- apps and middleware --------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *[f"cityclusters.{name}" for name in FLOW],
    "cityclusters.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cityclusters.core.middleware.headers.security_headers",
    "cityclusters.core.middleware.errors.bad_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cityclusters.core.middleware.reader.language_and_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "cityclusters.config.urls"
WSGI_APPLICATION = "cityclusters.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The sign-in library and the forms have pages of their own; ours come first.
        "DIRS": [PACKAGE / "people" / "templates", PACKAGE / "core" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cityclusters.core.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "cityclusters.core.templatetags.core"],
        },
    }
]
FORM_RENDERER = "cityclusters.core.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- storage --------------------------------------------------------------------------------------
DATABASES = {"default": env.database(DATA)}
CACHES = {
    # In files, which all web processes share: limits on sign-in count once, not once per process.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
MEDIA_ROOT = DATA / "files"
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT", 10_000_000)

# -- languages and times --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
CONTENT_LANGUAGES = [*LANGUAGES, ("zh", "中文"), ("pt", "Português"), ("ru", "Русский"), ("uz", "Oʻzbekcha")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

# -- sign-in: a code by e-mail, no passwords -------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my-work/"
ACCOUNT_ADAPTER = "cityclusters.pages.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "cityclusters.people.models.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "cityclusters.people.forms.sign_up.SignupForm"
ACCOUNT_SIGNUP_REDIRECT_URL = "/welcome/"
ACCOUNT_FORMS = {
    "login": "cityclusters.people.forms.sign_in.LoginForm",
    "signup": "cityclusters.people.forms.sign_in.CreateAccountForm",
    "confirm_login_code": "cityclusters.people.forms.sign_in.LoginCodeForm",
    "confirm_email_verification_code": "cityclusters.people.forms.sign_in.AddressCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the server has put the reader's own address in its place (PROXIES)
# The library's own limits hold per process; the ones that count are rows (people/limits.py).
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "300/m/ip",
    "signup": "60/m/ip",
    "request_login_code": "300/m/ip",
    "confirm_email": "20/m/key",
}
DEMO_CAST: list[str] = []  # addresses shown on the demo's sign-in page; empty: the first fifteen
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# -- people: how long things hold, and who collects and erases what is known of a person -------------
MANDATE_DAYS = 365
VERIFICATION_DAYS = 365
MANDATE_REMINDER_DAYS = 30  # before a post ends, its holder is told how to ask for another year
DATA_REQUEST_DAYS = 30
UNFINISHED_DAYS = 30  # a sign-up whose address nobody confirmed

# -- letters --------------------------------------------------------------------------------------
MAIL_FROM = env.text("MAIL_FROM", "Cities Clusters <noreply@localhost>")
DEFAULT_FROM_EMAIL = MAIL_FROM
MAIL_TO_FILES = DEMO or not env.text("SMTP_HOST")
MAIL_FOLDER = DATA / "mail"
EMAIL_HOST = env.text("SMTP_HOST")
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS", True)
EMAIL_TIMEOUT = 20

# -- mail that arrives --------------------------------------------------------------------------------
# smtp:host:port or lmtp:host:port; the demo listens on the port 25 above the page's own.
MAIL_LISTEN = env.text("MAIL_LISTEN", env.beside(LISTEN, 25) if DEMO else "")
MAIL_DOMAIN = env.text("MAIL_DOMAIN", urlsplit(SITE_URL).hostname or "localhost")
# Whether letters can be answered: a listener, or a mailbox that a command reads (then MAIL_DOMAIN is set).
MAIL_ARRIVES = bool(MAIL_LISTEN or env.text("MAIL_DOMAIN"))
# The address of a letter to which servers report that it can't be delivered: a function of its public id.
MAIL_ENVELOPE = "cityclusters.incoming.addresses.bounce_address" if MAIL_ARRIVES else ""
MAIL_LIMIT = env.number("MAIL_LIMIT", 15_000_000)  # bytes of one mail
MAIL_TRUSTED_HOST = env.text("MAIL_TRUSTED_HOST")  # the server whose Authentication-Results are believed
MAIL_PER_HOUR = env.number("MAIL_PER_HOUR", 20)  # from one sender; more is held for an officer
IMAP_HOST = env.text("IMAP_HOST")
IMAP_PORT = env.number("IMAP_PORT", 993)
IMAP_USER = env.text("IMAP_USER")
IMAP_PASSWORD = env.text("IMAP_PASSWORD")
IMAP_FOLDER = env.text("IMAP_FOLDER", "INBOX")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# -- counselling: notes that only their reader can read -----------------------------------------------
# The first key seals, all of them open; without one the room is closed. Never in a backup of the data.
NOTES_KEY_OF_THE_DEMO = "b25seS1mb3ItdGhlLWRlbW8tbmV2ZXItYS1zZXJ2ZXI="
NOTES_KEYS = env.words("NOTES_KEYS", NOTES_KEY_OF_THE_DEMO if DEMO else "")
COUNSELLING_DAYS = env.number("COUNSELLING_DAYS", 365)  # after the last session, then all of a case is erased
HUB_FILE_DAYS = env.number("HUB_FILE_DAYS", 1095)  # after somebody left a hub; then her file is emptied
EMERGENCY_HOURS = env.number("EMERGENCY_HOURS", 4)  # that somebody who was let in may read

# -- service directory of local plans (rule LP4) ------------------------------------------------------
SERVICE_DAYS = env.number("SERVICE_DAYS", 90)  # that a service is shown as checked
SERVICE_STALE_DAYS = env.number("SERVICE_STALE_DAYS", 30)  # then so long as "not checked lately", then hidden
SERVICE_REMINDERS = (14, 3)  # days before that first day, whoever checked it is asked to do so again

# -- small-cell protection (domain settings, not norms) --------------------------------------------
SMALL_CELL = env.number("SMALL_CELL", 5)
SMALL_CELL_SENSITIVE = max(SMALL_CELL, 10)  # where a survey asks a sensitive question

# -- surveys and statements of need ---------------------------------------------------------------
SURVEY_REMINDERS = [5, 1]  # days before closing
REPORT_DUE_DAYS = 1  # after a survey has closed
NEED_DAYS = env.number("NEED_DAYS", 14)  # until a statement of need is answered
NEED_LINK_DAYS = 30  # after a survey has closed, its personal link still opens the statement of need

# -- needs and offers -----------------------------------------------------------------------------
NEED_OPEN_DAYS = 365  # then a signed need expires unless it is renewed (rule MA10)
NEED_WARNINGS = (30, 7)  # days before that, its focal points get a letter

# -- questions ------------------------------------------------------------------------------------
REPLY_DAYS = env.number("REPLY_DAYS", 21)  # until the steward's consolidated reply
UNANSWERED_DAYS = 10  # then stewards are told (rule SP4)
EDIT_HOURS = 24  # in which an author changes her post; later only a question that nobody has answered
ASKED_A_MONTH = 4  # letters in which stewards ask one person directly
POSTS_AN_HOUR = 20  # questions, answers and the like of one person; of a newcomer a quarter

# -- reviews of practices --------------------------------------------------------------------------
REVIEW_DAYS = env.number("REVIEW_DAYS", 14)  # that a reviewer is given when nobody chooses another day

# -- translations of practices --------------------------------------------------------------------
TRANSLATION_DAYS = 21  # without anything saved, a translation goes back to the list
TRANSLATION_WARNING_DAYS = 5  # before that, its translator is told
# A service that speaks LibreTranslate's interface; without an address no machine translates anything.
TRANSLATE_URL = env.text("TRANSLATE_URL")
TRANSLATE_KEY = env.text("TRANSLATE_KEY")
TRANSLATE_MONTHLY = env.number("TRANSLATE_MONTHLY", 500_000)  # characters sent in a month at most

# -- matches and agreements ------------------------------------------------------------------------
MATCH_ANSWER_DAYS = env.number("MATCH_ANSWER_DAYS", 21)  # in which both sides answer a proposal
MATCH_CONTACT_DAYS = env.number("MATCH_CONTACT_DAYS", 14)  # until somebody asks whether they have met
AGREEMENT_NOTICE_DAYS = 60  # before an agreement ends, both sides are told

# -- security -------------------------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE and env.flag("REDIRECT_TO_HTTPS", True)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cityclusters.core.views.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_addresses": {"()": "cityclusters.core.logs.WithoutAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_addresses"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Addresses that were not found may hold what somebody typed; errors are logged all the same.
    # Templates that miss a variable write all they were given, notes of a desk too, where one listens.
    "loggers": {"django.request": {"level": "ERROR"}, "django.template": {"level": "WARNING"}},
}
SITE_NAME = _("Cities Clusters")
