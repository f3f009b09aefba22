"""Loads the sample council's pages in each of its languages."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from content.models import ContactPoint, CouncilDetails, CouncilWords, EvidenceType, HomePage
from content.roles import ensure_permissions
from portal.sample.prose import rich_text
from portal.sample.reading import read_yaml
from portal.sample.streams import in_language, named, stored

FOLDER = Path(__file__).parent / "pages"
LANGUAGES = ("en", "cy", "ar")
Snippet = TypeVar("Snippet", ContactPoint, EvidenceType)


@transaction.atomic
def load_content() -> int:
    """Add what is missing of the sample's pages, contacts and council details; change nothing else.

    Returns how many pages were added, all languages counted.
    """
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    entries = list(_entries())
    library = Library(entries, locales)
    library.load_snippets(ContactPoint, _read("site.yaml")["contacts"])
    library.load_snippets(EvidenceType, _read("evidence.yaml")["evidence"])
    # "Part of" on a service page reads the reference index: it is written here, not by a worker later.
    with disable_reference_index_auto_update():
        added = [key for entry in entries for key in library.plant(entry)]
        for entry in entries:
            library.fill(entry, [language for key, language in added if key == entry["key"]])
    for key, language in added:
        ReferenceIndex.create_or_update_for_object(library.pages[key, language])
    _council(library)
    ensure_permissions()
    return len(added)


class Library:
    """The sample's pages and snippets by key and language."""

    def __init__(self, entries: list[dict[str, Any]], locales: dict[str, Locale]) -> None:
        self.locales = locales
        self.pages: dict[tuple[str, str], Page] = {}
        self.snippets: dict[tuple[type[models.Model], str, str], int] = {}
        self.keys = {entry["key"] for entry in entries}
        self.topics: dict[str, list[str]] = {}
        for entry in entries:
            for key in entry.get("under", ()):
                self.topics.setdefault(key, []).append(entry["key"])

    def load_snippets(self, model: type[Snippet], entries: dict[str, Any]) -> None:
        """Add the snippets of one kind that are missing, one row per language; names tell them apart."""
        for key, words in entries.items():
            named = model.objects.filter(locale=self.locales["en"], name=words["name"]["en"])
            english: Any = named.first()
            for language in LANGUAGES:
                locale = self.locales[language]
                found = english and english.get_translations(inclusive=True).filter(locale=locale).first()
                if not found:
                    found = model(locale=locale, **in_language(words, language))
                    if english:
                        found.translation_key = english.translation_key
                    found.save()
                english = english or found
                self.snippets[model, key, language] = found.pk

    def plant(self, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Add the page, empty, in each language where it is missing. Yields (key, language) of each."""
        key = entry["key"]
        parent_key, _, slug = key.rpartition("/")
        for language in LANGUAGES:
            page = self._existing(key, language)
            if page is None:
                page = self._new(entry, language, slug)
                self._parent(parent_key, key, language).add_child(instance=page)
                yield key, language
            self.pages[key, language] = page

    def fill(self, entry: dict[str, Any], languages: list[str]) -> None:
        """Write and publish the words of a page that was just planted."""
        for language in languages:
            page = self.pages[entry["key"], language]
            finder = _Finder(self, language)
            for name, value in in_language(entry.get("fields", {}), language).items():
                _set(page, name, value, finder)
            if under := self.topics.get(entry["key"]):
                page.topics = [self.pages[key, "en"].pk for key in under]
            page.save_revision().publish()

    def _existing(self, key: str, language: str) -> Any:
        if key == "":
            return HomePage.objects.filter(locale=self.locales[language]).first()
        home = self.pages["", language]
        found = Page.objects.filter(url_path=f"{home.url_path}{key}/").first()
        return found and found.specific

    def _parent(self, parent_key: str, key: str, language: str) -> Page:
        return Page.get_first_root_node() if key == "" else self.pages[parent_key, language]

    def _new(self, entry: dict[str, Any], language: str, slug: str) -> Any:
        model = apps.get_model("content", entry["type"])
        page = model(
            title=in_language(entry["title"], language),
            summary=in_language(entry["summary"], language),
            slug=slug or f"home-{language}",
            locale=self.locales[language],
            live=False,
        )
        if language != "en":
            page.translation_key = self.pages[entry["key"], "en"].translation_key
        return page


class _Finder:
    """Finds pages and snippets of one language."""

    def __init__(self, library: Library, language: str) -> None:
        self.library = library
        self.language = language

    def page_id(self, key: str) -> int:
        """Return the id of a sample page."""
        if key not in self.library.keys:
            raise ValueError(f"no sample page {key!r}")
        return int(self.library.pages[key, self.language].pk)

    def snippet_id(self, model: type[models.Model], key: str) -> int:
        """Return the id of a sample snippet."""
        if (model, key, self.language) not in self.library.snippets:
            raise ValueError(f"no sample {model._meta.verbose_name} {key!r}")
        return self.library.snippets[model, key, self.language]


def _set(page: Page, name: str, value: Any, finder: _Finder) -> None:
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        parts = named(stored(field.stream_block, value, finder), f"{page.slug}/{name}")
        setattr(page, name, field.stream_block.to_python(parts))
    elif isinstance(field, RichTextField):
        setattr(page, name, rich_text(value, finder.page_id))
    elif isinstance(field, models.ForeignKey):
        is_snippet = field.related_model is ContactPoint
        found = finder.snippet_id(ContactPoint, value) if is_snippet else finder.page_id(value)
        setattr(page, field.attname, found)
    else:
        setattr(page, name, value)


def _council(library: Library) -> None:
    home = library.pages["", "en"]
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk:
        where = urlsplit(settings.SITE_URL)
        site.hostname = where.hostname
        site.port = where.port or (443 if where.scheme == "https" else 80)
        welcome = site.root_page
        site.root_page = home
        site.save()
        # Wagtail's own "welcome" page, which its first migration makes.
        if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
            welcome.delete()
    if not CouncilDetails.objects.filter(site=site).exists():
        words = _read("site.yaml")["council"]
        same = {name: words[name] for name in ("phone", "textphone", "email")}
        details = CouncilDetails(site=site, **same)
        details.words = [  # type: ignore[misc]  # modelcluster's relation takes a list
            CouncilWords(language=code, **in_language(words["words"], code)) for code in LANGUAGES
        ]
        details.save()


def _entries() -> Iterator[dict[str, Any]]:
    """Yield every page of the sample, parents before children, `key` being its path below the front door."""
    for name in ("site", "organisations", "topics", "news", "guidance", "services", "life_events"):
        yield from _read(f"{name}.yaml")["pages"]


@cache
def _read(name: str) -> Any:
    return read_yaml(FOLDER / name)
