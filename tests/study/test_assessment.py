"""Assessment: what data prove by themselves, and what they do not."""

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.study.assessment import of_figures, of_town
from beffroi.territory.town import Town


def figure(id_: str, value: float | None, *, url: str = "") -> Figure:
    words = Words("chiffre", "figure")
    source = Source("gtfs", "Source inventée", "Beffroi", "2026", "", url)
    return Figure(id_, words, value, "stop", "2026", (source,), words)


def test_figures_above_zero_are_facts_and_nothing_else_is() -> None:
    page = "https://transport.data.gouv.fr/datasets/reseau"
    figures = (
        figure("town.population", 9000.0),
        figure("parking.registered_car_parks", 3.0),
        figure("mobility.carpool_places", 0.0),
        figure("parking.car_parks", None),
        figure("mobility.stops", 12.0, url=page),
    )

    found = {fact.id: fact.value for fact in of_figures(figures)}

    assert found == {
        "town.population": 9000.0,
        "mobility.car_parks": True,
        "town.network": True,
        "mobility.timetables": True,
    }


def test_timetables_given_by_hand_do_not_prove_that_they_are_published() -> None:
    found = {f.id for f in of_figures([figure("mobility.stops", 12.0)])}

    assert found == {"town.network"}


def test_a_town_of_the_programme_has_signed_an_agreement_and_a_foreign_one_is_unknown() -> None:
    signed = {fact.id for fact in of_town(Town(code="35236", name="Redon", acv="acv-1"))}

    assert signed == {"programme.signed"}
    assert list(of_town(None)) == []
