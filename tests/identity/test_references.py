import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.errors import ReferenceMistyped
from services.identity.letters import ALPHABET
from services.identity.references import new_reference, tidy_reference


@given(st.text(ALPHABET, max_size=3))
def test_a_reference_comes_back_however_it_is_typed(prefix: str) -> None:
    reference = new_reference(prefix)
    assert tidy_reference(reference.lower().replace("-", " ")) == reference
    assert tidy_reference(reference.replace("-", "")) == reference
    assert reference.startswith(prefix)


@given(st.text(ALPHABET, max_size=3), st.data())
def test_a_slip_anywhere_is_noticed(prefix: str, data: st.DataObject) -> None:
    reference = new_reference(prefix)
    place = data.draw(st.sampled_from([i for i, letter in enumerate(reference) if letter != "-"]))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(reference[place], "")))
    with pytest.raises(ReferenceMistyped):
        tidy_reference(reference[:place] + wrong + reference[place + 1 :])


@pytest.mark.parametrize("typed", ["", "K7MR", "hello there", "0OIL-1250", "K" * 400, "<script>"])
def test_nonsense_is_a_slip(typed: str) -> None:
    with pytest.raises(ReferenceMistyped):
        tidy_reference(typed)


@pytest.mark.parametrize("prefix", ["ABC", "BBBB", "b"])
def test_a_prefix_must_be_readable(prefix: str) -> None:
    with pytest.raises(ValueError, match=r"prefix|alphabet"):
        new_reference(prefix)


def test_references_do_not_follow_one_another() -> None:
    made = [new_reference("BB") for _ in range(2000)]
    assert len(set(made)) == 2000
    assert made != sorted(made)
