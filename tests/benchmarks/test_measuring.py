"""What the benchmarks measure with: the generated survey, selections, bytes of a message."""

from __future__ import annotations

import csv
from base64 import b64encode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import firms, wave
from benchmarks.browsing import payload
from estimation import estimate, parse_query
from survey.snapshot import PublishedSurvey
from tests.figures.shown import charts_in


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firms")


@pytest.fixture(scope="module")
def survey(home: Path) -> PublishedSurvey:
    return firms.published(home, 400, earlier_wave=True, min_n=0)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_two_waves_of_other_firms_without_hiding(survey: PublishedSurvey) -> None:
    assert list(survey.codebook.wave) == [firms.EARLIER, firms.LATEST]
    assert survey.codebook.disclosure.min_n == 0
    table = survey.table("SELECT wave::VARCHAR AS wave, count(*) AS n FROM response GROUP BY ALL")
    assert set(table["wave"]) == {firms.EARLIER, firms.LATEST}
    assert table["n"].min() > 390


def test_the_earlier_wave_has_got_less_far(survey: PublishedSurvey) -> None:
    values = [
        estimate(survey, parse_query(survey.codebook, "score", wave=wave))["estimate"].item()
        for wave in (firms.EARLIER, firms.LATEST)
    ]
    assert values[0] + 5 < values[1]


def test_an_earlier_wave_is_asked_of_other_firms_and_changes_how_none_of_the_latest_is_made(
    tmp_path: Path,
) -> None:
    alone = rows(firms.write_survey(tmp_path / "alone", 50))
    latest = rows(firms.write_survey(tmp_path / "two", 50, earlier_wave=True))
    assert [row["firm_id"] for row in alone] == [row["firm_id"] for row in latest]
    assert alone == latest
    earlier = rows(tmp_path / "two" / f"firms-{firms.EARLIER}.csv")
    assert len(earlier) == len(latest)
    assert not {row["firm_id"] for row in earlier} & {row["firm_id"] for row in latest}


def test_hiding_is_as_usual_unless_said_otherwise() -> None:
    assert "disclosure" not in firms.codebook()
    assert firms.codebook(min_n=0)["disclosure"] == {"min_n": 0}


def test_no_selection_is_asked_for_twice(survey: PublishedSurvey) -> None:
    found = wave.selections(20)
    assert len({tuple(each.items()) for each in found}) == 20
    for name in ("size", "district"):
        scheme = survey.codebook.dimensions[name].scheme
        assert {each[name] for each in found} <= set(scheme.codes(scheme.finest))


def drawn(app: AppTest) -> list[str]:
    """Data and layout of the figures of either page."""
    own = [chart.spec for each in app.get("html") for chart in charts_in(each.proto.body)]
    return own + [chart.proto.spec for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("script", ["_OWN", "_RIVAL"])
def test_both_pages_have_two_figures_and_others_in_another_wave(
    script: str, survey: PublishedSurvey, home: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("BAROMETER_HOME", str(home))
    monkeypatch.setenv("RIVAL_DATA", str(wave.rival_data(home, tmp_path / "firms.parquet")))
    app = AppTest.from_file(str(getattr(wave, script)), default_timeout=60).run()
    latest = drawn(app)
    app.selectbox[0].set_value(firms.EARLIER).run()
    earlier = drawn(app)
    assert not app.exception
    assert len(latest) == len(earlier) == 2
    assert not set(latest) & set(earlier)


def test_bytes_of_a_message() -> None:
    assert payload({"opcode": 2, "payloadData": b64encode(b"12345").decode()}) == 5
    assert payload({"opcode": 1, "payloadData": "ä"}) == 2
