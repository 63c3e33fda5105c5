"""A decision to be completed: the solutions that could answer a need, as a DECISION.toml."""

import json
import math
from collections.abc import Iterator, Sequence

from beffroi.foundation.language import Words, plural
from beffroi.method.arbitration.decision import PLACEHOLDER
from beffroi.method.catalogue.cost import Cost
from beffroi.method.catalogue.solutions import Solution
from beffroi.study.catalogue_costs import YEAR, YEARS

LEAST_SCALE = 10_000.0
"""End of the scale of costs where no cost is known. [€]"""
HEAD = """\
# Décision à compléter : rien n'y est encore pesé.
# A decision to be completed: nothing is weighed yet.
# 1. Copiez ce fichier à côté de study.toml. / Copy this file beside study.toml.
# 2. Fixez les échelles, remplacez "unknown" par ce que l'on sait, avec source et classe de preuve.
#    Fix the scales, put what is known in place of "unknown", with source and class of evidence.
# 3. Nommez les groupes et leurs poids (beffroi arbitrate DECISION.toml --sheets DOSSIER).
#    Name the groups and their weights.
"""


def skeleton(
    need: tuple[str, Words],
    options: Sequence[tuple[Solution, Cost]],
    *,
    date: str,
    scenarios: Sequence[tuple[str, str]] = (),
) -> str:
    """Write a decision among the solutions kept for a need, ready to be weighed.

    Costs come from the catalogue as far as they are known; what each option changes is left
    unknown, to be judged by those who know. No group has weights: every weighting counts alike.

    Parameters
    ----------
    need
        Id and name of the need.
    options
        Solutions kept, the first one being the baseline, each with its cost.
    date
        Day of the study, ISO 8601.
    scenarios
        Id and French name of the scenarios that the study measured: an option may be one of them,
        and how is said at the end of the file.

    Returns
    -------
    The text of a DECISION.toml that `beffroi arbitrate` takes as it stands.
    """
    id_, name = need
    years = options[0][1].years
    told = plural(years, YEAR, YEARS)
    name_of_cost = Words(f"Coût sur {told.fr}, hors taxes", f"Cost over {told.en}, before tax")
    lines = [
        HEAD, "[decision]", f"id = {_text(id_)}", f"title = {_words(name)}", f'date = "{date}"', "",
        "[sources.catalogue]", 'name = "Catalogue de solutions"', 'publisher = "Beffroi"',
        f'date = "{date}"', "",
        "[cells]", 'source = "catalogue"', "",
        *_criterion("cost", name_of_cost, "€",
                    _scale([found for _, found in options]), 0),
        *_criterion("effect", Words(f"Effet : {name.fr}", f"Effect: {name.en}"), "1", 0, 1),
    ]  # fmt: skip
    for rank, (solution, found) in enumerate(options):
        lines += _option(solution, found, is_baseline=rank == 0)
    lines += ["[[group]]", 'id = "town"', f"name = {_words(PLACEHOLDER)}", "members = 1", ""]
    lines += _measured(scenarios)
    return "\n".join(lines)


def _measured(scenarios: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say how a scenario of the study becomes an option, whose cells the study fills."""
    if not scenarios:
        return
    yield "# L'étude a mesuré des scénarios : une option peut en être un, ses cases se remplissent"
    yield "# d'elles-mêmes sur les critères qui disent leur indicateur."
    yield "# The study measured scenarios: an option may be one of them, its cells fill themselves"
    yield "# on the criteria that say their indicator."
    yield '# [[criterion]] … indicator = "scenario.people_gained", unit = "person"'
    for id_, name in scenarios:
        yield f"# [[option]] … scenario = {_text(id_)}  # {' '.join(name.split())}"
    yield ""


def _criterion(id_: str, name: Words, unit: str, worst: float, best: float) -> Iterator[str]:
    yield from (
        "[[criterion]]", f"id = {_text(id_)}", f"name = {_words(name)}", f"unit = {_text(unit)}",
        f"worst = {worst:g}", f"best = {best:g}", "",
    )  # fmt: skip


def _scale(costs: Sequence[Cost]) -> float:
    """Return an end that no known cost reaches: the next round number above its double."""
    known = [end for one in costs for end in (one.low, one.high) if end]
    most = 2 * max(known, default=LEAST_SCALE / 2)
    step = 10 ** math.floor(math.log10(most))
    return float(math.ceil(most / step) * step)


def _option(solution: Solution, found: Cost, *, is_baseline: bool) -> Iterator[str]:
    yield "[[option]]"
    yield f"id = {_text(solution.id)}"
    yield f"name = {_words(solution.name)}"
    if is_baseline:
        yield "baseline = true"
    else:
        yield f"solution = {_text(solution.id)}"
    yield "[option.cells]"
    yield f"cost = {_cost(found)}"
    yield 'effect = "unknown"'
    yield ""


def _cost(found: Cost) -> str:
    """Write a cost as far as it is known, with the weakest class of the facts that it rests on."""
    classes = [fact.evidence for part in found.parts for fact in part.facts]
    evidence = f'evidence = "{max(classes, default="D")}"'
    if found.low is not None and found.high is not None:
        if found.low == found.high:
            return f"{{ value = {found.low:.0f}, {evidence} }}"
        return f"{{ interval = [{found.low:.0f}, {found.high:.0f}], {evidence} }}"
    if found.low:
        return f"{{ at_least = {found.low:.0f}, {evidence} }}"
    return '"unknown"'


def _words(words: Words) -> str:
    return f"{{ fr = {_text(words.fr)}, en = {_text(words.en)} }}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
