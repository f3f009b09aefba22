"""Rules about controls: each has a name, each group a legend, each reference leads somewhere."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from accessibility.rules.parsing import Problem, elements, shown, text_of

UNNAMED = {"hidden", "submit", "button", "image", "reset"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "form")


def form_problems(tree: Element) -> Iterator[Problem]:
    """Yield what is wrong with the page's controls."""
    yield from _names(tree)
    yield from _references(tree)
    for fieldset in elements(tree, "fieldset"):
        first = next(iter(fieldset), None)
        if first is None or first.tag != "legend" or not text_of(first):
            yield Problem("legend", shown(fieldset), "Begin the group with a legend (WCAG 1.3.1).")
    for button in elements(tree, "button"):
        hidden = button.get("aria-hidden") == "true" and button.get("tabindex") == "-1"
        if not hidden and not text_of(button) and not button.get("aria-labelledby"):
            yield Problem("button-name", shown(button), "Say on the button what it does.")


def _names(tree: Element) -> Iterator[Problem]:
    labelled = {label.get("for") for label in elements(tree, "label") if text_of(label)}
    wrapped = {
        id(control)
        for label in elements(tree, "label")
        for control in elements(label, "input", "select", "textarea")
    }
    for control in elements(tree, "input", "select", "textarea"):
        if control.get("type") in UNNAMED:
            continue
        named = (
            control.get("id") in labelled
            or id(control) in wrapped
            or control.get("aria-label")
            or control.get("aria-labelledby")
        )
        if not named:
            yield Problem("label", shown(control), "Give the control a label (WCAG 3.3.2).")


def _references(tree: Element) -> Iterator[Problem]:
    ids = {element.get("id") for element in elements(tree)}
    for element in elements(tree):
        for name in REFERENCES:
            for target in element.get(name, "").split():
                if target not in ids:
                    yield Problem(
                        "reference", shown(element), f"{name} names {target!r}, which is not there."
                    )
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and len(href) > 1 and href[1:] not in ids:
            yield Problem("reference", shown(element), f"The link leads to {href}, which is not there.")
