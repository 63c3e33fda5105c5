"""Slides on a decision: seven to nine, with tables and charts that people amend, and notes."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from beffroi.report.decision import look
from beffroi.report.decision.archive import settled
from beffroi.report.decision.content import Note, Row
from beffroi.report.decision.limits import Fitted, Limits, fitted
from beffroi.report.decision.note_pdf import moment
from beffroi.report.decision.parts import (
    chart_words,
    evidence,
    small_print,
    table_grids,
    table_note,
)
from beffroi.report.decision.phrases import hundred, percent, phrase, shortened
from beffroi.report.decision.rows import Weighed, criteria, options
from beffroi.report.decision.slide_parts import (
    BODY,
    CAPTION,
    FOOT,
    HEIGHT,
    MARGIN,
    SMALL,
    TAGS,
    WIDTH,
    Bars,
    Box,
    Style,
    add_bars,
    add_notes,
    add_slide,
    add_table,
    add_text,
    snug,
)
from beffroi.study.decide import Arbitrated

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

MOST_BARS, MOST_COLUMNS = 10, 8
"""Options of a chart, and groups of a table, shown; the others stand in the notes."""
MOST_OPTIONS = 6
"""Options of the performance table shown."""
FEW_COLUMNS = 4
"""With more groups than this, the scales stand in the notes."""
LABEL, COLUMN = 44, 24
"""Length of a name beside a bar, and at the head of a column. [character]"""
MOST_STEPS = 3
"""Steps of each kind on the last slide."""
LIMITS = Limits(name=44, title=160, sentence=420, choices=6, groups=12, levers=5, out=2, sources=6,
                columns=6, lines=12, size=0)  # fmt: skip
"""What the slides hold of a note; the notes under them hold it whole."""
CAPTIONED = Style((14, 12), colour=look.MUTED)
"""How the sentence under a title is set."""


def deck(result: Arbitrated, note: Note) -> bytes:
    """Make the slides of an arbitration.

    Parameters
    ----------
    result
        The arbitration.
    note
        What is said of it in one language, whole.

    Returns
    -------
    The PPTX file, the same bytes for the same note.
    """
    import pptx
    from pptx.util import Inches

    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _properties(made, note)
    kept = fitted(note, LIMITS)
    _question(made, kept.note, note)
    _options(made, result, note)
    _performances(made, note)
    _weights(made, result, note)
    if note.has_rivals:
        _overall(made, note)
    if note.groups:
        _groups(made, kept, note)
        _losers(made, kept.note, note)
    if note.has_rivals:
        _levers(made, kept.note, note)
    _next(made, kept, note)
    written = io.BytesIO()
    made.save(written)
    return settled(written.getvalue())


def _properties(made: "Presentation", note: Note) -> None:
    about = made.core_properties
    about.title, about.author, about.language = note.title[:255], "Beffroi", TAGS[note.language]
    about.last_modified_by, about.revision = "Beffroi", 1
    about.created = about.modified = moment(note.day).replace(tzinfo=None)


def _titled(made: "Presentation", note: Note, title: str, notes: Sequence[str]) -> "Slide":
    """Add a slide with its title, its foot and its notes."""
    slide = add_slide(made, title, note.language)
    foot = " – ".join(part for part in (_invented(note), note.date, note.title) if part)
    colour = look.CRITICAL if note.invented else look.MUTED
    add_text(slide, [foot], FOOT, Style((SMALL,), colour=colour), note.language)
    sources = [phrase("sources", note.language), *(f"– {source}" for source in note.sources)]
    add_notes(slide, [title, *notes, *sources])
    return slide


def _invented(note: Note) -> str:
    return phrase("invented_short", note.language) if note.invented else ""


def _question(made: "Presentation", note: Note, whole: Note) -> None:
    """Show the question and the result, their names shortened; the notes hold them whole."""
    language = note.language
    slide = _titled(
        made, whole, note.title,
        [whole.title, whole.headline, note.invented, note.methods, note.seal],
    )  # fmt: skip
    left, wide = MARGIN, WIDTH - 2 * MARGIN
    kicker = f"{phrase('kicker', language)} – {note.date}"
    add_text(slide, [kicker], CAPTION, CAPTIONED, language)
    if note.invented:
        add_text(slide, [note.invented], Box(left, 2.0, wide, 0.55),
                 Style((16, 14, 12), look.CRITICAL, bold=True), language)  # fmt: skip
    colour = look.FAVOURABLE if note.is_established else look.ACCENT
    add_text(slide, [note.tag], Box(left, 2.8, wide, 0.5), Style((20,), colour, bold=True),
             language)  # fmt: skip
    style = Style((28, 24, 20, 16, 14), fill=look.SUNK)
    box = snug([note.headline], Box(left, 3.35, wide, 3.2), style)
    add_text(slide, [note.headline], box, style, language)


def _options(made: "Presentation", result: Arbitrated, note: Note) -> None:
    rows = options(result, note.language)
    out = [reason for one in (*note.out, *note.checks) for reason in one.reasons]
    slide = _titled(
        made, note, phrase("slide_options", note.language),
        [*(f"{name} – {status}" for name, status in rows), *out],
    )  # fmt: skip
    headings = (phrase("option", note.language), phrase("status", note.language))
    short = shortened([name for name, _ in rows], 2 * LABEL)
    cells = [headings, *((short[name], status) for name, status in rows)]
    left = add_table(slide, cells, BODY, (4, 6), language=note.language)
    _say_left(slide, left, note)


def _performances(made: "Presentation", note: Note) -> None:
    """Show what is known of the first options; the notes hold the whole table."""
    language, table = note.language, note.table
    told = [
        f"{line.heading} – {name} : {cell.dated}"
        for line in table.lines
        for name, cell in zip(table.options, line.cells, strict=True)
    ]
    slide = _titled(made, note, phrase("table", language), [*told, table_note(note)])
    grid = table_grids(note, MOST_OPTIONS)[0]
    many = len(table.options) > FEW_COLUMNS
    short = shortened(table.options, COLUMN if many else LABEL)
    named = shortened([line.heading for line in table.lines], LABEL)
    headings = [grid.headings[0], *(short[name] for name in table.options[:MOST_OPTIONS])]
    rows = [
        [named[line.heading], *(cell.short for cell in line.cells[:MOST_OPTIONS])]
        for line in table.lines
    ]
    widths = (2.2, *(1.5 for _ in headings[1:]))
    left = add_table(slide, [headings, *rows], BODY, widths, language=language)
    hidden = left + max(len(table.options) - MOST_OPTIONS, 0)
    caption = phrase("table_caption", language) + _more(note, hidden)
    add_text(slide, [caption], CAPTION, CAPTIONED, language)


def _say_left(slide: "Slide", n: int, note: Note) -> None:
    if n > 0:
        told = phrase("more_in_notes", note.language, n=n)
        add_text(slide, [told], CAPTION, CAPTIONED, note.language)


def _weights(made: "Presentation", result: Arbitrated, note: Note) -> None:
    """Show the criteria, and, where there are groups, how much each weighs them."""
    language = note.language
    found = criteria(result, language)
    names = [group.name for group in note.groups]
    told = [
        f"{one.name} ({one.scale}) : "
        + ", ".join(
            f"{name} {percent(weight, language)}"
            for name, weight in zip([note.together.name, *names], one.weights, strict=True)
        )
        for one in found
    ]
    slide = _titled(made, note, phrase("slide_weights", language), told)
    shown = names[:MOST_COLUMNS]
    short = shortened(shown, COLUMN)
    named = shortened([one.name for one in found], LABEL)
    scale = [phrase("scale", language)] if len(shown) <= FEW_COLUMNS else []
    headings = [
        phrase("criterion", language), *scale, phrase("all_short", language),
        *(short[name] for name in shown),
    ]  # fmt: skip
    rows = [
        [named[one.name], *([one.scale] if scale else []),
         *(f"{100 * weight:.0f}" for weight in one.weights[: len(shown) + 1])]
        for one in found
    ]  # fmt: skip
    widths = (2.4, *([2.2] if scale else []), 0.7, *(1.65 for _ in shown))
    bold = _greatest(found, len(shown), first=2 if scale else 1)
    left = add_table(slide, [headings, *rows], BODY, widths, language=language, bold=bold)
    hidden = len(names) - len(shown)
    caption = [phrase("weights_caption", language)]
    if left + hidden > 0:
        caption = [f"{caption[0]} {phrase('more_in_notes', language, n=left + hidden)}."]
    add_text(slide, caption, CAPTION, CAPTIONED, language)


def _greatest(found: Sequence[Weighed], n_groups: int, *, first: int) -> frozenset[tuple[int, int]]:
    """Return the cells of the greatest weight of each column, the first one of weights given."""
    weights = [one.weights for one in found]
    return frozenset(
        (row + 1, column + first)
        for column in range(n_groups + 1)
        for row, line in enumerate(weights)
        if line[column] > 0 and line[column] == max(other[column] for other in weights)
    )


def _overall(made: "Presentation", note: Note) -> None:
    language = note.language
    told = [f"{choice.name} : {choice.said}" for choice in note.choices]
    slide = _titled(made, note, phrase("slide_overall", language), [note.headline, *told])
    shown = _most_often(note)
    labels = shortened([note.choices[place].name for place in shown], LABEL)
    bars = Bars(
        tuple(labels[note.choices[place].name] for place in shown),
        ((phrase("first", language),
          tuple(_counted(note.choices[place].share) for place in shown)),),
        phrase("overall_caption", language) + " " + ", ".join(told),
    )  # fmt: skip
    add_bars(slide, bars, BODY)
    caption = phrase("overall_caption", language) + _more(note, len(note.choices) - len(shown))
    add_text(slide, [caption], CAPTION, CAPTIONED, language)


def _more(note: Note, n: int) -> str:
    return f" {phrase('more_in_notes', note.language, n=n)}." if n > 0 else ""


def _most_often(note: Note) -> list[int]:
    """Return the places of the options that come first most often, in their order."""
    ranked = sorted(range(len(note.choices)), key=lambda place: -note.choices[place].share)
    return sorted({0, *ranked[: MOST_BARS - 1]})


def _counted(share: float) -> int:
    """Return a share out of 100, neither none nor all unless it is."""
    return 100 if share >= 1 else 0 if share <= 0 else min(max(round(100 * share), 1), 99)


def _groups(made: "Presentation", kept: Fitted, note: Note) -> None:
    language, shown = note.language, kept.note
    told = [
        f"{row.name} : {row.best} ("
        + ", ".join(
            f"{choice.name} {hundred(share)}"
            for choice, share in zip(note.choices, row.shares, strict=True)
            if share > 0
        )
        + ")"
        for row in note.groups
    ]
    slide = _titled(made, note, phrase("slide_groups", language), told)
    rows = (shown.together, *shown.groups)
    bars = Bars(
        tuple(row.name for row in rows),
        tuple(
            (choice.name, tuple(_counted(row.shares[place]) for row in rows))
            for place, choice in enumerate(shown.choices)
        ),
        chart_words(kept),
    )
    add_bars(slide, bars, BODY, size=SMALL)
    hidden = len(note.groups) - len(shown.groups) + len(note.choices) - len(shown.choices)
    caption = phrase("groups_caption", language) + _more(note, hidden)
    add_text(slide, [caption], CAPTION, CAPTIONED, language)


def _losers(made: "Presentation", note: Note, whole: Note) -> None:
    language = note.language
    told = [f"{group.name} : {hundred(group.worse or 0.0)}" for group in whole.groups]
    title = phrase("slide_losers", language, option=note.best)
    slide = _titled(made, whole, title, [whole.best, *told])
    if note.best_is_baseline:
        said = phrase("loses_none", language, option=note.best)
        add_text(slide, [said], BODY, Style((20, 16, 14)), language)
        return
    caption = phrase("losers_caption", language, option=note.best, baseline=note.baseline)
    shown = sorted(note.groups, key=_risk)
    bars = Bars(
        tuple(group.name for group in shown),
        ((phrase("loses", language), tuple(_counted(group.worse or 0.0) for group in shown)),),
        f"{caption} {', '.join(told)}",
    )
    add_bars(slide, bars, BODY)
    more = _more(note, len(whole.groups) - len(shown))
    add_text(slide, [caption + more], CAPTION, CAPTIONED, language)


def _risk(group: Row) -> float:
    return -(group.worse or 0.0)


def _levers(made: "Presentation", note: Note, whole: Note) -> None:
    language = note.language
    flips = [one.said for one in note.flips] or [phrase("flip_none", language)]
    unknowns = [one.said for one in note.unknowns] or [phrase("unknown_none", language)]
    told = [one.said for one in (*whole.flips, *whole.unknowns)]
    slide = _titled(made, whole, phrase("flips", language), [*told, *whole.second])
    half = (WIDTH - 2 * MARGIN - 0.4) / 2
    columns = ((MARGIN, "by_weight", flips), (MARGIN + half + 0.4, "by_knowing", unknowns))
    heading = Style((16,), look.ACCENT, bold=True)
    for left, key, texts in columns:
        add_text(slide, [phrase(key, language)], Box(left, 1.4, half, 0.45), heading, language)
        add_text(slide, texts, Box(left, 1.9, half, 3.55), Style((16, 14, 12)), language)
    if note.second:
        add_text(slide, [" ".join(note.second)], Box(MARGIN, 5.55, WIDTH - 2 * MARGIN, 1.2),
                 Style((14, 12), look.MUTED), language)  # fmt: skip


def _next(made: "Presentation", kept: Fitted, whole: Note) -> None:
    """List what to check, whom to hear and what to find out before choosing."""
    language, note = kept.note.language, kept.note
    slide = _titled(
        made, whole, phrase("slide_next", language),
        [*_steps(whole), evidence(whole), *whole.how, *small_print(kept)],
    )  # fmt: skip
    wide = WIDTH - 2 * MARGIN
    add_text(slide, [f"– {step}" for step in _steps(note)], Box(MARGIN, 1.4, wide, 4.1),
             Style((18, 16, 14, 12)), language)  # fmt: skip
    add_text(slide, [evidence(note)], Box(MARGIN, 5.6, wide, 1.15), Style((14, 12), look.MUTED),
             language)  # fmt: skip


def _steps(note: Note) -> list[str]:
    language = note.language
    checks = [
        phrase("check", language, reason=reason)
        for one in note.checks[:MOST_STEPS]
        for reason in one.reasons[:1]
    ]
    losers = [
        phrase("hear", language, group=group.name, chances=hundred(group.worse))
        for group in sorted(note.groups, key=_risk)[:MOST_STEPS]
        if group.worse
    ]
    found = [phrase("find_out", language, said=one.said) for one in note.unknowns[:MOST_STEPS]]
    return [*checks, *losers, *found, phrase("freeze", language)]
