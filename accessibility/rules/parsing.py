"""HTML to a tree, strictly: what a browser would have to guess is a problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]  # it has no types
from html5lib.constants import E as SENTENCES  # type: ignore[import-untyped]  # it has no types

CONTEXT_CHARS = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a page breaks, where, and what to do about it."""

    rule: str
    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence} [{self.where}]"


def parse(html: str) -> tuple[Element, list[Problem]]:
    """Return the page's tree and a problem for each place where the HTML itself is wrong."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=False, namespaceHTMLElements=False
    )
    tree = parser.parse(html)
    lines = html.splitlines() or [""]
    problems = []
    for (line, column), code, data in parser.errors:
        start = max(column - CONTEXT_CHARS, 0)
        near = lines[min(line, len(lines)) - 1][start : column + CONTEXT_CHARS]
        problems.append(Problem("html", f"line {line}: {near.strip()}", SENTENCES[code] % data))
    return tree, problems


def text_of(element: Element) -> str:
    """Return what is read out for an element: its words, and the alternatives of its images."""
    if element.get("aria-hidden") == "true":
        return ""
    label = element.get("aria-label")
    if label:
        return label.strip()
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces += [child.get("alt", "") if child.tag == "img" else text_of(child)]
        pieces.append(child.tail or "")
    return " ".join(" ".join(pieces).split())


def elements(tree: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of the tags (all, if none is named), in page order."""
    for element in tree.iter():
        if isinstance(element.tag, str) and (not tags or element.tag in tags):
            yield element


def shown(element: Element) -> str:
    """Return an element's opening tag, to find it again."""
    attributes = "".join(f' {name}="{value}"' for name, value in list(element.attrib.items())[:3])
    return f"<{element.tag}{attributes}>"
