"""Plain text with a few marks, as the sample is written, to the rich text that Wagtail stores.

Paragraphs are separated by an empty line; `- ` and `1. ` start lists, `### ` a heading; `**bold**`;
`[words](target)`, where the target is an address, `tel:`, `mailto:` or `page:KEY` for a sample page.
"""

import re
from collections.abc import Callable
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
MARK = re.compile(r"(- |\d+\. )\s*")


def rich_text(words: str, page_id: Callable[[str], int]) -> str:
    """Return the HTML for `words`. `page_id` gives the id of the page with a sample key."""
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", words.strip()) if piece.strip()]
    return "".join(_piece(piece, page_id) for piece in pieces)


def _piece(piece: str, page_id: Callable[[str], int]) -> str:
    if piece.startswith("### "):
        return f"<h3>{_line(piece[4:], page_id)}</h3>"
    intro: list[str] = []
    items: list[str] = []
    for line in piece.splitlines():
        if MARK.match(line):
            items.append(MARK.sub("", line, count=1))
        elif items:
            items[-1] += f" {line.strip()}"
        else:
            intro.append(line.strip())
    html = f"<p>{_line(' '.join(intro), page_id)}</p>" if intro else ""
    if items:
        tag = "ul" if any(line.startswith("- ") for line in piece.splitlines()) else "ol"
        html += f"<{tag}>{''.join(f'<li>{_line(item, page_id)}</li>' for item in items)}</{tag}>"
    return html


def _line(words: str, page_id: Callable[[str], int]) -> str:
    def link(match: re.Match[str]) -> str:
        text, target = match.groups()
        if target.startswith("page:"):
            return f'<a linktype="page" id="{page_id(target.removeprefix("page:"))}">{text}</a>'
        return f'<a href="{target}">{text}</a>'

    return BOLD.sub(r"<b>\1</b>", LINK.sub(link, escape(words.strip(), quote=False)))
