"""What a person asks of a network: options that mean nothing are refused before any work."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.study.informal_asked import Asked
from beffroi.study.informal_build import build


@pytest.mark.parametrize("change", [
    {"currency": "euro"}, {"begin": "demain"}, {"url": "javascript:x"}, {"agency": " "},
    {"zone": "Mars/Olympus"}, {"codespace": "ma ville"}, {"bikes": "perhaps"},
    {"headway": 10.0, "hours": "20-6"},
])  # fmt: skip
def test_options_that_mean_nothing_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        build([tmp_path], tmp_path / "out", Asked(**change))  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()
