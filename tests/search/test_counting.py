"""What is searched for is counted without who searched, and editors read it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from content.models import LifeEventPage, SearchCount, SearchRefinement
from content.roles import ensure_permissions
from content.search import counting
from services.identity.roles import StaffRole
from tests.search.pages import added
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def search(**asked: str) -> None:
    assert Client().get("/search/", asked).status_code == 200


def counts() -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.language, row.term): (row.searches, row.hits) for row in SearchCount.objects.all()}


def test_a_search_is_counted_by_day_language_and_scrubbed_words(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    for typed in ("Babies", "  babies ", "baby 07700 900123", "name@example.org", "\x07" + "a" * 500):
        search(q=typed)
    Client().get("/cy/search/", {"q": "babi"})
    assert counts() == {
        ("en", "babies"): (2, 1),
        ("en", "baby […]"): (1, 1),
        ("en", "[…]"): (1, 0),
        ("en", "a" * counting.TERM_MAX): (1, 0),
        ("cy", "babi"): (1, 0),
    }
    assert set(SearchCount.objects.values_list("day", flat=True)) == {timezone.localdate()}
    kept = {field.name for model in (SearchCount, SearchRefinement) for field in model._meta.fields}
    assert kept == {"id", "day", "language", "term", "searches", "hits", "next_term", "times"}


def test_looking_through_results_counts_nothing_more(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    search(q="")
    search(q="baby", kind="life_event")
    Client().head("/search/", {"q": "baby"})
    assert counts() == {}


def test_what_was_searched_for_next_is_counted_without_knowing_who(homes):
    page = Client().get("/search/", {"q": "ring 07700 900123"}).content.decode()
    assert 'name="before" value="ring […]"' in page
    search(q="call you", before="ring […]")
    search(q="call you", before="ring […]")
    search(q="call you", before="call you")
    search(q="other", before="call 07700 900123 " + "a" * 5_000)
    twice, once = SearchRefinement.objects.order_by("-times")
    assert (twice.term, twice.next_term, twice.times) == ("ring […]", "call you", 2)
    assert once.term.startswith("call […] aaa")


def test_a_flood_of_searches_does_not_fill_the_table(homes, monkeypatch):
    monkeypatch.setattr(counting, "NEW_A_DAY_MAX", 2)
    for typed in ("one", "two", "three", "one"):
        search(q=typed)
    assert counts() == {("en", "one"): (2, 0), ("en", "two"): (1, 0)}


def test_old_counts_are_deleted(homes):
    day = timezone.localdate() - settings.SEARCH_RETENTION
    for old in (day, day - timedelta(days=1)):
        SearchCount.objects.create(day=old, language="en", term="x")
        SearchRefinement.objects.create(day=old, language="en", term="x", next_term="y")
    call_command("purge_searches")
    assert SearchCount.objects.get().day == SearchRefinement.objects.get().day == day


def test_authors_read_the_reports_and_take_them_away(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    ensure_permissions()
    for typed, before in (("baby", ""), ("baby", ""), ("unicorn", ""), ("babies", "unicorn")):
        search(q=typed, before=before)
    author = at_the_desk(member(StaffRole.AUTHOR))
    lines = {
        name: author.get(f"/admin/searches/{name}/?export=csv").getvalue().decode().splitlines()
        for name in ("most", "nothing", "again")
    }
    today = timezone.localdate().isoformat()
    assert lines["most"][1] == f"baby,en,2,{today}"
    assert lines["nothing"][1:] == [f"unicorn,en,1,{today}"]
    assert lines["again"][1:] == [f"unicorn,babies,en,1,{today}"]
    assert "unicorn" in author.get("/admin/searches/nothing/").content.decode()
    assert "/admin/searches/nothing/" in author.get("/admin/").content.decode()
    adviser = at_the_desk(member(StaffRole.ADVISER))
    assert adviser.get("/admin/searches/most/").status_code == 403


def test_authors_teach_the_search_in_the_admin(homes):
    page = added(homes["en"], "Having a baby", LifeEventPage)
    ensure_permissions()
    author = at_the_desk(member(StaffRole.AUTHOR))
    taught = {"language": "en", "words": "newborn\r\nbaby"}
    assert author.post("/admin/snippets/content/synonyms/add/", taught).status_code == 302
    bet = {"language": "en", "words": "stork", "page": page.pk}
    assert author.post("/admin/snippets/content/bestbet/add/", bet).status_code == 302
    assert "Having a baby" in Client().get("/search/?q=newborns").content.decode()
    assert "Best match" in Client().get("/search/?q=stork").content.decode()
