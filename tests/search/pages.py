"""Publishes small pages."""

from typing import Any

from content.models import GuidancePage, HomePage, LifeEventPage, OrganisationPage, PublicServicePage

NEEDED: dict[type, dict[str, Any]] = {
    LifeEventPage: {"steps": [("step", {"title": "Begin", "text": "<p>Go on.</p>"})]},
    PublicServicePage: {
        "ways_heading": "Ways",
        "costs": [("cost", {"amount": "0"})],
        "ways": [("way", {"kind": "phone"})],
        "who_can": [("text", "<p>Everybody.</p>")],
    },
    GuidancePage: {"body": [("text", "<p>More.</p>")]},
}


def added(home: HomePage, title: str, kind: Any = GuidancePage, *, text: str = "", **more: Any) -> Any:
    """Publish a page of a kind right below the home page, where the site's own tree has its lists."""
    about = {"summary": "About it.", **NEEDED.get(kind, {}), **more}
    if kind is PublicServicePage and "organisation" not in about:
        about["organisation"] = OrganisationPage.objects.first() or added(home, "Whoever", OrganisationPage)
    page = kind(title=title, locale=home.locale, live=False, **about)
    if text:
        page.body = [("text", f"<p>{text}</p>")]
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
