"""Which page of which print a picture shows, by the codes seen on it."""

from collections.abc import Iterable

from services.paper import page_code
from services.paper.page_code import PageCode


def recognised(seen: Iterable[str], *, site: str) -> PageCode | str:
    """Return the page, or why it is not known. `site` is our own mark (page_code.site_mark).

    page_without_code: no code at all. page_foreign_code: only codes of something else.
    page_of_other_site: a form of another council. page_two_codes: two of our pages on one picture.
    Nothing is taken over from the page before. Codes of others beside ours do not matter: a parcel
    service or a scanning bureau puts them there.
    """
    texts = set(seen)
    pages = {code for text in texts if (code := page_code.read(text))}
    ours = {code for code in pages if code.site == site}
    if len(ours) == 1:
        return ours.pop()
    if ours:
        return "page_two_codes"
    if pages:
        return "page_of_other_site"
    return "page_foreign_code" if texts else "page_without_code"
