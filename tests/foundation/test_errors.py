"""Errors: one sentence, with its parts kept."""

from beffroi.foundation.errors import (
    BeffroiError,
    FaultyFileError,
    InputError,
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
    assert "11 fault(s)" in str(error)
    assert "line 8" in str(error)
    assert "line 9" not in str(error)
    assert "(+3)" in str(error)


def test_an_unknown_commune_offers_the_nearest_names() -> None:
    error = UnknownCommuneError("Redom", nearest=["Redon (35236)"])

    assert isinstance(error, InputError)
    assert "'Redom'" in str(error)
    assert "Redon (35236)" in str(error)
