"""What the terminal says of an arbitration."""

from collections.abc import Callable
from pathlib import Path

from beffroi.cli.verdict import PAGE, grid, most_often, per_cent
from beffroi.method.arbitration.arbitrated import arbitrated
from tests.method.arbitration.choices import SOURCE, criterion, decision, option
from tests.study.decision_file import written


def test_shares_are_neither_none_nor_all_unless_they_are() -> None:
    assert [per_cent(share) for share in (0.0, 0.0001, 0.5, 0.9999, 1.0)] == [
        "0 %", "<1 %", "50 %", ">99 %", "100 %",
    ]  # fmt: skip


def test_options_stand_by_the_share_that_is_shown() -> None:
    """Where value rises late, near is worth more in the mean and wins less often."""
    often = decision(
        options=(option("near", a=(0, 10)), option("far", a=6.5),
                 option("none", baseline=True, a=0)),
        criteria=(criterion("a", knots=((6.0, 0.1),)),), groups=(),
    )  # fmt: skip
    result = arbitrated(often, SOURCE)

    ranked = most_often(result)

    assert result.together.order[0] == "near"
    assert ranked[0][0] == "far"
    assert [share for _, share in ranked] == sorted((s for _, s in ranked), reverse=True)


def test_a_table_holds_in_the_width_of_a_page() -> None:
    rows = [("Option", "Coût (€)"), *((f"une option {n}", "au plus 400 (B)") for n in range(20))]

    lines = list(grid(rows))

    assert max(map(len, lines)) <= PAGE
    assert sum("au plus 400 (B)" in line for line in lines) == len(lines) / 2
    assert all(f"une option {n}" in "\n".join(lines) for n in range(20))


def test_the_table_is_shown_with_its_classes_or_said_to_stand_elsewhere(
    beffroi: Callable, tmp_path: Path
) -> None:
    path = written(tmp_path)

    shown = beffroi("arbitrate", "decision.toml", "--draws", "20", language="fr")

    assert "Tableau des performances" in shown.stderr
    assert "(D)" in shown.stderr
    text = path.read_text(encoding="utf-8")
    more = "".join(f'[[option]]\nid = "o{n}"\nname = "O{n}"\n' for n in range(121))
    path.write_text(text + more, encoding="utf-8")
    vast = beffroi("arbitrate", "decision.toml", "--draws", "2", language="fr")
    assert "Tableau des performances\u00a0:" in vast.stderr
    assert "Entre parenthèses" not in vast.stderr
    assert "Rien à arbitrer encore" in vast.stderr
    assert "█" not in vast.stderr
    assert "%" not in vast.stderr
