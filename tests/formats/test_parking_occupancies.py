from pathlib import Path

import pytest

from beffroi.formats import parking_occupancies
from beffroi.foundation.errors import FaultyFileError


def test_french_names_and_commas_are_read(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("section;heure;taux\na; 9 h ;0,5\nb;9 h;\n")

    table = parking_occupancies.read(path, needs_hour=True)

    assert table["hour"].tolist() == ["9 h", "9 h"]
    assert table["occupancy"].tolist()[0] == 0.5
    assert table["occupancy"].isna().tolist() == [False, True]


@pytest.mark.parametrize(("text", "said"), [
    ("place_id,hour,occupancy\na,9,85\n", "0.85, not 85"),
    ("place_id,hour,occupancy\na,9,0.5\nb,9,-0.2\n", r"the first -0\.2 \(b\)"),
    ("place_id,occupancy\na,0.5\n", "hour"),
])  # fmt: skip
def test_hundredths_and_missing_hours_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "o.csv"
    path.write_text(text)

    with pytest.raises(FaultyFileError, match=said):
        parking_occupancies.read(path, needs_hour=True)
