"""Settings from the environment: every mistake names its variable."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env


def test_a_missing_value_is_named():
    with pytest.raises(ImproperlyConfigured, match=r"ANYDOOR_TEST"):
        env.text("ANYDOOR_TEST")


def test_a_default_stands_in_for_a_missing_value():
    assert env.text("ANYDOOR_TEST", "as usual") == "as usual"
    assert env.flag("ANYDOOR_TEST", default=True) is True
    assert env.number("ANYDOOR_TEST", default=7) == 7
    assert env.words("ANYDOOR_TEST", "a, b") == ["a", "b"]


@pytest.mark.parametrize(("typed", "value"), [("True", True), ("False", False)])
def test_a_flag_is_true_or_false(monkeypatch, typed: str, value: bool):
    monkeypatch.setenv("ANYDOOR_TEST", typed)
    assert env.flag("ANYDOOR_TEST", default=not value) is value


@pytest.mark.parametrize("typed", ["", "yes", "true", "1", " True"])
def test_another_word_for_a_flag_is_refused_by_name(monkeypatch, typed: str):
    monkeypatch.setenv("ANYDOOR_TEST", typed)
    with pytest.raises(ImproperlyConfigured, match=r"ANYDOOR_TEST is .* use 'True' or 'False'"):
        env.flag("ANYDOOR_TEST", default=False)


@pytest.mark.parametrize("typed", ["", "ten", "1.5", "0x10"])
def test_what_is_no_whole_number_is_refused_by_name(monkeypatch, typed: str):
    monkeypatch.setenv("ANYDOOR_TEST", typed)
    with pytest.raises(ImproperlyConfigured, match=r"ANYDOOR_TEST is .* whole number"):
        env.number("ANYDOOR_TEST", default=1)


def test_words_come_without_blanks(monkeypatch):
    monkeypatch.setenv("ANYDOOR_TEST", " one,, two ,")
    assert env.words("ANYDOOR_TEST") == ["one", "two"]


def test_a_file_fills_in_what_is_not_set_yet(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(os, "environ", {"ANYDOOR_SET": "kept"})
    file = tmp_path / "local.env"
    file.write_text("# ANYDOOR_OFF=1\nANYDOOR_SET=lost\nANYDOOR_NEW = a=b \n\n")
    env.load(file)
    env.load(tmp_path / "absent.env")
    assert os.environ == {"ANYDOOR_SET": "kept", "ANYDOOR_NEW": "a=b"}
