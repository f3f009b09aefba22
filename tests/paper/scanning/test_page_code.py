"""The code of a page says which it is, and no other code is taken for it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.identity.letters import ALPHABET
from services.paper import page_code
from services.paper.page_code import PageCode
from services.paper.scanning.recognising import recognised

SITE = page_code.site_mark("https://bay.example")
OTHER = page_code.site_mark("https://hill.example")
CODE = page_code.written(site=SITE, form="small", version=3, language="en", size="s", copy="1")


@settings(max_examples=40)
@given(
    form=st.text("abcxyz019-", max_size=59).map(lambda rest: f"a{rest}"),
    version=st.integers(1, 999_999),
    language=st.sampled_from(["en", "cy", "ar", "pt-br", "zh-hans"]),
    size=st.sampled_from("sl"),
    edition=st.integers(0, 99_999),
    letters=st.text(ALPHABET, min_size=6, max_size=6),
    page=st.integers(1, 999),
)
def test_what_is_written_is_read_again(
    form: str, version: int, language: str, size: str, edition: int, letters: str, page: int
) -> None:
    copy = "" if edition else letters
    code = page_code.written(
        site=SITE, form=form, version=version, language=language, size=size, copy=copy or str(edition)
    )
    expected = PageCode(SITE, form, version, language, size, edition, copy, page)
    assert page_code.read(f"{code}{page}") == expected


def test_nothing_else_is_read_as_a_page() -> None:
    others = ["", "https://bay.example/s/x", CODE, f"{CODE}0", f"{CODE}1 ", f"{CODE}1/1", f"X{CODE}1"]
    others += ["AD1/SMALL/3/ENS/1/1", CODE.replace("SMALL", "SM.ALL") + "1", CODE.lower() + "1"]
    assert [text for text in others if page_code.read(text)] == []


def test_each_site_has_a_mark_of_its_own() -> None:
    assert SITE != OTHER
    assert page_code.site_mark("https://bay.example") == SITE
    assert len(SITE) == 3
    assert set(SITE + OTHER) <= set(ALPHABET)


def test_a_page_is_known_by_exactly_one_code_of_ours() -> None:
    foreign, first, second = "https://parcels.example/1", f"{CODE}1", f"{CODE}2"
    theirs = first.replace(SITE, OTHER)
    found = recognised([foreign, first, first, theirs], site=SITE)
    assert isinstance(found, PageCode)
    assert (found.form, found.page, found.edition, found.copy) == ("small", 1, 1, "")
    assert recognised([], site=SITE) == "page_without_code"
    assert recognised([foreign], site=SITE) == "page_foreign_code"
    assert recognised([foreign, theirs], site=SITE) == "page_of_other_site"
    assert recognised([first, second], site=SITE) == "page_two_codes"
