"""The specification as data."""

from beffroi.formats.gbfs.reference import reference
from beffroi.formats.gbfs.values import fits


def test_every_type_of_the_specification_is_a_form_or_an_enumeration() -> None:
    for kind in reference().files:
        for major in ("2", "3"):
            for written in reference().fields(kind, major).values():
                type_ = written.rstrip("!")
                assert type_ in reference().enums or fits(type_, None, major) is False


def test_the_specification_names_its_source() -> None:
    assert reference().versions == ("2.2", "2.3", "3.0")
    assert reference().url.startswith("https://")
