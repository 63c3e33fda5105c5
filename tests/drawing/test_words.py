"""Words: a town and neighbours whom no commune is called after."""

import json
from pathlib import Path

import pytest

from beffroi.drawing import words


@pytest.mark.real
def test_no_commune_of_france_bears_a_drawn_name_or_code(real_data: Path) -> None:
    path = real_data / "national" / "etalab_decoupage_v6_communes.json"
    communes = json.loads(path.read_text(encoding="utf-8"))
    names = {commune["nom"] for commune in communes}

    assert not names & {words.TOWN, *words.NEIGHBOURS}
    assert not any(commune["code"].startswith(words.DEPARTMENT) for commune in communes)


def test_lists_of_names_have_no_name_twice() -> None:
    for names in (words.OLD, words.REPUBLIC, words.NATURE, words.WORKS, words.FIRST, words.LAST):
        assert len(set(names)) == len(names)
