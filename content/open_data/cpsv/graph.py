"""The nodes of one document, each once, and the codes they refer to with a type of their own.

The shapes of CPSV-AP ask that whatever a code stands for is a skos:Concept, also one from somebody
else's list; so each code that is used is described here in short.
"""

from collections.abc import Callable
from typing import Any

from content.open_data.cpsv.context import Node, context
from content.open_data.families import Said, in_each_language
from content.open_data.identifiers import term

AUTHORITY = "http://publications.europa.eu/resource/authority"
COUNTRY = f"{AUTHORITY}/country/GBR"
CURRENCIES = {"GBP": f"{AUTHORITY}/currency/GBP"}
TONGUES = {
    "en": f"{AUTHORITY}/language/ENG",
    "cy": f"{AUTHORITY}/language/CYM",
    "ar": f"{AUTHORITY}/language/ARA",
}
"""Languages as the Publications Office of the EU names them. Others have names of ours."""


class Graph:
    """A document that grows. What is said of a thing twice is said once in it."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def add(self, name: str, kinds: str | list[str], /, **about: Any) -> str:
        """Describe a thing and return its name. What is empty is left out."""
        self.nodes[name] = {"@id": name, "@type": kinds, **filled(about)}
        return name

    def knows(self, name: str) -> bool:
        """Tell whether a thing is described already."""
        return name in self.nodes

    def code(self, scheme: str, code: str, label: Callable[[], object], name: str = "") -> str:
        """Describe one entry of a list of codes and return its name: ours, unless another is given."""
        about = self.add(
            name or term(f"{scheme}-{code}"), "Concept", prefLabel=in_each_language(label), notation=code
        )
        if not name:
            self.nodes[about]["inScheme"] = self.add(term(scheme), "ConceptScheme")
        return about

    def language(self, code: str, label: Callable[[], object]) -> str:
        """Describe a language and return its name."""
        name = TONGUES.get(code) or term(f"language-{code}")
        return self.add(name, "LinguisticSystem", identifier=code, name=in_each_language(label))

    def document(self) -> Node:
        """Return the whole document."""
        return {"@context": context(), "@graph": list(self.nodes.values())}


def filled(about: dict[str, Any]) -> Node:
    """Return what is said, without what says nothing. 0 and False say something."""
    return {name: value for name, value in about.items() if value not in ("", None, [], {})}


def hours(words: Said, **more: Any) -> Node | None:
    """Return when something is open, in words and perhaps by the clock; None if nothing is said."""
    return {"@type": "TemporalEntity", "description": words, **filled(more)} if words else None
