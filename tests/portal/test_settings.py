"""Production refuses to start unsafe, and says which variable to mend."""

import base64
import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "DEMO": "False",
    "SECRET_KEY": "a long and secret sentence that nobody guesses in a hundred years",
    "VAULT_KEYS": "k1:" + base64.b64encode(bytes(32)).decode(),
    "SITE_URL": "https://anydoor.example",
    "ALLOWED_HOSTS": "anydoor.example",
}


def start(then: str = "", **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process that reads no local.env; None takes a variable away."""
    wanted = {name: value for name, value in (SAFE | changed).items() if value is not None}
    program = f"from portal import env; env.load = lambda path: None; import portal.settings; {then}"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **wanted},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_safe_production_starts():
    started = start()
    assert started.returncode == 0, started.stderr


def test_a_shared_cache_is_asked_where_its_variable_says():
    ask = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'; "
    ask += "from django.core.cache import cache; cache.get('anything')"
    asked = start(ask, REDIS_URL="redis://127.0.0.1:1/0")
    assert "redis.exceptions.ConnectionError: Error 111 connecting to 127.0.0.1:1" in asked.stderr


@pytest.mark.parametrize(
    ("name", "unsafe"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "password"),
        ("VAULT_KEYS", None),
        ("VAULT_KEYS", "k1:c2hvcnQ="),
        ("VAULT_KEYS", "k1:not base64"),
        ("SITE_URL", None),
        ("SITE_URL", "http://anydoor.example"),
        ("ALLOWED_HOSTS", None),
        ("DEBUG", "True"),
        ("DEMO", "no"),
        ("EMAIL_PORT", "post"),
    ],
)
def test_an_unsafe_production_stops_and_names_the_variable(name: str, unsafe: str | None):
    started = start(**{name: unsafe})
    assert started.returncode != 0
    last_line = started.stderr.strip().splitlines()[-1]
    assert last_line.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in last_line


@pytest.mark.parametrize(("name", "secret"), [("SECRET_KEY", "hunter2"), ("VAULT_KEYS", "k1:aHVudGVyMg==")])
def test_a_wrong_secret_is_not_repeated(name: str, secret: str):
    assert secret not in start(**{name: secret}).stderr
