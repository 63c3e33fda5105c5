import ast
import functools
import re
import string

import pytest
from babel.messages.catalog import Message
from tools import words

from beffroi.foundation.errors import InputError, UnreadableFileError
from beffroi.foundation.language import Words, both, message, plural, translated

kept_catalogue = functools.cache(words.kept)


def kept_messages() -> list[Message]:
    return [kept for kept in kept_catalogue() if kept.id]


def places(sentence: str) -> set[str]:
    return {
        f"{name}!{conversion}:{spec}"
        for _, name, spec, conversion in string.Formatter().parse(sentence)
        if name is not None
    }


def test_every_sentence_that_a_user_may_read_is_in_french() -> None:
    lacking = [kept.id for kept in kept_messages() if not kept.string]

    assert not lacking, "run `make words`, then write the French of these in beffroi.po"


def test_no_sentence_is_guessed() -> None:
    fuzzy = [kept.id for kept in kept_messages() if kept.fuzzy]

    assert fuzzy == []


def test_no_french_sentence_stands_for_two_that_differ() -> None:
    meant: dict[str, set[str]] = {}
    for kept in kept_messages():
        # A plural may be written as its singular: "fois".
        meant.setdefault(str(kept.string), set()).add(str(kept.id).removesuffix("s"))

    assert {french: says for french, says in meant.items() if len(says) > 1} == {}


def test_a_translation_keeps_the_parts_of_its_sentence() -> None:
    changed = [
        kept.id for kept in kept_messages() if places(kept.id) != places(kept.string or kept.id)
    ]

    assert changed == []


def test_the_programme_reads_what_the_translators_wrote() -> None:
    compiled = words.CATALOGUE.with_suffix(".mo").read_bytes()

    assert compiled == words.compiled(kept_catalogue()), "run `make words`"


def test_french_has_no_plain_space_before_its_double_marks() -> None:
    loose = [kept.string for kept in kept_messages() if re.search(r" [;:!?%»]", str(kept.string))]

    assert loose == []


def test_a_sentence_is_said_in_both_languages() -> None:
    said = both("Vacant premises")

    assert said == Words(fr="Locaux vacants", en="Vacant premises")


def test_english_is_left_as_it_stands() -> None:
    said = translated("Vacant premises", "en")

    assert said == "Vacant premises"


def test_an_error_is_said_in_the_language_of_the_user_with_its_parts() -> None:
    error = UnreadableFileError(
        "a.osm", found="there is no such file", remedy="Check the path and try again."
    )

    said = message(error, "fr")

    assert (
        said
        == "a.osm ne peut être lu\u00a0: ce fichier n’existe pas. Vérifiez le chemin et réessayez."
    )


def test_filling_words_fills_both_languages() -> None:
    pattern = Words(fr="{n} sur {place}", en="{n} on {place}")

    said = pattern.filled(n="3", place=Words(fr="le quai", en="the quay"))

    assert said == Words(fr="3 sur le quai", en="3 on the quay")


@pytest.mark.parametrize(
    "code", ["both('One sentence.')", "InputError('One sentence.')", "f(found='One sentence.')"]
)
def test_a_sentence_is_gathered_wherever_it_may_be_read(code: str) -> None:
    found = [sentence for _, sentence in words.sentences(ast.parse(code))]

    assert found == ["One sentence."]


def test_nothing_is_said_as_nothing() -> None:
    assert translated("", "fr") == ""


def test_words_take_numbers_and_words_in_both_languages() -> None:
    said = both("Vacant premises")

    told = Words(fr="{n:.1f} km : {said}", en="{n:.1f} km: {said}").filled(n=2.25, said=said)

    assert told == Words(fr="2.2 km : Locaux vacants", en="2.2 km: Vacant premises")


def test_several_parts_are_parted_as_each_language_does() -> None:
    error = InputError("{faults}.", faults=(both("Vacant premises"), both("Vacant premises")))

    assert message(error, "fr") == "Locaux vacants\u00a0; Locaux vacants."
    assert message(error, "en") == "Vacant premises; Vacant premises."


@pytest.mark.parametrize(
    "code", ["f(format_name='GTFS')", "_FORMAT = 'GTFS'\nf(format_name=_FORMAT)"]
)
def test_the_name_of_a_format_is_gathered_where_it_is_written(code: str) -> None:
    found = [sentence for _, sentence in words.sentences(ast.parse(code))]

    assert found == ["GTFS"]


@pytest.mark.parametrize(
    ("n", "fr", "en"),
    [(0, "0 jour", "0 days"), (1, "1 jour", "1 day"), (1.5, "1.5 jour", "1.5 days"),
     (2, "2 jours", "2 days")],
)  # fmt: skip
def test_each_language_has_its_own_plural(n: float, fr: str, en: str) -> None:
    said = plural(n, Words("{n} {d}", "{n} {e}"), Words("{n} {d}s", "{n} {e}s"), d="jour", e="day")

    assert said == Words(fr, en)
