"""Needs of a study: its findings, what people asked, and what was noted, weighed together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.finding import Finding
from beffroi.territory.need import Evidence, WeighedNeed
from beffroi.territory.weighing import weighed

NAME = Words("Besoins", "Needs")
METHOD = Words(
    fr="Moyenne de ce que disent les données (le constat le plus lourd en faveur du besoin, 0 si "
    "les constats disent le contraire) et de la part des personnes interrogées qui le demandent ; "
    "ce qui est inconnu élargit l'intervalle, de 0 à 100. Une part masquée n'entre que par son "
    "intervalle ; un besoin que dément un seul côté, l'autre n'ayant pas été entendu, n'a que le "
    "sien. Les entretiens sont cités, non comptés.",
    en="Mean of what the data say (the heaviest finding for the need, 0 where findings say the "
    "contrary) and of the share of the people asked who ask for it; what is unknown widens the "
    "interval, from 0 to 100. A hidden share enters by its interval alone; a need that one side "
    "denies while the other was not heard has but its own. Interviews are cited, not counted.",
)


def step(after: tuple[str, ...]) -> Step:
    """Make the step that weighs the needs once every room has spoken.

    Parameters
    ----------
    after
        Names of the steps whose findings and tables it reads.
    """
    return Step("needs", NAME, _make, after=after)


def _make(shop: Workshop) -> Made:
    findings = [Finding.from_json(finding) for finding in shop.document("findings")]
    figures = {one["id"]: Figure.from_json(one) for one in shop.document("figures")}
    needs = weighed(findings, _people(shop))
    given = {finding.id: finding.figures for finding in findings}
    measured = [_figure(need, given, figures, _heard(shop)) for need in needs]
    return {
        "needs.json": {
            "figures": [figure.as_json() for figure in measured if figure is not None],
            "needs": [need.as_json() for need in needs],
        }
    }


def _people(shop: Workshop) -> Iterator[tuple[str, Evidence]]:
    """Give what surveys and notes say of each need, where they were read."""
    if "usages" in shop.keys:
        for one in shop.document("usages")["people"]:
            yield one["need"], Evidence.from_json(one["evidence"])


def _figure(
    need: WeighedNeed,
    findings: Mapping[str, tuple[str, ...]],
    figures: Mapping[str, Figure],
    heard: Sequence[Source],
) -> Figure | None:
    """Make the figure of a need's weight; nothing where no source stands behind it."""
    shown = tuple(_figures(need.evidence, findings, figures))
    said = [source for one in need.evidence for source in heard if _is_of(one, source)]
    measured = (source for figure in shown for source in figure.sources)
    sources = tuple(dict.fromkeys((*measured, *said)))
    if not sources:
        return None
    dates = sorted({*(figure.date for figure in shown), *(source.date for source in said)} - {""})
    return Figure(
        id=f"needs.{need.id}",
        name=need.need.name,
        value=need.weight,
        unit="point",
        date=dates[0] if dates else "",
        sources=sources,
        method=METHOD,
        interval=need.interval,
    )


def _heard(shop: Workshop) -> tuple[Source, ...]:
    """Return the sources of what people said: surveys and notes."""
    if "usages" not in shop.keys:
        return ()
    return tuple(Source(**one) for one in shop.document("usages")["sources"])


def _is_of(evidence: Evidence, source: Source) -> bool:
    """Say whether people gave a piece of evidence in a source: a survey, or the notes.

    The evidence of a survey is named by it, and by the kind of people where it tells several apart.
    """
    if evidence.kind == "note":
        return source.id == "notes"
    asked = evidence.id == source.id or evidence.id.startswith(f"{source.id}.")
    return evidence.kind == "survey" and asked


def _figures(
    evidence: Iterable[Evidence],
    findings: Mapping[str, tuple[str, ...]],
    figures: Mapping[str, Figure],
) -> Iterator[Figure]:
    for one in evidence:
        for id_ in findings.get(one.id, ()):
            if id_ in figures:
                yield figures[id_]
