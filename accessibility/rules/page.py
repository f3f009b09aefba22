"""Rules about a page as a whole: language, title, headings, landmarks, ids."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from accessibility.rules.parsing import Problem, elements, shown, text_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def page_problems(tree: Element) -> Iterator[Problem]:
    """Yield what is wrong with the page as a whole."""
    yield from _language(tree)
    yield from _headings(tree)
    yield from _ids(tree)
    title = tree.find(".//title")
    if title is None or not text_of(title):
        yield Problem("title", "<head>", "Give the page a title (WCAG 2.4.2).")
    mains = list(elements(tree, "main"))
    if len(mains) != 1:
        yield Problem("one-main", f"{len(mains)} of them", "Put the page's content into one <main>.")


def _language(tree: Element) -> Iterator[Problem]:
    language = tree.get("lang", "")
    if not language:
        yield Problem("lang", "<html>", "Say which language the page is in (WCAG 3.1.1).")
    elif (language.split("-")[0] in RIGHT_TO_LEFT) != (tree.get("dir") == "rtl"):
        yield Problem("dir", shown(tree), "Set dir to the direction of the page's language.")


def _headings(tree: Element) -> Iterator[Problem]:
    headings = list(elements(tree, *HEADINGS))
    if sum(heading.tag == "h1" for heading in headings) != 1:
        yield Problem("one-h1", "page", "Give the page exactly one first-level heading.")
    before = 0
    for heading in headings:
        level = int(heading.tag[1])
        if not text_of(heading):
            yield Problem("heading-empty", shown(heading), "Write the heading or remove it.")
        if level > before + 1 and before:
            yield Problem("heading-order", text_of(heading), f"Do not jump from h{before} to h{level}.")
        before = level


def _ids(tree: Element) -> Iterator[Problem]:
    counted = Counter(element.get("id") for element in elements(tree) if element.get("id") is not None)
    for identifier, count in counted.items():
        if count > 1:
            yield Problem("unique-id", f'id="{identifier}"', f"Use this id once; it is there {count} times.")
