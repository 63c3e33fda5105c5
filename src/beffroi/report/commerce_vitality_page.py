"""The page of a study of vitality: how full the streets are, how varied, how long shops last."""

import math
from collections.abc import Iterator
from pathlib import Path

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.report.charts import charted
from beffroi.report.commerce_survival_chart import survival_chart, survival_rows
from beffroi.report.commerce_vitality_exhibits import exhibits, family_name
from beffroi.report.commerce_vitality_map import vitality_map
from beffroi.report.exhibits import said_rows
from beffroi.report.gauges import Gauge, gauge
from beffroi.report.page import asset
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated, measured
from beffroi.study.commerce_vitality import STRUCTURAL, Past, Vacancy, Vitality
from beffroi.study.commerce_vitality_files import percent
from beffroi.territory.commerce_marks import marks

MOST, MOST_ROWS = 12, 300
"""Rows that a table shows at once, and at most; the files have them all."""
UNKNOWN = both("unknown")
USUAL = 0.05
"""Probability under which families are said to differ. [1]"""
NOTHING = Words("", "")
NO_WALK = both("no walk looked for the others")
Rows = tuple[tuple[Words, tuple[Words, ...]], ...]


def write(made: Vitality, path: Path) -> None:
    """Write the page of a study of vitality, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(made))


def rendered(made: Vitality) -> str:
    """Lay a study out as one self-contained page, in French and in English."""
    drawn = vitality_map(made)
    shown = tuple(exhibits(made))
    past = made.past
    parts = {
        "made": made, "atlas": drawn, "most": MOST, "past": past,
        "title": both("{name} – vitality of shops – Beffroi").filled(name=made.name),
        "standfirst": tuple(standfirst(made)), "cards": tuple(cards(made)),
        "gauges": tuple(gauges(made)), "streets": vacancy_rows(made.streets),
        "runs": run_rows(made), "poles": pole_rows(made), "diversity": diversity_rows(made),
        "exhibits": {name: tuple(one for of, one in shown if of == name)
                     for name in ("vacancy", "offer", "lives", "changes")},
        "curve": survival_chart(past.lasting) if past else NOTHING,
        "curve_rows": survival_rows(past.lasting.curve) if past else (),
        "curve_said": tuple(lives_said(past)) if past else (),
        "by_family": family_rows(made), "movers": mover_rows(made), "unlucky": unlucky_rows(made),
        "limits": tuple(limits(made)),
    }  # fmt: skip
    return laid_out(
        "commerce_vitality.html.j2", parts, scripts=drawn.scripts,
        look=(drawn.style, asset("parking.css"), asset("parking_survey.css")),
        words={"charted": charted, "table_of": lambda one: said_rows(one, ())},
    )  # fmt: skip


def standfirst(made: Vitality) -> Iterator[Words]:
    """Say from what the study is made."""
    yield both("{n} premises").filled(n=counted(len(made.premises)))
    if made.date:
        yield dated(made.date)


def cards(made: Vitality) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    whole = made.whole
    yield (
        both("Vacant premises"),
        _at_least(whole, whole.share),
        (
            both("{k} of {n}; {span}").filled(
                k=counted(whole.vacant), n=counted(whole.premises),
                span=NO_WALK if whole.minimum else span(whole.low, whole.high),
            )
            if not math.isnan(whole.share)
            else both("nobody looked for them")
        ),
    )  # fmt: skip
    if not math.isnan(whole.metre_share):
        yield (both("Vacant metres of front"), _at_least(whole, whole.metre_share),
               NO_WALK if whole.minimum else span(whole.metre_low, whole.metre_high))  # fmt: skip
    old = next(age for age in made.ages if age.key == STRUCTURAL)
    if whole.vacant:
        yield (both("Vacant for over two years"),
               UNKNOWN if math.isnan(old.share) else _share(old.share),
               both("nobody knows since when") if math.isnan(old.share)
               else span(old.low, old.high))  # fmt: skip
        yield (both("Runs of three vacant fronts or more"), counted(len(made.runs)),
               both("on one side of a street, no shop between"))  # fmt: skip
    yield (both("Kinds of shops that count"), _kinds(made.kinds.hill[1]),
           both("exponential of Shannon's entropy, of {n} shops").filled(
               n=counted(made.kinds.shops)))  # fmt: skip
    if made.past is not None:
        share, low, high = (float(one) for one in made.past.lasting.at(5.0))
        yield both("Still there after five years"), _share(share), span(low, high)
    if made.inhabitants:
        dense = 1000 * (whole.premises - whole.vacant) / made.inhabitants
        yield (both("Trading shops for 1,000 inhabitants"), decimal(dense),
               both("{n} inhabitants").filled(n=counted(made.inhabitants)))  # fmt: skip


def gauges(made: Vitality) -> Iterator[Gauge]:
    """Set the shares of the town beside dated marks; not a floor that would pass for favourable."""
    whole = made.whole
    shares = {"vacancy": (whole.share, whole.low, whole.high),
              "front_vacancy": (whole.metre_share, whole.metre_low, whole.metre_high)}  # fmt: skip
    if made.past is not None:
        share, low, high = (float(one) for one in made.past.lasting.at(5.0))
        shares["survival"] = share, low, high
    for name, (share, low, high) in shares.items():
        is_floor = whole.minimum and name != "survival"
        if math.isnan(share) or (is_floor and share < marks(name)[0].high):
            continue
        is_open = is_floor or math.isnan(low) or math.isnan(high)
        yield gauge(name, share, None if is_open else (low, high),
                    _at_least(whole, share) if is_floor else _share(share))  # fmt: skip
    told = made.chains
    if told.chains and told.independents:
        yield gauge("independents", told.independents / told.shops if not told.unknown else None,
                    (1 - told.most, 1 - told.least))  # fmt: skip


def _share(value: float) -> Words:
    return UNKNOWN if math.isnan(value) else percent(value)


def _at_least(one: Vacancy, share: float) -> Words:
    """Say a share of vacancy; a floor as such, and one of zero as unknown."""
    if not one.minimum or math.isnan(share):
        return _share(share)
    return both("at least {value}").filled(value=percent(share)) if share else UNKNOWN


def span(low: float, high: float) -> Words:
    """Say the bounds of a share."""
    if math.isnan(low) or math.isnan(high):
        return both("interval unknown")
    return both("{low} to {high}").filled(low=percent(low), high=percent(high))


def vacancy_rows(streets: tuple[Vacancy, ...]) -> Rows:
    """Say the vacancy of each street, the one with most premises first."""
    return tuple(
        (Words(one.name, one.name), (
            counted(one.premises), counted(one.vacant) if not math.isnan(one.share) else UNKNOWN,
            _at_least(one, one.share),
            UNKNOWN if one.minimum or math.isnan(one.share) else span(one.low, one.high),
            _at_least(one, one.metre_share),
        )) for one in streets[:MOST_ROWS]
    )  # fmt: skip


def run_rows(made: Vitality) -> Rows:
    """Say the runs of vacant fronts, the longest first."""
    return tuple(
        (Words(str(row["street"]), str(row["street"])), (
            counted(int(row["premises"])), measured(round(float(row["length"])), "m"),
            both("fronts measured") if row["measured"] else both("from first to last middle"),
        )) for row in made.runs.head(MOST_ROWS).to_dict("records")
    )  # fmt: skip


def pole_rows(made: Vitality) -> Rows:
    """Say the shopping poles, the largest first."""
    return tuple(
        (both("Shopping pole {n}").filled(n=str(row["pole"])), (
            counted(int(row["shops"])), counted(int(row["vacant"])),
            decimal(float(row["area"])), decimal(float(row["density"])),
        )) for row in made.poles.to_dict("records")
    )  # fmt: skip


def diversity_rows(made: Vitality) -> Rows:
    """Say the diversity of the town and of those that it is compared with."""
    own = ((both("Here, by family"), made.diversity), (both("Here, by kind of shop"), made.kinds))
    others = tuple((Words(one.name, one.name), one) for one in made.compared)
    return tuple(
        (name, (counted(one.shops), _kinds(one.hill[0]), _kinds(one.hill[1]), _kinds(one.hill[2]),
                _kinds(one.evenness, 2), _rarefied(one.rarefied[1], one.error[1])))
        for name, one in (*own, *others)
    )  # fmt: skip


def _kinds(value: float, digits: int = 1) -> Words:
    return UNKNOWN if math.isnan(value) else decimal(value, digits)


def decimal(value: float, digits: int = 1) -> Words:
    """Say a number with its decimals."""
    return Words(*(grouped(value, digits, language) for language in LANGUAGES))


def _rarefied(value: float, error: float) -> Words:
    if math.isnan(value):
        return both("fewer than 100 shops")
    return Words(*(f"{one} ± {two}" for one, two in zip(
        _both(decimal(value)), _both(decimal(1.96 * error)), strict=True
    )))  # fmt: skip


def _both(words: Words) -> tuple[str, str]:
    return words.fr, words.en


def lives_said(past: Past) -> Iterator[Words]:
    """Say what the curve is made of, and what was done about late declarations."""
    lasted = past.lasting
    yield both(
        "{n} shops followed from {since} to {until}, of which {closed} closed; those that were "
        "open before are counted from their age on the first day."
    ).filled(n=counted(len(lasted.seen)), since=dated(f"{lasted.since:%Y-%m-%d}"),
             until=dated(f"{lasted.until:%Y-%m-%d}"),
             closed=counted(int(lasted.seen["ended"].sum())))  # fmt: skip
    if lasted.law is not None:
        yield both(
            "Closings are declared late: half within {half} days, nine in ten within {most} days. "
            "Each counts for as many as had not been declared yet; the dashed line is the register "
            "uncorrected."
        ).filled(half=counted(round(365 * lasted.law.delay(0.5))),
                 most=counted(round(365 * lasted.law.delay(0.9))))  # fmt: skip
    else:
        yield both(
            "Nothing tells how late closings are declared: the last 18 months are left aside; the "
            "dashed line is the register to its last day."
        )  # fmt: skip
    statistic, probability = past.rank
    if not math.isnan(statistic):
        differ = both("Families do not all last alike (log-rank, probability {p} if they did).")
        alike = both("Nothing shows that families last differently (log-rank, probability {p} if "
                     "they last alike).")  # fmt: skip
        yield (differ if probability < USUAL else alike).filled(p=percent(probability))
    if lasted.undated:
        yield both("{n} shops whose opening is unknown are left out.").filled(
            n=counted(lasted.undated))  # fmt: skip


def family_rows(made: Vitality) -> Rows:
    """Say the survival of each family."""
    if made.past is None:
        return ()
    rows = []
    for one in made.past.by_family:
        cells: list[Words] = [counted(one.lives), counted(one.ended)]
        for age in (1.0, 3.0, 5.0):
            share, low, high = (float(x) for x in one.curve.at(age))
            cells.append(UNKNOWN if math.isnan(share) else both("{share} ({span})").filled(
                share=percent(share), span=span(low, high)))  # fmt: skip
        rows.append((family_name(made, one.name), tuple(cells)))
    return tuple(rows)


def mover_rows(made: Vitality) -> tuple[tuple[Words, Rows], ...]:
    """Say who came and who left, by street and by family."""
    if made.past is None:
        return ()
    parts = ((both("Street"), made.past.streets, False), (both("Family"), made.past.families, True))
    return tuple(
        (head, tuple(
            (family_name(made, str(row["name"])) if is_family else
             Words(str(row["name"]), str(row["name"])),
             (counted(int(row["open"])), counted(int(row["opened"])), counted(int(row["closed"])),
              _signed(int(row["net"]))))
            for row in table.head(MOST_ROWS).to_dict("records")
        )) for head, table, is_family in parts if len(table)
    )  # fmt: skip


def _signed(n: int) -> Words:
    sign = "+" if n > 0 else "\u2212" if n < 0 else ""
    return Words(f"{sign}{abs(n)}", f"{sign}{abs(n)}")


def unlucky_rows(made: Vitality) -> Rows:
    """Say the premises that keep nobody, the worst first."""
    if made.past is None:
        return ()
    return tuple(
        (Words(str(row["cell"]), str(row["cell"])), (
            counted(int(row["occupants"])), Words(*(", ".join(row["names"]),) * 2),
        )) for row in made.past.unlucky.head(MOST_ROWS).to_dict("records")
    )  # fmt: skip


def limits(made: Vitality) -> Iterator[Words]:
    """Say what the study cannot tell."""
    yield both(
        "Premises are those that the sources know: shops, cafés, restaurants, banks and agencies. "
        "National rates count fewer trades: compare with care."
    )
    if made.past is not None:
        yield both(
            "No law makes a shop declare that it closes: some that are gone still pass for open, "
            "and no correction finds those that never tell."
        )
        yield both(
            "{n} establishments of the commune that are no shops (of another family, or head "
            "offices) are left out; a shop that moves counts as one that closes and one that opens."
        ).filled(n=counted(made.past.told.outside))
    if made.chains.unknown:
        yield both(
            "Of {n} trading shops, {unknown} tell neither that they belong to a chain nor that "
            "they do not: the share of chains lies between {least} and {most}."
        ).filled(n=counted(made.chains.shops), unknown=counted(made.chains.unknown),
                 least=percent(made.chains.least), most=percent(made.chains.most))  # fmt: skip
