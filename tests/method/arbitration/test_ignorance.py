"""Where most cells are unknown, nothing is said to come first."""

import json

from beffroi.foundation.language import Words
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import PLACEHOLDER, Group, Label
from tests.method.arbitration.choices import SOURCE, decision, group, option

RANKS = ("first", "first_by_group", "ranks", "outranking", "comparison", "stakes", "information")


def little(*, known: bool = False) -> Arbitrated:
    """Arbitrate six cells, of which four are unknown, or three."""
    return arbitrated(
        decision(
            options=(
                option("near", a=9 if known else None, b=None),
                option("far", a=None, b=None),
                option("none", baseline=True, a=5, b=5),
            )
        ),
        SOURCE,
    )


def test_nothing_leads_where_more_than_half_of_the_cells_are_unknown() -> None:
    found = little()

    assert found.undecidable
    assert not found.is_established
    assert found.headline.en.startswith(
        "Nothing to arbitrate yet: 4 cells out of 6 are unknown; to find out first: a for "
    )
    assert found.headline.fr.startswith(
        "Rien à arbitrer encore\u00a0: 4 cases sur 6 sont inconnues"
    )
    told = " ".join(said.en for said in found.statements)
    assert "first" not in told
    assert "PROMETHEE" not in told
    assert "To find out for far: a and b." in told


def test_half_of_the_cells_is_enough_to_arbitrate() -> None:
    assert not little(known=True).undecidable
    assert "comes first" in little(known=True).headline.en


def test_no_figure_and_no_table_ranks_what_is_not_known() -> None:
    found = little()

    assert {figure.id for figure in found.figures} == {
        "arbitration.unknown_cells", "arbitration.excluded",
    }  # fmt: skip
    shown = {exhibit.id.removeprefix("arbitration.") for exhibit in found.exhibits}
    assert {"performances", "evidence"} <= shown
    assert not shown & set(RANKS)


def test_json_says_so_and_gives_it_back() -> None:
    found = little()

    told = json.loads(json.dumps(found.as_json()))
    assert told["arbitration"]["undecidable"] is True
    assert Arbitrated.from_json(told) == found
    assert found.order == ("near", "far", "none")


def test_a_group_that_bears_the_name_of_the_skeleton_is_said() -> None:
    for name in (Label.of(PLACEHOLDER.fr), Label((("en", PLACEHOLDER.en),))):
        found = arbitrated(decision(groups=(Group("town", name, 1),)), SOURCE)
        assert any("name of the skeleton" in said.en for said in found.warnings)
    named = arbitrated(decision(groups=(group("g"),)), SOURCE)
    assert not any("skeleton" in said.en for said in named.warnings)
    assert isinstance(found.warnings[0], Words)
