"""Where a page was, readers find another one, or why it is gone; never a dead end."""

from collections.abc import Callable
from datetime import timedelta

import html5lib
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.rich_text import RichText

from content.gone.unanswered import taken_down
from content.models import GoneAddress, HomePage, StandardPage
from services.identity.models import User
from tests.content.reading import Seen, words
from tests.test_weight import weigh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
WHY = "The council does not offer this any more."
INSTEAD = "Ask your doctor."


@pytest.fixture
def page(author: Client) -> StandardPage:
    """A published page of the author's, with an alias in every other language."""
    return added("old-advice")


def added(slug: str) -> StandardPage:
    home = HomePage.objects.get(locale__language_code="en")
    made = StandardPage(title=slug, slug=slug, summary="Sum", owner=User.objects.first())
    made.body = [("text", RichText("<p>What we say about it.</p>"))]
    home.add_child(instance=made)
    made.save_revision().publish()
    for translated in HomePage.objects.exclude(pk=home.pk):
        made.create_alias(
            parent=translated,
            update_locale=translated.locale,
            update_slug=slug,
            reset_translation_key=False,
        )
    return made


@pytest.fixture
def renamed(django_capture_on_commit_callbacks) -> Callable[[Page, str], None]:
    """Publish a page under another address; Wagtail makes a redirect of the old one after the commit."""

    def rename(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def unpublish(author: Client, page: Page, **chosen: object) -> Seen:
    """Answer the question that Wagtail's own page leads to."""
    address = f"/admin/pages/{page.pk}/unpublish/"
    asked = author.post(address)
    assert (asked.status_code, Page.objects.get(pk=page.pk).live) == (200, True)
    answer = author.post(address, {"asked": "1", **chosen}) if chosen else asked
    return Seen(answer, html5lib.parse(answer.content or b"<p>", namespaceHTMLElements=False))


def gone(address: str, status: int = 410) -> Seen:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return Seen(answer, html5lib.parse(answer.content, namespaceHTMLElements=False))


def test_it_asks_and_refuses_an_answer_that_helps_nobody(author: Client, page: StandardPage) -> None:
    seen = unpublish(author, page)
    assert "3 pages go, in all languages." in seen.text
    assert {area.get("name") for area in seen.all("textarea")} == {
        f"{what}_{code}" for what in ("why", "instead") for code in ("en", "cy", "ar")
    }
    for chosen in (
        {"where": ""},
        {"where": "page"},
        {"where": "page", "target": page.pk},
        {"where": "gone", "why_cy": "Dim ond Cymraeg"},
    ):
        assert "Not unpublished yet." in unpublish(author, page, **chosen).text
    assert not GoneAddress.objects.exists()
    assert not Redirect.objects.exists()


def test_it_says_why_it_is_gone_in_the_readers_language(author: Client, page: StandardPage) -> None:
    unpublish(author, page, where="gone", why_en=WHY, instead_en=INSTEAD, why_cy="Nid yw ar gael mwyach.")
    for prefix in ("", "/cy", "/ar"):
        seen = gone(f"{prefix}/old-advice/")
        weigh(seen.response, prefix.strip("/"))
        assert any("/services/" in link for link in seen.links().values())
        assert seen.one("main").find(".//bdi") is not None  # the telephone number
    english, welsh, arabic = (gone(f"{prefix}/old-advice/").text for prefix in ("", "/cy", "/ar"))
    assert WHY in english
    assert INSTEAD in english
    assert "Nid yw ar gael mwyach." in welsh
    assert WHY not in welsh
    assert WHY in words(gone("/ar/old-advice/").all("div", lang="en", dir="ltr")[0])
    assert WHY in arabic
    assert "old-advice" not in words(gone("/old-advice/").one("main"))


def test_it_leads_to_another_page_in_every_language(author: Client, page: StandardPage) -> None:
    cookies = Page.objects.get(slug="cookies", locale__language_code="en")
    unpublish(author, page, where="page", target=cookies.pk)
    for prefix in ("", "/cy", "/ar"):
        answer = Client().get(f"{prefix}/old-advice/")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/cookies/")


def test_an_older_address_leads_straight_to_where_people_should_go(
    author: Client, page: StandardPage, renamed: Callable[[Page, str], None]
) -> None:
    renamed(page, "newer-advice")
    newest = added("newest-advice")
    before = Client().get("/old-advice/")
    assert (before.status_code, before["Location"]) == (301, "/newer-advice/")
    unpublish(author, page, where="page", target=newest.pk)
    cookies = Page.objects.get(slug="cookies", locale__language_code="en")
    unpublish(author, newest, where="page", target=cookies.pk)
    for slug in ("old-advice", "newer-advice", "newest-advice"):
        answer = Client().get(f"/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/cookies/"), slug


def test_an_older_address_of_a_page_that_is_gone_ends_where_it_is_explained(
    author: Client, page: StandardPage, renamed: Callable[[Page, str], None]
) -> None:
    renamed(page, "newer-advice")
    unpublish(author, page, where="gone", why_en=WHY)
    answer = Client().get("/old-advice/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (410, [("/newer-advice/", 301)])
    author.post(f"/admin/pages/{page.pk}/delete/")
    assert not Page.objects.filter(pk=page.pk).exists()
    assert WHY in gone("/newer-advice/").text
    assert WHY in gone("/old-advice/").text
    assert WHY in gone("/cy/old-advice/").text


@pytest.mark.parametrize("chosen", [{"where": "gone", "why_en": WHY}, {"where": "page"}])
def test_what_is_published_again_leaves_nothing_behind(
    author: Client, page: StandardPage, chosen: dict[str, object]
) -> None:
    if chosen["where"] == "page":
        chosen["target"] = Page.objects.get(slug="cookies", locale__language_code="en").pk
    unpublish(author, page, **chosen)
    page.refresh_from_db()
    page.save_revision().publish()
    gone("/old-advice/", 200)
    Page.objects.get(pk=page.pk).unpublish()
    assert not GoneAddress.objects.filter(page=page).exists()
    seen = gone("/old-advice/")
    assert WHY not in seen.text
    assert "We have taken it down." in seen.text


def test_pages_unpublished_together_are_asked_about_once(author: Client, page: StandardPage) -> None:
    other = added("other-advice")
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}&id={other.pk}"
    asked = author.post(address, {"include_descendants": "on"})
    seen = Seen(asked, html5lib.parse(asked.content, namespaceHTMLElements=False))
    assert "6 pages go, in all languages." in seen.text
    assert {"old-advice", "other-advice"} <= {words(each) for each in seen.all("bdi")}
    welsh = page.get_translations().get(locale__language_code="cy")
    for refused in ({"where": "gone", "why_cy": "Wedi mynd"}, {"where": "page", "target": welsh.pk}):
        author.post(address, {"asked": "1", **refused})
    assert Page.objects.filter(pk__in=[page.pk, other.pk], live=True).count() == 2
    author.post(address, {"asked": "1", "include_descendants": "on", "where": "gone", "why_en": WHY})
    assert not Page.objects.filter(slug__in=["old-advice", "other-advice"], live=True).exists()
    assert all(WHY in gone(f"{at}/").text for at in ("/old-advice", "/cy/other-advice"))


def test_what_comes_down_by_itself_leads_on_and_is_somebodys_task(author: Client) -> None:
    index = Page.objects.get(slug="guidance", locale__language_code="en")
    below = index.get_children().live().first()
    assert below is not None
    Page.objects.filter(pk=below.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_due")
    seen = gone(below.url)
    assert "We have taken it down." in seen.text
    assert index.url in seen.links().values()
    (task,) = taken_down()
    assert (task.page_id, "taken down by itself" in task.why) == (below.pk, True)
    question = author.get(task.where)
    assert b"Where people should go" in question.content
    assert author.post(task.where, {"where": "gone"}).status_code == 200
    author.post(task.where, {"where": "gone", "why_en": WHY})
    assert list(taken_down()) == []
    assert WHY in gone(below.url).text
    live = author.get(f"/admin/gone/{index.pk}/")
    assert live.status_code == 404


def test_other_ways_to_unpublish_leave_at_least_that_it_is_gone(author: Client, page: StandardPage) -> None:
    Page.objects.get(pk=page.pk).unpublish()  # as from outside the editor
    assert "We have taken it down." in gone("/old-advice/").text
    assert [task.page_id for task in taken_down()] == [page.pk]


@pytest.mark.parametrize("address", ["/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"])
def test_deleting_what_people_read_asks_the_same(author: Client, page: StandardPage, address: str) -> None:
    asked = author.post(address.format(page.pk), {"next": "/admin/pages/"})
    assert b"Before you delete" in asked.content
    assert b'name="next" value="/admin/pages/"' in asked.content
    assert Page.objects.filter(pk=page.pk, live=True).exists()
    author.post(address.format(page.pk), {"asked": "1", "where": "gone", "why_en": WHY})
    assert not Page.objects.filter(pk=page.pk).exists()
    for prefix in ("", "/cy", "/ar"):
        assert WHY in gone(f"{prefix}/old-advice/").text


def test_deleting_may_lead_to_another_page(author: Client, page: StandardPage) -> None:
    cookies = Page.objects.get(slug="cookies", locale__language_code="en")
    address = f"/admin/pages/{page.pk}/delete/"
    author.post(address, {"asked": "1", "where": "page", "target": cookies.pk})
    for prefix in ("", "/cy", "/ar"):
        answer = Client().get(f"{prefix}/old-advice/")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/cookies/")


def test_what_nobody_ever_saw_is_not_found_and_not_called_gone(author: Client, page: StandardPage) -> None:
    draft = StandardPage(title="Draft", slug="draft", summary="Sum", live=False)
    HomePage.objects.get(locale__language_code="en").add_child(instance=draft)
    gone("/draft/", 404)
    gone("/never/", 404)
    gone("/services/\0/", 404)
    author.post(f"/admin/pages/{draft.pk}/delete/")
    gone("/draft/", 404)


def test_a_page_that_readers_are_sent_to_may_be_deleted_too(author: Client, page: StandardPage) -> None:
    target = added("target")
    unpublish(author, page, where="page", target=target.pk)
    author.post(f"/admin/pages/{target.pk}/delete/", {"asked": "1", "where": "gone", "why_en": WHY})
    assert not Page.objects.filter(pk=target.pk).exists()
    for prefix in ("", "/cy", "/ar"):
        gone(f"{prefix}/old-advice/")
        gone(f"{prefix}/target/")


def test_the_words_are_only_words(author: Client, page: StandardPage) -> None:
    unpublish(author, page, where="gone", why_en="<script>alert(1)</script>")
    assert b"<script>alert" not in Client().get("/old-advice/").content


def test_pages_below_go_along_when_that_is_asked(author: Client) -> None:
    index = Page.objects.get(slug="guidance", locale__language_code="en")
    below = index.get_children().live().first()
    assert below is not None
    unpublish(author, index, where="gone", why_en=WHY, include_descendants="on")
    assert WHY in gone(index.url).text
    assert WHY in gone(below.url).text
    assert WHY in gone(f"/cy{below.url}").text
