"""`beffroi arbitrate`: from a table, weights and groups to a choice that says how sure it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.studies import now
from beffroi.cli.verdict import tell
from beffroi.cli.voice import language, say, write_json
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Language, translated

if TYPE_CHECKING:
    from beffroi.study.decide import Decided, Voice
    from beffroi.study.decision_cells import Facts
    from beffroi.study.decision_log import Entry

NOTHING: dict[str, list[object]] = {"figures": [], "findings": [], "warnings": []}
"""The lists that every answer has, where a command has nothing to say in them."""


def add(app: typer.Typer, spoken: Language) -> None:
    """Add the command, with its help in the user's language."""
    told = translated(
        "Choose among options: who puts which first, how sure that is, and who loses.", spoken
    )
    app.command("arbitrate", help=told)(arbitrate)


def arbitrate(  # noqa: PLR0913  (a command: its arguments are what a person may ask)
    decision: Annotated[Path, typer.Argument(help="DECISION.toml")],
    *,
    json: Json = "",
    out: Annotated[
        Path | None, typer.Option(help="dossier des résultats / folder of the results")
    ] = None,
    sheets: Annotated[
        Path | None,
        typer.Option(help="écrire les feuilles de pondération / write the weighting sheets"),
    ] = None,
    weights: Annotated[
        list[Path] | None, typer.Option(help="feuille remplie / sheet filled in (XLSX)")
    ] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="solutions de la ville / the town's own (XLSX)")
    ] = None,
    freeze: Annotated[bool, typer.Option("--freeze", help="figer / freeze")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="vérifier le registre / check the log")
    ] = False,
    draws: Annotated[int | None, typer.Option(help="tirages / draws")] = None,
    seed: Annotated[int | None, typer.Option(help="graine du tirage / seed of the draw")] = None,
) -> None:
    """Arbitrate a decision."""
    alone = {"--verify": verify, "--sheets": sheets is not None}
    _refuse_together(alone, {"--freeze": freeze, "--out": out is not None})
    if verify:
        _verify(decision, catalogue, weights or [], json)
        return
    facts = _facts(catalogue)
    if sheets is not None:
        _write_sheets(decision, sheets, facts, json)
        return
    from beffroi.study import decide

    if out is not None:
        _refuse_without_writers()
    voices = _voices(decision, weights or [], facts)
    decided = decide.decide(
        decision, voices=voices, draws=draws, seed=seed, facts=facts, catalogue=catalogue
    )
    if json:
        write_json(decided.result.as_json(), json)
    tell(decided.result)
    if freeze:
        from beffroi.study import decision_log

        _tell_entry(decision_log.freeze(decided, now=now()))
    if out is not None:
        _write_documents(decided, out)


def _refuse_without_writers() -> None:
    """Say at once that documents cannot be written, before anything is computed or frozen."""
    from beffroi.report.decision import documents

    documents.refuse_without_writers()


def _write_documents(decided: "Decided", folder: Path) -> None:
    from beffroi.report.decision import documents
    from beffroi.study import decision_log

    entry = decision_log.frozen(decided)
    for path in documents.write(decided, folder, language(), entry):
        say("Results: {path}", path=path)


def _facts(own: Path | None) -> "Facts":
    """Return where facts come from: our catalogue, completed by the town's own if it has one."""
    from beffroi.study.decision_facts import facts_of, shipped_fact

    if own is None:
        return shipped_fact
    from beffroi.study import catalogues

    return facts_of(catalogues.opened(own, today=now()[:10]))


def _voices(decision: Path, filled: list[Path], facts: "Facts") -> "tuple[Voice, ...]":
    if not filled:
        return ()
    from beffroi.study import group_sheets

    return group_sheets.read(decision, filled, facts=facts)


def _tell_entry(entry: "Entry") -> None:
    if entry.is_new:
        say("Frozen as entry {number}: {path}. To be quoted in the minutes: {seal}",
            number=entry.number, path=entry.path, seal=entry.seal)  # fmt: skip
    else:
        say("Nothing has changed since entry {number} ({path}): nothing was frozen.",
            number=entry.number, path=entry.path)  # fmt: skip


def _refuse_together(alone: dict[str, bool], others: dict[str, bool]) -> None:
    """Refuse options of which one would be dropped without a word."""
    asked = [name for name, is_asked in alone.items() if is_asked]
    beside = [*asked[1:], *(name for name, is_asked in others.items() if is_asked)]
    if asked and beside:
        raise InputError(
            "{one} goes without {others}: ask for them one after the other.",
            one=asked[0],
            others=tuple(beside),
        )


def _write_sheets(decision: Path, folder: Path, facts: "Facts", json: str) -> None:
    from beffroi.study import group_sheets

    paths = group_sheets.write(decision, folder, facts=facts)
    if json:
        write_json({**NOTHING, "files": [str(path) for path in paths]}, json)
    for path in paths:
        say("Weighting sheet: {path}", path=path)


def _verify(decision: Path, catalogue: Path | None, sheets: list[Path], json: str) -> None:
    """Check the log, and whether the decision is still what was frozen last."""
    from beffroi.study import decision_log

    entries = decision_log.verified(decision)
    changed = decision_log.changed(decision, catalogue=catalogue, sheets=sheets)
    if json:
        write_json({**NOTHING, "log": [_as_json(entry) for entry in entries],
                    "changed": [str(path) for path in changed]}, json)  # fmt: skip
    if not entries:
        say("Nothing was frozen yet for {path}.", path=decision)
        return
    for entry in entries:
        say("✓ {number} · {frozen} · {seal}", number=entry.number, frozen=entry.frozen,
            seal=entry.seal)  # fmt: skip
    say("To be compared with the minutes: the last entry is {number}, {seal}.",
        number=entries[-1].number, seal=entries[-1].seal)  # fmt: skip
    if changed:
        raise InputError(
            "The log is whole, but {files} is not what entry {number} froze: put back the file "
            "that was frozen, or freeze the decision again (--freeze).",
            files=tuple(str(path) for path in changed),
            number=entries[-1].number,
        )


def _as_json(entry: "Entry") -> dict[str, str | int]:
    return {
        "number": entry.number, "frozen": entry.frozen, "sha256": entry.seal,
        "file": str(entry.path),
    }  # fmt: skip
