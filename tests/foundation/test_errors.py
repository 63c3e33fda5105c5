"""Errors: one sentence, with its parts kept."""

import pytest

from beffroi.foundation.errors import (
    LONGEST,
    BeffroiError,
    FaultyFileError,
    InputError,
    SettingsError,
    ShapeError,
    UnknownCommuneError,
)


def test_a_shape_error_is_also_a_value_error() -> None:
    assert issubclass(ShapeError, ValueError)


def test_a_sentence_without_parts_may_hold_braces() -> None:
    assert str(BeffroiError("{} is not TOML.")) == "{} is not TOML."


def test_a_faulty_file_lists_its_first_faults_and_counts_the_others() -> None:
    faults = [f"line {n}" for n in range(1, 12)]

    error = FaultyFileError("stops.txt", format_name="GTFS", faults=faults)

    assert error.faults == tuple(faults)
    assert "11 faults" in str(error)
    assert "line 8" in str(error)
    assert "line 9" not in str(error)
    assert "(+3)" in str(error)


def test_an_unknown_commune_offers_the_nearest_names() -> None:
    error = UnknownCommuneError("Redom", nearest=["Redon (35236)"])

    assert isinstance(error, InputError)
    assert "'Redom'" in str(error)
    assert "Redon (35236)" in str(error)


@pytest.mark.parametrize("sentence", ["{part}", "{part!r}", "a {part!r:>5} b"])
@pytest.mark.parametrize(
    "part", ["x" * 100_000, ["[" * 1_000] * 1_000, {str(n): n for n in range(9_999)}, "\0" * 9_999]
)
def test_what_others_wrote_never_floods_a_sentence(sentence: str, part: object) -> None:
    assert len(str(InputError(sentence, part=part))) <= LONGEST + 9


def test_a_nest_of_brackets_can_be_quoted() -> None:
    nest: list[object] = []
    for _ in range(5_000):
        nest = [nest]

    assert "..." in str(InputError("{nest!r}", nest=nest))


def test_many_faults_are_counted() -> None:
    error = SettingsError("{faults}", faults=tuple(f"fault {n}" for n in range(20_000)))

    assert str(error).endswith("fault 8; … (+19991)")


def test_signs_that_move_the_cursor_are_written_out() -> None:
    assert str(InputError("{a} {b!r}", a="\x1b[2J\n\u202e", b="\x1b")) == r"\x1b[2J\n\u202e '\x1b'"
    assert str(InputError("{a}", a="12\u202f345\xa0m")) == "12\u202f345\xa0m"


def test_one_fault_is_not_counted() -> None:
    one = FaultyFileError("a", format_name="b", faults=["c"])
    two = FaultyFileError("a", format_name="b", faults=["c", "d"])

    assert str(one).startswith("a is not valid b: c.")
    assert "(2 faults): c; d." in str(two)
