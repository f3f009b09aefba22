"""An empty site, so that nothing is found but what a test publishes."""

import pytest
from wagtail.models import Locale, Page

from content.models import HomePage


@pytest.fixture
def homes(db: None) -> dict[str, HomePage]:
    """An empty site in three languages."""
    root = Page.get_first_root_node()
    site = root.get_children().first().sites_rooted_here.first()
    made = {}
    for code in ("en", "cy", "ar"):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        home = HomePage(title="Home", summary="Home", slug=f"home-{code}", locale=locale)
        if made:
            home.translation_key = made["en"].translation_key
        made[code] = root.add_child(instance=home)
    site.root_page = made["en"]
    site.save()
    return made
