"""Numbers with a date and a source."""

from pathlib import Path

import pytest

from beffroi.foundation.dated import dated_values


def test_numbers_are_read_and_lists_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[reach]\nvalue = 80\nunit = "m"\n[kinds]\nvalue = ["a"]\n', encoding="utf-8")

    assert dict(dated_values(path)) == {"reach": 80.0}
    with pytest.raises(KeyError):
        dated_values(path)["kinds"]
