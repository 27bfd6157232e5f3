"""Every setting, in one file. Runs with no environment at all; README explains each variable.

With `RINGBACK_ENV=production` a missing or unsafe value stops the start (`production.py`).
"""

from __future__ import annotations

from pathlib import Path

from chatcore import __version__, databases, environment, production

# What kind of run is this?
ENVIRONMENT = environment.one_of("ENV", "development", "production")
IN_PRODUCTION = ENVIRONMENT == "production"
# Never on: Django's debug page shows local variables, and a local variable may hold raw text.
DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY", production.DEVELOPMENT_SECRET_KEY)

# Who may reach it, and under which addresses?
ALLOWED_HOSTS = environment.words("HOSTS", "localhost,127.0.0.1,[::1]")
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if IN_PRODUCTION else []

# Where is the data?
REPOSITORY = Path(__file__).resolve().parent.parent
DATA_DIRECTORY = Path(environment.text("DATA_DIR", "var")).absolute()
DATA_DIRECTORY.mkdir(parents=True, exist_ok=True)
DATABASE_URL = environment.text("DATABASE_URL")
DATABASES = {"default": databases.configure(DATABASE_URL, data_directory=DATA_DIRECTORY)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How do processes ring each other?
REDIS_URL = environment.address("REDIS_URL", "redis", "rediss", "unix")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}

# What is it made of?
INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "chatcore.conversations",
    "chatcore.handoff",
    "chatcore.live",
    "agentconsole",
    "chatcore.demo",
    "chatcore.canary",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chatcore.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chatcore.asked.SensitiveAddresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "chatcore.urls"
ASGI_APPLICATION = "chatcore.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# `chatcore.headers` sets the header that this check misses.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

# Who is signed in, and for how long?
LOGIN_URL = "console-login"
LOGIN_REDIRECT_URL = "console"
LOGOUT_REDIRECT_URL = "console-login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
AUTHENTICATION_BACKENDS = ["chatcore.conversations.sign_in.LimitedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# What do browsers get?
# The version in the address lets files be cached for good, and relative imports keep it.
STATIC_URL = f"/static/{__version__}/"
STATIC_ROOT = DATA_DIRECTORY / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [
    # The address mirrors the file system, so an import means the same on disk and over HTTP.
    (folder, REPOSITORY / folder)
    for folder in (
        "widget_static",
        "agentconsole/js",
        "agentconsole/css",
        "chatcore/protocol/js",
        "chatcore/guard/js",
        "chatcore/demo/shop_static",
    )
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365 if IN_PRODUCTION else 0  # seconds
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Which language and time?
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# What may a request hold?
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 0
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "chatcore.api.refusals.answer",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": TRUSTED_PROXIES,
    "DEFAULT_THROTTLE_RATES": {"welcome": "30/min", "ticket": "60/min", "read": "120/min"},
}

# What is written down? Never what anybody wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "chatcore.logs.GuardedFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "chatcore.logs.GuardedHandler", "formatter": "line"}},
    # Django's own handler would mail a failed request with all that was posted to the ADMINS.
    "loggers": {"django": {"handlers": [], "level": "NOTSET"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING")},
}

if IN_PRODUCTION:
    production.check(
        secret_key=SECRET_KEY,
        hosts=ALLOWED_HOSTS,
        database_url=DATABASE_URL,
        trusted_proxies=TRUSTED_PROXIES,
    )
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-ringback-session"
    CSRF_COOKIE_NAME = "__Host-ringback-csrf"
