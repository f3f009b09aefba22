"""Rules about what is written: images, tables, links, and nothing that the security policy blocks."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from accessibility.rules.parsing import Problem, elements, shown, text_of

# Words that say nothing about where a link leads, in the languages of the site.
VAGUE = {
    *("click here", "here", "link", "more", "read more", "this", "this link", "this page", "learn more"),
    *("cliciwch yma", "yma", "dolen", "mwy", "darllen mwy", "rhagor", "y ddolen hon"),
    *("اضغط هنا", "انقر هنا", "هنا", "المزيد", "اقرأ المزيد", "رابط"),
}


def content_problems(tree: Element) -> Iterator[Problem]:
    """Yield what is wrong with images, tables and links, and any inline style or script."""
    yield from _images(tree)
    yield from _tables(tree)
    yield from _links(tree)
    yield from _inline(tree)


def _images(tree: Element) -> Iterator[Problem]:
    for image in elements(tree, "img"):
        if image.get("alt") is None:
            yield Problem("alt", shown(image), "Describe the image, or give it an empty alt (WCAG 1.1.1).")


def _tables(tree: Element) -> Iterator[Problem]:
    for table in elements(tree, "table"):
        if table.get("role") in ("presentation", "none"):
            continue
        heads = list(elements(table, "th"))
        if not heads:
            yield Problem("table-heads", shown(table), "Give the table heading cells (WCAG 1.3.1).")
        for head in heads:
            if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield Problem("table-scope", text_of(head), "Say whether the cell heads a row or a column.")


def _links(tree: Element) -> Iterator[Problem]:
    for link in elements(tree, "a"):
        if link.get("href") is None:
            continue
        words = text_of(link)
        if not words:
            yield Problem("link-name", shown(link), "Say where the link leads (WCAG 2.4.4).")
        elif words.casefold().strip(" .…›»") in VAGUE:
            yield Problem("link-vague", words, "Say where the link leads, in the link itself (WCAG 2.4.4).")


def _inline(tree: Element) -> Iterator[Problem]:
    for element in elements(tree):
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield Problem("inline", shown(element), f"Move {name} out of the page: the policy blocks it.")
        if element.tag == "style":
            yield Problem(
                "inline", "<style>", "Move the styles into the style sheet: the policy blocks them."
            )
        tabindex = element.get("tabindex", "0")
        if tabindex not in ("0", "-1"):
            yield Problem("tabindex", shown(element), "Leave the order of the keyboard to the page.")
