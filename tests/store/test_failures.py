import httpx

from beffroi.foundation.errors import PublisherError
from beffroi.store.contents import Fault
from beffroi.store.failures import given_up, passing, refused, to_come_back, unexpected

URL = httpx.URL("https://maire:secret@www.insee.fr/a.csv")


def test_a_failure_says_where_what_and_the_proof() -> None:
    error = passing(URL, found="it cannot answer now", detail="HTTP 503", wait=30.0)

    assert str(error) == "https://www.insee.fr/a.csv: it cannot answer now (HTTP 503)."
    assert error.wait == 30.0


def test_what_did_not_pass_says_how_often_and_what_to_do() -> None:
    error = given_up(passing(URL, found="the line failed", detail="reset"), 5)

    assert "the line failed (reset), 5 times in a row. Run the command again later" in str(error)


def test_a_long_wait_is_told_in_seconds() -> None:
    error = to_come_back(passing(URL, found="it cannot answer now", detail="HTTP 429"), 3600.4)

    assert str(error).endswith("it asks to come back in 3600 s. Run the command again then.")


def test_what_will_not_pass_says_where_to_look() -> None:
    for error in (
        refused(URL, found="it does not give the file", detail="HTTP 404"),
        unexpected(URL, "csv", Fault("a web page", "Maintenance")),
    ):
        assert type(error) is PublisherError
        assert str(error).endswith("home page, or bring the file by hand.")


def test_the_phrases_stand_apart_so_that_they_can_be_translated() -> None:
    error = unexpected(URL, "csv", Fault("a web page", "Maintenance"))

    assert error.parts["found"] == "a web page"
    assert error.parts["detail"] == "Maintenance"
