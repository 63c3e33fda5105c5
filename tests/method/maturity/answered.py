"""Answers to a small invented grid and to the real one, for the tests of maturity."""

from collections.abc import Mapping

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.maturity import (
    Answer,
    Capacity,
    Condition,
    Cost,
    Duty,
    Fact,
    Grid,
    Help,
    Line,
    Proof,
    Response,
    Stage,
    Step,
    Test,
)

SOURCE = Source("register", "Registre inventé", "Beffroi", "2026", "")
NOBODY = Words("", "")


def proof(id_: str, stage: int, **more: object) -> Proof:
    return Proof(
        id_, id_.split(".", maxsplit=1)[0], stage, Words(f"{id_} ?", f"{id_}?"), NOBODY, **more
    )  # type: ignore[arg-type]


def step(days: tuple[float, float], cost: str = "free", skill: str = "", help_: str = "") -> Step:
    return Step(Words("faire", "do"), days, cost, skill, help_)


def line(id_: str, *proofs: Proof, steps: tuple[Step, ...] = ()) -> Line:
    given = steps or tuple(step((1.0, 3.0)) for _ in range(4))
    stages = tuple(
        Stage(n, tuple(p for p in proofs if p.stage == n), given[n - 1]) for n in range(1, 5)
    )
    return Line(id_, Words(id_, id_), stages)


def grid(*lines: Line) -> Grid:
    return Grid(
        version="1",
        date="2026-11-25",
        source=SOURCE,
        stages=tuple(Words(str(n), str(n)) for n in range(5)),
        roles={"elected": Words("élu", "elected member"), "it": Words("informatique", "IT")},
        skills={"data": Words("données", "data")},
        costs={
            "free": Cost("free", Words("gratuit", "free"), (0, 0), (0, 0)),
            "low": Cost("low", Words("faible", "low"), (0, 3000), (0, 1500)),
        },
        conditions={
            "large": Condition("large", Words("grande", "large"), (Test("town.population", 3500),)),
            "network": Condition("network", Words("réseau", "network"), (Test("town.network"),)),
        },
        helps={"state": Help("state", Words("État", "State"), "https://a.example")},
        duties={
            "law": Duty("law", Words("publier", "publish"), 0, "person", "2020-01-01", "Loi", "u")
        },
        lines=lines,
    )


LADDER = line(
    "a",
    proof("a.1x", 1), proof("a.1y", 1), proof("a.2x", 2), proof("a.2y", 2, is_required=False),
    proof("a.3x", 3), proof("a.3y", 3, when="large", duty="law"), proof("a.4x", 4),
)  # fmt: skip
"""One line; the second proof of stage 2 is optional, that of stage 3 is for large towns."""


def fact(id_: str, value: float | bool | None) -> Fact:
    return Fact(id_, value, Words(f"fait {id_}", f"fact {id_}"), SOURCE)


def facts(**values: float | bool | None) -> dict[str, Fact]:
    named = {id_.replace("__", "."): value for id_, value in values.items()}
    return {id_: fact(id_, value) for id_, value in named.items()}


def response(
    answers: Mapping[str, Answer], *, sheet: str = "s", role: str = "it", date: str = "2026-11-01",
    capacity: Capacity | None = None,
) -> Response:  # fmt: skip
    return Response(sheet, role, date, "1", dict(answers), {}, capacity or Capacity())


def up_to(own: Grid, stage: int, *, above: Answer = "no") -> dict[str, Answer]:
    """Answer yes up to a stage, and something else above."""
    return {id_: "yes" if p.stage <= stage else above for id_, p in own.proofs.items()}


def plain(text: str) -> str:
    """Write a French text with the spaces and apostrophes of a keyboard."""
    return text.replace("\u00a0", " ").replace("’", "'")
