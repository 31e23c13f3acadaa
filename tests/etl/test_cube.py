"""A query gives the same numbers from the cube and from the responses."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from estimation import estimate, parse_query
from estimation.cube import cube_moments
from estimation.gathering import keys_of
from estimation.query import Query
from etl.command import main
from etl.cube import cube
from survey.failure import Failure
from survey.snapshot import NoResponses, PublishedSurvey, current_snapshot
from tests.estimation.firms import codebook, firms
from tests.estimation.published import warehouse
from tests.etl.surveys import Place, rows

TARGETS = ("plan", "late", "ticks", "ticks.b", "rated", "amount", "fit", "fit.use",
           "fit.level", "fit.weakest", "amount,rated.x")  # fmt: skip
CROSSES = ("", "size", "sector:section", "sector:group,size", "sector,council", "size,council")
FILTERS = ((), ("size=10-49|50-249",), ("sector:group=G",), ("council=1",))
TOTALS = (("amount", "total"), ("ticks", "total"), ("rated", "proportion"))


def frame(clusters: bool) -> pd.DataFrame:
    rows = firms()
    rows.loc[rows.index % 9 == 0, "respondent"] = False
    rows["respondent"] = rows["respondent"].isna()
    if clusters:
        rows["psu"] = rows["stratum"] + (rows.index % 7).astype(str)
    return rows


@pytest.fixture(scope="module", params=[False, True], ids=["strata", "clusters"])
def pair(request, tmp_path_factory) -> tuple[PublishedSurvey, PublishedSurvey]:
    """The made-up firms, with a cube and without."""
    home = tmp_path_factory.mktemp("cube")
    book = codebook()
    if request.param:
        book["design"] = {**book["design"], "cluster": "psu"}
    warehouse(home, {"firms": (book, frame(request.param))})
    plain = current_snapshot(home).survey("firms")
    cube(home, "firms")
    return current_snapshot(home).survey("firms"), plain


def known(survey: PublishedSurvey, query: Query) -> bool:
    """Whether the cube answers the query."""
    keys = keys_of(survey, [cut.column for cut in query.by])
    found = cube_moments(survey, query.waves, query.where, query.measures[:1], keys)
    return found is not None


def same(pair: tuple[PublishedSurvey, PublishedSurvey], query: Query) -> None:
    ready, plain = (estimate(survey, query, deff=True) for survey in pair)
    pd.testing.assert_frame_equal(ready, plain, check_exact=False, rtol=1e-12, atol=1e-12)
    assert not plain["estimate"].isna().all()


@pytest.mark.parametrize("where", FILTERS, ids=str)
@pytest.mark.parametrize("by", CROSSES)
def test_cube_and_responses_agree(pair, by, where):
    asked = 0
    for target in TARGETS:
        query = parse_query(pair[0].codebook, target, by=by, where=where, wave="all")
        cuts = {each.cut.dimension for each in query.where} | {cut.dimension for cut in query.by}
        assert known(pair[0], query) == (len(cuts) <= 2)
        same(pair, query)
        asked += 1
    assert asked == len(TARGETS)


@pytest.mark.parametrize(("target", "statistic"), TOTALS)
def test_totals_and_shares_of_scales_agree(pair, target, statistic):
    for by in ("", "sector,size"):
        query = parse_query(pair[0].codebook, target, by=by, wave="3", statistic=statistic)
        assert known(pair[0], query)
        same(pair, query)


def test_joint_shares_agree(pair):
    query = parse_query(pair[0].codebook, "plan", by="size", option="3|4", wave="2")
    assert known(pair[0], query)
    same(pair, query)


def test_a_finer_level_is_asked_of_the_responses(pair):
    query = parse_query(pair[0].codebook, "plan", by="sector:division", wave="3")
    assert not known(pair[0], query)
    same(pair, query)


def test_a_cross_that_is_named_is_all_there_is(tmp_path):
    home = warehouse(tmp_path, {"firms": (codebook(), frame(False))})
    plain = current_snapshot(home).survey("firms")
    built = cube(home, "firms", dimensions=["sector:division,size,council"])
    assert list(built.cuboids) == ["sector:division,size,council"]
    survey = current_snapshot(home).survey("firms")
    for by in ("sector:division,size,council", "sector:group,council", "size"):
        query = parse_query(survey.codebook, "amount", by=by, wave="3")
        assert known(survey, query)
        same((survey, plain), query)


def test_building_again_changes_nothing_and_loading_again_keeps_the_cube(place: Place):
    place.write(rows(40)).load()
    first = cube(place.home, "small")
    assert first.changed
    assert not cube(place.home, "small").changed
    again = place.load()
    assert not again.changed
    assert again.snapshot == first.snapshot
    other = cube(place.home, "small", dimensions=["size"])
    assert other.changed
    with duckdb.connect(str(current_snapshot(place.home).file("small")), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM response").fetchone() == (40,)
        assert con.execute("SELECT cuts FROM cuboid").fetchall() == [("size",)]


def test_new_answers_are_published_without_the_old_cube(place: Place):
    place.write(rows(40)).load()
    cube(place.home, "small")
    place.write(rows(41)).load()
    assert current_snapshot(place.home).survey("small").cube is None


def test_parquet_files_give_a_cube_without_responses(tmp_path):
    home = warehouse(tmp_path, {"firms": (codebook(), frame(False))})
    plain = current_snapshot(home).survey("firms")
    folder = tmp_path / "parquet"
    folder.mkdir()
    with duckdb.connect(str(plain.file), read_only=True) as con:
        for n in range(2):
            target = folder / f"part{n}.parquet"
            con.execute(f"COPY (FROM response WHERE line % 2 = {n}) TO '{target}' (FORMAT parquet)")
    assert cube(home, "firms", source=folder).changed
    assert not cube(home, "firms", source=folder).changed
    survey = current_snapshot(home).survey("firms")
    for target in ("plan", "ticks", "amount", "fit"):
        same((survey, plain), parse_query(survey.codebook, target, by="sector:group,size"))
    with pytest.raises(NoResponses) as failure:
        estimate(survey, parse_query(survey.codebook, "plan", by="sector:division"))
    assert "sector:section,size" in failure.value.text("en")
    with pytest.raises(NoResponses):
        cube(home, "firms")


def test_a_folder_without_parquet_is_refused(place: Place, tmp_path: Path):
    place.write(rows(20)).load()
    with pytest.raises(Failure, match="no Parquet file"):
        cube(place.home, "small", source=tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT 1 AS a) TO '{broken / 'a.parquet'}' (FORMAT parquet)")
    with pytest.raises(Failure, match="wave, respondent, weight, stratum"):
        cube(place.home, "small", source=broken)


def test_the_command_says_what_it_built(place: Place, capsys):
    place.write(rows(20)).load()
    command = ["cube", "--survey", "small", "--home", str(place.home), "--json"]
    assert main(command) == 0
    assert '"cuboids": {"sector:section,size":' in capsys.readouterr().out
    assert main([*command, "--dimensions", "colour"]) == 1
    assert "colour" in capsys.readouterr().out
