"""What the terminal says of an arbitration: result, bars, table, sentences, warnings."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from beffroi.cli.voice import language, say, say_words
from beffroi.foundation.language import Language, Words

if TYPE_CHECKING:
    from beffroi.study.decide import Arbitrated

BAR = 20
"""Length of the bar of an option that always comes first. [character]"""
MOST_WARNINGS = 12
MOST_CELLS = 120
"""Cells of a table that a terminal shows; a larger one stands in the results."""
PAGE, HEADING = 100, 36
"""Width of the table, and the most that its first column takes. [character]"""
GAP = 2
CUT = "…"


def tell(result: "Arbitrated") -> None:
    """Tell the user a result, what it rests on, and what is to be known of it."""
    spoken = language()
    say_words(result.headline)
    say("")
    ranked = most_often(result)
    for option, share in ranked:
        say("{bar} {share:>5}  {option}", bar=("█" * round(BAR * share)).ljust(BAR, "·"),
            share=per_cent(share), option=result.option(option).name.words.in_(spoken))  # fmt: skip
    say("")
    _tell_table(result, [option for option, _ in ranked], spoken)
    for sentence in result.statements:
        say_words(Words(f"– {sentence.fr}", f"– {sentence.en}"))
    for warning in result.warnings[:MOST_WARNINGS]:
        say_words(Words(f"! {warning.fr}", f"! {warning.en}"))
    if len(result.warnings) > MOST_WARNINGS:
        say("… {n} more warnings in the results (--json, --out).",
            n=len(result.warnings) - MOST_WARNINGS)  # fmt: skip


def most_often(result: "Arbitrated") -> list[tuple[str, float]]:
    """Return the options with their share of the draws, the one that comes first most often first.

    Those that are level keep the order of their values.
    """
    rows = dict(zip(result.options, result.together.acceptability, strict=True))
    shares = [(option, rows[option][0]) for option in result.together.order]
    return sorted(shares, key=lambda one: -one[1])


def _tell_table(result: "Arbitrated", options: Sequence[str], spoken: Language) -> None:
    """Show the performance table of the options compared, or say where it stands."""
    if len(options) * len(result.decision.criteria) > MOST_CELLS:
        say("Performance table: {n} options and {criteria} criteria, in the results (--out).",
            n=len(options), criteria=len(result.decision.criteria))  # fmt: skip
    else:
        table = next(e for e in result.exhibits if e.id == "arbitration.performances")
        rows = dict(zip((o.id for o in result.decision.options), table.rows, strict=True))
        lines = [tuple(_said(cell, spoken) for cell in rows[option]) for option in options]
        say_words(table.title)
        for line in grid([tuple(_said(f.name, spoken) for f in table.fields), *lines]):
            say_words(Words(line, line))
        say_words(table.note)
    say("")


def _said(cell: str | Words | float | None, spoken: Language) -> str:
    return cell.in_(spoken) if isinstance(cell, Words) else str(cell)


def grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay a table out on lines, its columns as rows, in blocks that hold in the width of a page.

    Parameters
    ----------
    rows
        The headings, then each row, the name of the row first.

    Examples
    --------
    >>> list(grid([("", "cost (€)", "time"), ("bus", "5 (B)", "unknown"), ("car", "9 (D)", "1")]))
    ['          bus      car', 'cost (€)  5 (B)    9 (D)', 'time      unknown  1']
    """
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = [_held(name, HEADING) for name in rows[0]]
    first = max(map(len, names)) + GAP
    widths = [max(len(_held(text, HEADING)) for text in row) + GAP for row in rows[1:]]
    for block in _blocks(widths, PAGE - first):
        for name, column in zip(names, columns, strict=True):
            cells = (_held(column[k + 1], HEADING).ljust(widths[k]) for k in block)
            yield (name.ljust(first) + "".join(cells)).rstrip()


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Cut columns into blocks that hold in a width, one column at least a block."""
    block: list[int] = []
    for place, width in enumerate(widths):
        if block and sum(widths[k] for k in block) + width > room:
            yield block
            block = []
        block.append(place)
    yield block


def _held(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + CUT


def per_cent(share: float) -> str:
    """Write a share in per cent, neither none nor all unless it is.

    Examples
    --------
    >>> per_cent(0.624), per_cent(0.9999), per_cent(1.0), per_cent(0.001)
    ('62 %', '>99 %', '100 %', '<1 %')
    """
    if 0 < share < 0.01:
        return "<1 %"
    return ">99 %" if 0.99 < share < 1 else f"{round(100 * share)} %"
