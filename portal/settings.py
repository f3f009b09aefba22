"""Every setting, read from the environment through env.py. The README has the table."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.load(BASE_DIR / "var" / "local.env")

# -- Where we run -----------------------------------------------------------------------------
# DEMO is a sample council on this machine only: plain http, mail written to files.
DEMO = env.flag("DEMO", default=False)
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
SITE_URL = env.text(
    "SITE_URL", f"http://127.0.0.1:{env.number('PORT', default=8000)}" if DEMO else None
).rstrip("/")
# An email address or a web page; without one, the council's own email.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver" if DEMO else "")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

# "id:base64 of 32 bytes", comma separated. The first wraps new data keys; the others still open old ones.
VAULT_KEYS = env.keys("VAULT_KEYS")

if not DEMO:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is True outside a demo: it would show people's answers.")
    if not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}: outside a demo it must be https.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS: the host names people use, comma separated.")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY is short: use 50 random characters or more.")

# -- What is installed ------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal",
    "content",
    "services.assisted",
    "services.delivery",
    "services.online",
    "services.paper",
    "services.api",
    "services.checklists",
    "services.booking",
    "services.applications",
    "services.gazetteer",
    "services.notifications",
    "services.definitions",
    "services.facts",
    "services.identity",
    "accessibility",
    "formtools",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "services.identity.idle.SessionIdle",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.csp.SitePolicy",
    "portal.csp.AdminPolicy",
    "allauth.account.middleware.AccountMiddleware",
    "services.assisted.keeping.KeepTyped",
    "services.identity.gate.StaffGate",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.refusals.Refusals",
    "content.keeping.KeptPages",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "portal.context.council",
                "accessibility.preferences.reading",
            ],
        },
    }
]
# Widgets and fields come from templates/django/forms/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Data -------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'anydoor.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers work beside the one writer; IMMEDIATE takes the write lock at BEGIN, so a
    # transaction never fails half way with "database is locked" (measured, see the booking race test).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.text("REDIS_URL", ""):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.text("REDIS_URL"),
        }
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Evidence and printed forms. Never served by address: a view checks who asks.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private"},
    },
    # Where back offices fetch applications and daily exports from.
    "deliveries": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "deliveries"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.text("DELIVERY_S3_BUCKET", ""):
    STORAGES["deliveries"] = {
        "BACKEND": "services.delivery.bucket.Bucket",
        "OPTIONS": {
            "endpoint": env.text("DELIVERY_S3_ENDPOINT"),
            "region": env.text("DELIVERY_S3_REGION", "us-east-1"),
            "bucket": env.text("DELIVERY_S3_BUCKET"),
            "key_id": env.text("DELIVERY_S3_KEY_ID"),
            "secret": env.text("DELIVERY_S3_SECRET"),
        },
    }
# One evidence file may be 10 MB; Django refuses a bigger body before reading it.
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
# What the desk scans in one go: a hundred pages in colour, or many more in black and white.
SCAN_LIMIT_BYTES = 60 * 1024 * 1024
# How long a scanned file is kept once all its pages have been dealt with.
SCANS_KEPT_DAYS = env.number("SCANS_KEPT_DAYS", default=30)
# The first keeps evidence in memory until it is sealed, and lets go of what is too large.
FILE_UPLOAD_HANDLERS = [
    "services.online.uploads.EvidenceUpload",
    "services.assisted.scanned_files.ScanUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# ClamAV's daemon, "host:port" or "unix:/path". Without one, staff are told that files are not scanned.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A form of a hundred questions is that many fields in its editor; the limit in bytes still holds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# -- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Citizens: an emailed code, no password needed. Staff: a password and a second factor.
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "online:mine"
ACCOUNT_ADAPTER = "services.notifications.sign_in_mail.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "services.identity.forms.StaffSignInForm",
    "request_login_code": "services.identity.forms.SignInForm",
    "confirm_login_code": "services.identity.forms.SignInCodeForm",
    "signup": "services.identity.forms.CreateAccountForm",
    "confirm_email_verification_code": "services.identity.forms.EmailCodeForm",
    "reauthenticate": "services.identity.forms.PasswordAgainForm",
    "reset_password": "services.identity.forms.ForgottenPasswordForm",
    "reset_password_from_key": "services.identity.forms.ResetPasswordForm",
    "change_password": "services.identity.forms.ChangePasswordForm",
    "set_password": "services.identity.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Time enough to open the mail on another device (WCAG 2.2, 2.2.1), tries too few to guess a code.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
# The same answer whether or not we know the address. Counted in the cache: several machines need Redis.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
    "signup": "20/m/ip,100/h/ip",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "services.identity.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "services.identity.forms.SecondFactorForm",
    "reauthenticate": "services.identity.forms.SecondFactorAgainForm",
    "activate_totp": "services.identity.forms.AuthenticatorAppForm",
}
MFA_TOTP_TOLERANCE = 1  # a code is good for half a minute more: phones' clocks drift, not everyone types fast
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Anydoor"

SESSION_ENGINE = "services.identity.sessions"
# How long a page may lie untouched before it closes. Nothing typed is lost: see services/online.
SESSION_IDLE = timedelta(minutes=60)
SESSION_RENEW_EVERY = timedelta(minutes=5)
SESSION_COOKIE_AGE = int((SESSION_IDLE + SESSION_RENEW_EVERY).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.problems.csrf_failed"

# -- Security ---------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
if env.flag("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits count the visitor's address, not the proxy's
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

# -- Words ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# British dates: Django's own English ones are American.
FORMAT_MODULE_PATH = "portal.formats"
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True
WAGTAIL_SITE_NAME = "Anydoor"
# Whose paper it is: services stand below content, so they are told where its name and address are.
COUNCIL_IN = "content.council.council_in"
SHORT_ADDRESS_IN = "content.short.printed.address_of_form"
# And whose name stands on every page that answers a request.
COUNCIL_OF = "content.council.council_of"
# Applications stand below deliveries: they are told what follows a submission, and what to keep.
AFTER_SUBMITTING = "services.delivery.tasks.deliver_soon"
OWED_IN = "services.delivery.sweeping.owed"
# What stands above applications and keeps something about one deletes it when it is erased.
ERASED_WITH_AN_APPLICATION = [
    "services.assisted.missing.actions.forget",
    "services.paper.copies.forget_copies",
    "services.paper.intake.purging.forget_pages",
]
# Booking stands below checklists, and they below the pages of the life events that they are of.
AFTER_BOOKING = "services.checklists.linking.booked"
CHECKLISTS_AT = "content.checklists.places.place_of"
# People stand below what they keep in their accounts: who deletes it when one is erased.
ERASED_WITH_A_PERSON = ["services.checklists.actions.forget_account"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# A new page appears at once in every language: as an alias, shown with a notice until it is translated.
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
WAGTAILADMIN_BASE_URL = SITE_URL
# Staff sign in at one place only, with their second factor.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# Forms are approved by a manager; pages have no workflow (content/roles.py).
WAGTAIL_WORKFLOW_ENABLED = True
# The admin asks no other host for anything.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# -- Messages ---------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "FROM_EMAIL",
    "Lantern Bay Council <no-reply@lanternbay.example>" if DEMO else "Anydoor <no-reply@anydoor.example>",
)
# Text messages can be chosen once an adapter is named: services.notifications.govuk_notify.GovukNotify
SMS_ADAPTER = env.text("SMS_ADAPTER", "")
# Letters are printed at the desk, or by GOV.UK Notify; how it posts them.
LETTER_CARRIER = env.one_of("LETTER_CARRIER", ("desk", "govuk-notify"), default="desk")
GOVUK_NOTIFY_API_KEY = env.text("GOVUK_NOTIFY_API_KEY", None if LETTER_CARRIER == "govuk-notify" else "")
GOVUK_NOTIFY_TEMPLATE_ID = env.text("GOVUK_NOTIFY_TEMPLATE_ID", "")
LETTER_ADAPTER = "services.notifications.notify_letters.NotifyLetters" if LETTER_CARRIER != "desk" else ""
LETTER_POSTAGE = env.one_of("LETTER_POSTAGE", ("first", "second"), default="second")
# After so many calls that reached nobody, the desk is told to write a letter.
CALL_TRIES = env.number("CALL_TRIES", default=3)
# How long we keep the words of a message after sending it. That it was sent stays on record.
MESSAGE_RETENTION = timedelta(days=env.number("MESSAGE_RETENTION_DAYS", default=30))
# And how long the words that readers wrote about a page.
FEEDBACK_RETENTION = timedelta(days=env.number("FEEDBACK_RETENTION_DAYS", default=180))

# Where addresses are looked up: our own table (manage.py load_addresses), or Ordnance Survey.
ADDRESS_LOOKUP = env.one_of(
    "ADDRESS_LOOKUP", ("none", "embedded", "os_places"), default="embedded" if DEMO else "none"
)
OS_PLACES_KEY = env.text("OS_PLACES_KEY") if ADDRESS_LOOKUP == "os_places" else ""
OS_PLACES_URL = "https://api.os.uk"

# Which kinds of answers advisers key twice from paper, because a slip costs somebody their money.
KEYED_TWICE = env.words("KEYED_TWICE", "bank_account,iban")

# How soon we send braille, audio, Easy Read or a BSL video, and how long we keep who asked for it.
FORMAT_WORKING_DAYS = env.number("FORMAT_WORKING_DAYS", default=10)
FORMAT_REQUEST_RETENTION = timedelta(days=env.number("FORMAT_REQUEST_RETENTION_DAYS", default=30))

# How long a daily export stays where it was written.
EXPORT_RETENTION = timedelta(days=env.number("EXPORT_RETENTION_DAYS", default=30))

# How long a checklist of a life event is kept after somebody last used it.
CHECKLIST_RETENTION = timedelta(days=env.number("CHECKLIST_RETENTION_DAYS", default=180))

# How long we keep what people searched for: scrubbed terms with counts, never who.
SEARCH_RETENTION = timedelta(days=env.number("SEARCH_RETENTION_DAYS", default=90))

# The log says what happened and to which row, never what anyone typed.
LOG_LEVEL = env.text("LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
