"""Files of forms, ours and others', as content of ours. Plain Python."""

import json
from pathlib import Path
from typing import Any

import yaml

from services.definitions.importers.defra import import_defra
from services.definitions.importers.govuk import import_govuk
from services.definitions.importers.making import Content
from services.definitions.importers.nav import import_nav
from services.definitions.importers.report import Report
from services.definitions.importers.twins import merge_twin
from services.definitions.importers.xgov import import_xgov

FORMATS = ("nav", "xgov", "defra", "govuk")


class Unreadable(ValueError):
    """The file holds no form of this format. The message names the file and what is wrong."""


def read_file(file: Path) -> Content:
    """Return what a JSON or YAML file holds. Raises Unreadable."""
    try:
        text = file.read_text(encoding="utf-8")
        content = yaml.safe_load(text) if file.suffix in (".yaml", ".yml") else json.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, yaml.YAMLError) as problem:
        raise Unreadable(f"{file} cannot be read: {problem}") from None
    if not isinstance(content, dict):
        raise Unreadable(f"{file} holds no form: the outermost part is not an object.")
    return content


def read_foreign(
    file: Path, name: str, *, translations: Path | None = None, twins: dict[str, Path] | None = None
) -> tuple[Content, Report]:
    """Return another engine's form as content of ours, and the report. Raises Unreadable."""
    words = read_file(translations) if translations else None
    content, report = _read(file, name, words, None)
    for code, twin in (twins or {}).items():
        other, _its_report = _read(twin, name, None, code)
        content = merge_twin(content, other, report)
    return content, report


def _read(
    file: Path, name: str, translations: Content | None, language: str | None
) -> tuple[Content, Report]:
    form = read_file(file)
    try:
        return _import(form, name, translations, language)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as problem:
        raise Unreadable(
            f"{file} is not built like a {name} form: {type(problem).__name__} {problem}"
        ) from problem


def _import(
    form: dict[str, Any], name: str, translations: Content | None, language: str | None
) -> tuple[Content, Report]:
    match name:
        case "nav":
            return import_nav(form, translations)
        case "xgov":
            return import_xgov(form, language or "en")
        case "defra":
            return import_defra(form, language or "en")
        case "govuk":
            return import_govuk({**form, "language": language} if language else form)
    raise ValueError(f"no importer is called {name}")
