"""A track before it is judged."""

from beffroi.formats.rides.track import frame, nothing


def test_what_a_file_lacks_is_missing() -> None:
    made = frame({"lon": [1.0], "lat": [2.0]}, 1)

    assert made.columns.tolist() == nothing().columns.tolist()
    assert made.drop(columns=["lon", "lat"]).isna().all(axis=None)
