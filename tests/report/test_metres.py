import shapely

from beffroi.report.metres import Scale


def test_metres_come_back_to_the_same_degrees() -> None:
    scale, line = Scale(-2.08, 47.65), shapely.LineString([(-2.08, 47.65), (-2.07, 47.66)])

    assert shapely.equals_exact(scale.degrees(scale.metres(line)), line, 1e-12)
    assert 1_300 < scale.metres(line).length < 1_400
