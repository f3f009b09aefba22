"""HTML and Markdown as plain paragraphs, and what is lost on the way."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "ul", "ol", "table", "label"}
SILENT = {"script", "style", "svg"}
LOST = {"img": "a picture", "iframe": "an embedded page", "video": "a film", "table": "the layout of a table"}
SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs separated by an empty line, and what of the original they do not have."""

    text: str
    lost: tuple[str, ...] = ()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = [""]
        self.lost: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in LOST:
            self.lost.append(LOST[tag])
        if tag in BLOCKS:
            self._end()
        if tag == "br":
            self.paragraphs[-1] += "\n"
        if tag == "li":
            self.paragraphs[-1] = "• "
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.paragraphs[-1])))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0
        if tag == "a" and self.links:
            address, start = self.links.pop()
            shown = address.removeprefix("mailto:").removeprefix("tel:")
            if address.startswith(("http", "mailto:", "tel:")) and shown not in self.paragraphs[-1][start:]:
                self.paragraphs[-1] += f" ({shown})"
        if tag in BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            # A line break in HTML is a space; an empty line is meant by authors of half-HTML.
            parts = [" ".join(part.split("\n")) for part in re.split(r"\n\s*\n", data)]
            self.paragraphs[-1] += parts[0]
            for part in parts[1:]:
                self._end()
                self.paragraphs[-1] += part

    def _end(self) -> None:
        if self.paragraphs[-1].strip(" •\n\t\u00a0"):
            self.paragraphs.append("")
        elif self.paragraphs[-1].strip() != "•":  # <li><p>: the mark stays for the paragraph inside
            self.paragraphs[-1] = ""


def plain_html(source: str) -> Prose:
    """Return HTML, or a text without any, as plain paragraphs; links are written out."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    tidy = ("\n".join(SPACES.sub(" ", line).strip() for line in one.split("\n")) for one in reader.paragraphs)
    text = "\n\n".join(one.strip() for one in tidy if one.strip(" •\n"))
    return Prose(text, tuple(dict.fromkeys(reader.lost)))


def plain_markdown(source: str) -> Prose:
    """Return Markdown as plain paragraphs; links are written out."""
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", source)
    lost = ("a picture",) if text != source else ()
    text = re.sub(r"\[([^\]]+)\]\(([^)\s]+)[^)]*\)", r"\1 (\2)", text)
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        heading = re.match(r"#{1,6}\s+(.*)", line)
        item = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(.*)", line)
        if heading or item:
            lines += ["", heading[1] if heading else f"• {item[1]}" if item else "", ""]
        else:
            lines.append(line)
    made = plain_html("\n".join(lines))
    return Prose(made.text, tuple(dict.fromkeys((*lost, *made.lost))))
