"""The settings under which tests run: fast hashing, mail in memory, files in a folder, no network."""

from pathlib import Path
from typing import Any

from django.conf import settings

STORES_FILES = "django.core.files.storage.FileSystemStorage"


def quiet(folder: Path) -> dict[str, Any]:
    """Return the settings that differ in tests. Whatever is written goes below this folder."""
    return {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "ADDRESS_LOOKUP": "none",
        "MEDIA_ROOT": folder / "media",
        "STATIC_ROOT": folder,  # WhiteNoise wants a folder that exists
        "STORAGES": {
            **settings.STORAGES,
            **{
                name: {"BACKEND": STORES_FILES, "OPTIONS": {"location": folder / name}}
                for name in ("private", "deliveries")
            },
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    }
