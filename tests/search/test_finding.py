"""Citizens find pages in their own words, the same on every database."""

from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from content.models import (
    BestBet,
    GuidanceIndexPage,
    GuidancePage,
    LifeEventPage,
    OrganisationPage,
    PublicServicePage,
    SearchEntry,
    SearchPosting,
    Synonyms,
)
from content.search.finding import Found, find
from content.search.words import words
from tests.content.reading import Seen, open_page
from tests.content.reading import words as text_of
from tests.search.pages import added
from tests.test_weight import weigh

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def entries(found: Found) -> list[SearchEntry]:
    return [entry for group in found.groups for entry in group.entries]


def titles(found: Found) -> list[str]:
    return [entry.title for entry in entries(found)]


def asked(typed: str, language: str = "en", **more: object) -> list[str]:
    return titles(find(typed, language, **more))


def page_for(typed: str, prefix: str = "", more: str = "") -> Seen:
    return open_page(f"{prefix}/search/?q={quote(typed)}{more}")


def test_endings_do_not_matter(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    added(homes["en"], "Register a birth", PublicServicePage, summary="Births are registered within 42 days.")
    for typed in ("babies", "BABY", "baby’s", "How do I have a baby?"):
        assert asked(typed) == ["Having a baby"]
    assert asked("registering births") == asked("registered birth") == ["Register a birth"]


def test_words_that_editors_call_the_same_find_each_others_pages(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    added(homes["en"], "Pay your Council Tax", PublicServicePage)
    added(homes["en"], "Council meetings")
    added(homes["en"], "Tax your car")
    assert asked("newborn", exactly=True) == asked("rates", exactly=True) == []
    Synonyms(language="en", words="newborn\r\nbaby").save()
    taught = Synonyms(language="en", words="rates\ncouncil tax\npoll tax")
    taught.save()
    assert asked("newborns") == ["Having a baby"]
    assert asked("rates") == asked("my poll tax") == ["Pay your Council Tax"]
    assert asked("council tax") == ["Pay your Council Tax"]
    taught.delete()
    assert asked("rates", exactly=True) == []


def test_a_page_with_the_word_itself_comes_before_one_that_means_the_same(homes):
    added(homes["en"], "Refuse collection")
    added(homes["en"], "Rubbish collection")
    Synonyms(language="en", words="rubbish\nrefuse").save()
    assert asked("rubbish") == ["Rubbish collection", "Refuse collection"]
    assert asked("refuse") == ["Refuse collection", "Rubbish collection"]


def test_a_mistyped_word_is_mended_and_the_reader_told(homes):
    added(homes["en"], "Register a birth", PublicServicePage)
    added(homes["en"], "Apply for a disabled parking badge")
    assert find("brith", "en").mended == "birth"
    assert asked("parkign badge") == asked("parkin") == ["Apply for a disabled parking badge"]
    assert find("xyzzy", "en") == find("cat", "en") == Found(partly=True)
    seen = page_for("brith")
    assert "Showing results for birth. Search for brith instead" in seen.text
    unmended = open_page(seen.links()["Search for brith instead"])
    assert "We found no page for brith" in unmended.text
    assert open_page(unmended.links()["birth"]).text.count("Register a birth") == 1


def test_the_first_letter_of_a_welsh_word_may_change(homes):
    added(homes["cy"], "Cael babi", LifeEventPage)
    added(homes["cy"], "Gwneud cais am Fathodyn Glas", PublicServicePage)
    added(homes["cy"], "Cofrestru eich plant mewn ysgol")
    added(homes["cy"], "Gardd a thŷ")
    for typed in ("fabi", "babi", "fy mabi", "i fabi"):
        assert asked(typed, "cy", exactly=True) == ["Cael babi"], typed
    assert asked("bathodyn", "cy") == asked("fathodynnau", "cy") == ["Gwneud cais am Fathodyn Glas"]
    for typed in ("gofrestru", "gofrestrwch", "nghofrestru", "blant", "phlant", "ysgol", "i'r ysgol"):
        assert asked(typed, "cy") == ["Cofrestru eich plant mewn ysgol"], typed
    for typed in ("ardd", "tŷ", "ty", "dŷ"):
        assert asked(typed, "cy") == ["Gardd a thŷ"], typed


def test_arabic_is_found_however_it_is_written(homes):
    added(homes["ar"], "إنجاب طفل", LifeEventPage)
    added(homes["ar"], "بطاقة الإعاقة الزرقاء", PublicServicePage)
    added(homes["ar"], "دفع الضريبة")
    for typed in ("طفل", "الطفل", "طِفْلٌ", "طـفل", "طفلك", "لطفل", "انجاب", "الإنجاب"):
        assert asked(typed, "ar") == ["إنجاب طفل"], typed
    for typed in ("بطاقة", "البطاقه", "والبطاقة", "اعاقة", "الاعاقه", "كيف اطلب بطاقة"):
        assert asked(typed, "ar") == ["بطاقة الإعاقة الزرقاء"], typed
    assert asked("ضريبه", "ar") == ["دفع الضريبة"]
    assert page_for("طفل", "/ar").tree.get("dir") == "rtl"


def test_a_page_that_is_not_translated_is_found_in_its_own_words_and_says_so(homes):
    page = added(homes["en"], "Having a baby", LifeEventPage)
    page.copy_for_translation(homes["ar"].locale, alias=True)
    assert asked("babies", "ar") == ["Having a baby"]
    seen = page_for("babies", "/ar")
    (item,) = [each for each in seen.all("li", lang="en") if each.get("dir") == "ltr"]
    assert item.find("h3/a").get("href").startswith("/ar/")
    page.unpublish()
    assert asked("babies", "ar", exactly=True) == []


def test_what_editors_put_first_is_first_for_just_those_words(homes):
    added(homes["en"], "Bins and bin bags")
    right = added(homes["en"], "Bin days", PublicServicePage)
    BestBet(language="en", words="bin\nwhen is my rubbish taken", page=right).save()
    for typed in ("bins", "When is rubbish taken?"):
        found = find(typed, "en")
        assert [entry.title for entry in found.best] == ["Bin days"]
        assert "Bin days" not in titles(found)
    assert find("bin bags", "en").best == []
    right.unpublish()
    assert find("bins", "en").best == []


def test_life_events_and_services_stand_above_guidance(homes):
    en = homes["en"]
    added(en, "Badge badge badge", text="badge " * 9)
    office = added(en, "Badge office", OrganisationPage)
    added(en, "Get a badge", PublicServicePage, organisation=office)
    added(en, "Living with an illness", LifeEventPage, summary="With a badge.")
    found = find("badge", "en")
    assert [group.kind.name for group in found.groups] == [
        "SERVICE",
        "LIFE_EVENT",
        "GUIDANCE",
        "ORGANISATION",
    ]
    assert find("illness badge", "en").groups[0].kind.name == "LIFE_EVENT"
    seen = page_for("badge")
    assert [text_of(h) for h in seen.tree.iter("h2")][:4] == [
        "Services",
        "Life events",
        "Guidance",
        "Organisations",
    ]
    assert "We found 4 pages." in seen.text
    assert text_of(seen.all("p", class_="any-results__from")[0]) == "Badge office"
    weigh(seen.response)


def test_pages_with_all_the_words_leave_out_those_with_some(homes):
    added(homes["en"], "Blue badge")
    added(homes["en"], "Blue bin")
    assert asked("blue badge") == ["Blue badge"]
    some = find("blue badge bin", "en")
    assert some.partly
    assert set(titles(some)) == {"Blue badge", "Blue bin"}
    assert "No page has all your words." in page_for("blue badge bin").text


def test_only_what_is_published_now_is_found(homes):
    page = added(homes["en"], "Harbour", text="lanterns")
    page.title, page.body = "Secret", [("text", "<p>unicorns</p>")]
    page.save_revision()
    assert asked("lanterns") == ["Harbour"]
    assert find("unicorns", "en") == find("secret", "en") == find("unicorms", "en") == Found(partly=True)
    page.save_revision().publish()
    assert asked("unicorns") == ["Secret"]
    assert asked("lanterns", exactly=True) == []
    Page.objects.get(pk=page.pk).unpublish()  # as Wagtail's own class, as bulk actions do
    assert find("unicorns", "en") == find("unicorms", "en") == Found(partly=True)
    page.refresh_from_db()
    page.save_revision(approved_go_live_at=timezone.now()).publish()
    assert asked("unicorns") == ["Secret"]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert asked("unicorns") == []
    restriction.delete()
    Page.objects.get(pk=page.pk).delete()
    assert not SearchEntry.objects.filter(pk=page.pk).exists()
    assert not SearchPosting.objects.filter(entry=page.pk).exists()


def test_a_page_due_later_is_found_when_its_time_has_come(homes):
    body = [("text", "<p>What comes.</p>")]
    page = GuidancePage(title="Later", summary="x", body=body, locale=homes["en"].locale, live=False)
    homes["en"].add_child(instance=page)
    page.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    page.save_revision().publish()
    assert asked("later") == []
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timezone.timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_due")
    assert asked("later") == ["Later"]


def test_the_whole_index_can_be_built_anew(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    Synonyms(language="en", words="newborn\nbaby").save()
    rows = SearchPosting.objects.order_by("entry", "term").values_list("entry", "term", "weight")
    before = list(rows)
    SearchPosting.objects.all().delete()
    SearchEntry.objects.all().delete()
    assert asked("baby", exactly=True) == []
    call_command("index_pages")
    assert asked("newborn") == ["Having a baby"]
    assert before == list(
        SearchPosting.objects.order_by("entry", "term").values_list("entry", "term", "weight")
    )


def test_words_that_are_never_shown_find_the_page_too(homes):
    added(homes["en"], "Pay your Council Tax", keywords="rates, poll tax")
    assert asked("poll") == ["Pay your Council Tax"]
    assert "poll" not in page_for("rates").text.replace("Pay your", "")


def test_many_results_are_paged(homes):
    for number in range(13):
        added(homes["en"], f"Park {number}", text="park" if number else "park park")
    seen = page_for("park")
    assert len(seen.all("ul", class_="any-results")[0]) == 5
    first = open_page(seen.links()["See all 13 results under “Guidance”"])
    assert len(first.all("ul", class_="any-results")[0]) == 10
    second = open_page("/search/" + first.links()["Next page"])
    both = [text_of(h) for each in (first, second) for h in each.tree.iter("h3")]
    assert len(set(both)) == 13
    assert "Page 2 of 2" in second.text
    assert Client().get("/search/?q=park&kind=guidance&page=9").status_code == 302
    assert Client().get("/search/?q=park&kind=service").status_code == 302


def test_hostile_and_endless_searches_are_cut_and_harmless(homes):
    added(homes["en"], "Having a baby", LifeEventPage)
    for typed in (
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        '%_\\ * ? ( [ "',
        "\0baby",
        "baby " * 5_000,
        "x" * 100_000,
        "\u202e\ud7ff\U0001f476",
        "﷽" * 500,
    ):
        answer = Client().get("/search/", {"q": typed})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
    for more in (
        "page=-1",
        "page=x",
        "page=٣",
        "page=" + "9" * 5_000,
        "kind=nonsense",
        "kind=guidance&page=99",
    ):
        assert Client().get(f"/search/?q=baby&{more}").status_code in (200, 302)
    assert Client().post("/search/", {"q": "baby"}).status_code == 405


def test_the_search_page_tells_search_engines_to_stay_away_and_names_the_search(homes):
    seen = page_for("council tax")
    assert seen.one("meta", name="robots").get("content") == "noindex"
    assert text_of(seen.one("title")).startswith("council tax – Search – ")
    assert seen.one("input", type="search").get("value") == "council tax"
    empty = open_page("/search/")
    assert text_of(empty.one("title")).startswith("Search – ")
    assert "We found" not in empty.text


@pytest.fixture
def guide(homes):
    page = added(homes["en"], "Guide")
    page.refresh_from_db()
    return page


@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_word_of_a_title_finds_the_page(guide, title):
    guide.title = title
    guide.save(clean=False)
    for word in words(title):
        assert [entry.pk for entry in entries(find(word.shown, "en"))] == [guide.pk]


def test_the_list_of_a_kind_is_found_too(homes):
    added(homes["en"], "All guidance", GuidanceIndexPage)
    assert find("guidance", "en").groups[0].kind.name == "OTHER"
