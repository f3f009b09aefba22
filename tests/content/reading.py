"""Reads a page as its reader would: by its headings, lists and links."""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import html5lib
from django.test import Client


@dataclass
class Seen:
    """A page that was opened."""

    response: Any
    tree: ElementTree.Element

    @property
    def text(self) -> str:
        return " ".join("".join(self.tree.itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[ElementTree.Element]:
        return [
            element
            for element in self.tree.iter(tag)
            if all(value in element.get(name.rstrip("_"), "").split() for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> ElementTree.Element:
        (element,) = self.all(tag, **attributes)
        return element

    def links(self) -> dict[str, str]:
        return {words(link): link.get("href", "") for link in self.tree.iter("a")}


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def open_page(path: str, browser: Client | None = None) -> Seen:
    """Open an address and fail unless it answers with a page."""
    response = (browser or Client()).get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return Seen(response, html5lib.parse(response.content, namespaceHTMLElements=False))
