"""How long a search takes over ten thousand pages, beside Wagtail's own search of the same words.

Measured are whole answers: ours is the search page as a browser gets it, with its groups and counts; theirs
is no page, only the first ten results and their number. `make bench` runs it on each database.
"""

import json
import os
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from io import StringIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402 -- after the set-up
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402
from wagtail.search.index import SearchField  # noqa: E402

from content.models import GuidancePage, HomePage, Synonyms  # noqa: E402
from tests.bench.budgets import tell  # noqa: E402

PAGES = 10_000
WORDS_OF_PAGE = 200
VOCABULARY = 12_000
ROUNDS, THEIR_ROUNDS = 30, 2
BUDGET_MS = {"postgresql": 100, "sqlite": 200}
STARTS = "b bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh st t th tr v w".split()  # noqa: SIM905 -- shorter
MIDDLES = "a e i o u ai ea ee oo ou".split()  # noqa: SIM905 -- shorter
ENDS = "b ck d ft g ll m mp n nd ng nt p r rd rk rn rt s sk ss st t th x".split()  # noqa: SIM905 -- shorter


def main() -> None:
    """Write the pages, index them for both, and print a line for each kind of search."""
    vocabulary = made_up_words()
    if not GuidancePage.objects.exists():
        with transaction.atomic():
            write_pages(vocabulary)
    print(f"\nSearch over {PAGES:,} pages on {connection.vendor}", flush=True)
    ours_s = _indexing(lambda: call_command("index_pages", stdout=StringIO()))
    Synonyms(language="en", words=f"{vocabulary[400]}\nunwritten").save()
    GuidancePage.search_fields = [*Page.search_fields, SearchField("summary"), SearchField("body")]
    theirs_s = _indexing(lambda: call_command("update_index", stdout=StringIO()))
    print(f"  indexing every page: {ours_s:.0f} s, Wagtail's own {theirs_s:.0f} s", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = Client(HTTP_HOST="127.0.0.1")
    every: list[float] = []
    ask(browser, vocabulary[0])  # a server has read its templates before
    for what, typed in searches(vocabulary).items():
        ours = took(lambda typed=typed: ask(browser, typed), ROUNDS)
        theirs = took(lambda typed=typed: stock(typed), THEIR_ROUNDS)
        every += ours
        print(
            f"  {what:<34}{statistics.median(ours):>8.1f} ms  95 of 100 within {p95(ours):>6.1f} ms"
            f"   Wagtail's own {statistics.median(theirs):>8.1f} ms",
            flush=True,
        )
    tell("search page, 95 of 100 within", p95(every), BUDGET_MS[connection.vendor], "ms")


def _indexing(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def searches(vocabulary: list[str]) -> dict[str, str]:
    """Return what is typed, by kind of search. Words stand in the order of how often they are written."""
    middle = vocabulary[300]
    return {
        "a word on nearly every page": vocabulary[0],
        "two words on many pages": f"{vocabulary[5]} {vocabulary[20]}",
        "three rarer words": f"{vocabulary[200]} {middle} {vocabulary[900]}",
        "a mistyped word": f"{middle[0]}{middle[2]}{middle[1]}{middle[3:]}",
        "a word that means the same": "unwritten",
        "a word that no page has": "zzyzxqv",
    }


def made_up_words() -> list[str]:
    """Return words of two or three syllables, the same on every run."""
    chance = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        count = chance.choice((2, 2, 3))
        word = "".join(chance.choice(STARTS) + chance.choice(MIDDLES) for _ in range(count)) + chance.choice(
            ENDS
        )
        found.setdefault(word)
    return list(found)


def write_pages(vocabulary: list[str]) -> None:
    """Write a home page and the pages below it, past Wagtail's tree, which would take many minutes."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Home", summary="Home", slug="all", locale=locale))
    Site.objects.update(root_page=home)
    kind = ContentType.objects.get_for_model(GuidancePage)
    chance = random.Random(11)
    often = [(place + 3) ** -1.2 for place in range(VOCABULARY)]  # Zipf: 120 different words a page
    texts = [" ".join(chance.choices(vocabulary, often, k=WORDS_OF_PAGE)) for _ in range(PAGES)]
    pages = [
        Page(
            path=f"{home.path}{Page._int2str(number).zfill(Page.steplen)}",
            depth=home.depth + 1,
            title=text[:60].rsplit(" ", 1)[0],
            draft_title=text[:60],
            slug=f"page-{number}",
            url_path=f"{home.url_path}page-{number}/",
            content_type=kind,
            locale=locale,
            translation_key=uuid.uuid4(),
        )
        for number, text in enumerate(texts, 1)
    ]
    Page.objects.bulk_create(pages, batch_size=1_000)
    rows = [(page.pk, text[60:180], _stream(text)) for page, text in zip(pages, texts, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO content_guidancepage (page_ptr_id, summary, keywords, words_in, body)"
            " VALUES (%s, %s, '', '', %s)",
            rows,
        )
    home.numchild = PAGES
    Page.objects.filter(pk=home.pk).update(numchild=PAGES)


def _stream(text: str) -> str:
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())}])


def ask(browser: Client, typed: str) -> None:
    """Open our search page. Raises RuntimeError if it is none."""
    answer = browser.get("/search/", {"q": typed})
    if answer.status_code != 200:
        raise RuntimeError(f"searching for {typed!r} answered {answer.status_code}")


def stock(typed: str) -> None:
    """Search as Wagtail's documentation shows it; on SQLite unordered: by relevance takes it minutes."""
    results = GuidancePage.objects.live().search(typed, order_by_relevance=connection.vendor != "sqlite")
    list(results[:10])
    results.count()


def took(work: Callable[[], None], times: int) -> list[float]:
    """Return the milliseconds of each time, after once to warm up."""
    return list(_timed(work, times + 1))[1:]


def _timed(work: Callable[[], None], times: int) -> Iterator[float]:
    for _ in range(times):
        began = time.perf_counter()
        work()
        yield (time.perf_counter() - began) * 1000


def p95(found: list[float]) -> float:
    """Return what 95 of 100 stay within."""
    return statistics.quantiles(found, n=20)[-1]


if __name__ == "__main__":
    main()
