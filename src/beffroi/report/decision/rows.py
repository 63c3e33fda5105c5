"""Tables of the slides: options with what became of them, criteria with who weighs them."""

from dataclasses import dataclass

from beffroi.foundation.language import Language, Words
from beffroi.foundation.numbers import HARD_SPACE, decimals, grouped, unit_name
from beffroi.report.decision.phrases import phrase, plain
from beffroi.study.decide import Arbitrated

TO = " → "


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion: its name, its scale, its mean weights for all and for each group, of one."""

    name: str
    scale: str
    weights: tuple[float, ...]


def options(result: Arbitrated, language: Language) -> tuple[tuple[str, str], ...]:
    """Return each option with whether it was compared, and what removed it or is to be checked."""
    names = {one.id: _named(one.name.words, language) for one in result.decision.constraints}
    told = []
    for option in result.decision.options:
        found = {
            verdict: ", ".join(
                names[one.constraint]
                for one in result.compliances
                if (one.option, one.verdict) == (option.id, verdict)
            )
            for verdict in ("broken", "unknown")
        }
        if found["broken"]:
            status = phrase("status_out", language, constraints=found["broken"])
        elif found["unknown"]:
            status = phrase("status_check", language, constraints=found["unknown"])
        else:
            status = phrase("status_baseline" if option.baseline else "status_kept", language)
        told.append((_named(option.name.words, language), status))
    return tuple(told)


def criteria(result: Arbitrated, language: Language) -> tuple[Weighed, ...]:
    """Return the criteria, the heaviest for all groups first."""
    views = (result.together, *(() if result.undecidable else result.groups))
    found = [
        Weighed(
            _named(criterion.name.words, language),
            _scale(criterion.worst, criterion.best, criterion.unit, language),
            tuple(view.weights[place] for view in views),
        )
        for place, criterion in enumerate(result.decision.criteria)
    ]
    return tuple(sorted(found, key=lambda one: -one.weights[0]))


def _named(words: Words, language: Language) -> str:
    return plain(words, language) or "–"


def _scale(worst: float, best: float, unit: str, language: Language) -> str:
    ends = TO.join(grouped(end, decimals(end, "min"), language) for end in (worst, best))
    name = "" if unit == "1" else plain(unit_name(unit, language), language)
    return f"{ends}{HARD_SPACE}{name}" if name else ends
