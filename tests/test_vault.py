"""What is sealed opens only where it belongs, and never after its key is gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import vault


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_unchanged(plain: bytes) -> None:
    box = vault.Box(vault.new_key())
    assert box.open(box.seal(plain, context="answer:a"), context="answer:a") == plain
    assert vault.open_for_site(vault.seal_for_site(plain, context="mail"), context="mail") == plain


def test_a_value_moved_to_another_field_does_not_open() -> None:
    box = vault.Box(vault.new_key())
    with pytest.raises(vault.Unreadable):
        box.open(box.seal(b"x", context="answer:a"), context="answer:b")


def test_an_erased_key_opens_nothing() -> None:
    with pytest.raises(vault.Unreadable):
        vault.Box(b"")


def test_a_key_wrapped_by_an_older_site_key_can_be_wrapped_anew(settings) -> None:
    wrapped = vault.new_key()
    sealed = vault.Box(wrapped).seal(b"x", context="c")
    old = settings.VAULT_KEYS
    settings.VAULT_KEYS = ["new:" + "QUFB" * 10 + "QUE=", *old]
    again = vault.rewrap(wrapped)
    assert again.startswith(b"new:")
    assert vault.Box(again).open(sealed, context="c") == b"x"
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    with pytest.raises(vault.Unreadable):
        vault.Box(wrapped)


def test_a_short_site_key_is_named(settings) -> None:
    settings.VAULT_KEYS = ["weak:QUFB"]
    with pytest.raises(ValueError, match="weak"):
        vault.new_key()


def test_a_blind_index_ignores_case_and_outer_spaces_but_not_the_purpose() -> None:
    assert vault.blind_index("name", "  Ann  LEE ") == vault.blind_index("name", "ann lee")
    assert vault.blind_index("name", "ann lee") != vault.blind_index("postcode", "ann lee")
    assert vault.blind_index("name", "ann", "lee") != vault.blind_index("name", "annlee")
