"""Solutions as plain records, and back."""

from beffroi.foundation.language import Words
from beffroi.method.catalogue.reading import shipped, understood
from beffroi.method.catalogue.rows import admitted, fact_rows, solution_rows
from beffroi.territory.record import Record

HERE = Words("ici", "here")


def test_the_whole_catalogue_comes_back_from_its_rows() -> None:
    read = understood(
        [Record(HERE, row) for row in solution_rows(shipped())],
        [Record(HERE, row) for row in fact_rows(shipped())],
    )

    assert read.faults == ()
    assert read.catalogue == shipped()


def test_the_words_admitted_are_those_of_the_catalogue() -> None:
    words = admitted()

    assert {id_ for id_, _ in words["famille"]} >= {one.family for one in shipped()}
    assert {id_ for id_, _ in words["fait"]} >= {f.key for one in shipped() for f in one.facts}
    assert ("D", "jugement ou mémoire, à vérifier") in words["classe"]
