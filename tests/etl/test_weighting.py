"""`weighting` in a codebook: raked weights in the published file, and why it may be refused."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from etl.command import main
from tests.etl.surveys import Place, both, codebook, json_of, rows

SECTOR = "category,count\nJ,300\nC,200\n"
SIZE = "category,count\n10-49,400\n50-249,100\n"


def book(**weighting: Any) -> dict[str, Any]:
    margins = {"sector:section": "sector.csv", "size": "size.csv"}
    return codebook(weighting={"margins": margins, **weighting})


def firms(count: int = 40) -> list[dict[str, str]]:
    """Firms of two sectors and two sizes, weights 1.5 and 3; one in five is no respondent."""

    def change(n: int, row: dict[str, str]) -> None:
        row["wz"] = "62" if n % 3 else "25"
        row["staff"] = "12" if n % 4 else "80"
        row["weight"] = "1.5" if n % 2 else "3"
        row["resp"] = "0" if n % 5 == 4 else "1"

    return rows(count, change)


def write(
    place: Place, sector: str = SECTOR, size: str = SIZE, table: Any = None, **weighting: Any
) -> Place:
    place.write(table or firms(), book(**weighting))
    (place.folder / "sector.csv").write_text(sector)
    (place.folder / "size.csv").write_text(size)
    return place


def test_the_published_weights_meet_the_margins(place: Place) -> None:
    report = write(place).load().report
    for column, counts in (
        ("sector:section", {"J": 300, "C": 200}), ("size", {"10-49": 400, "50-249": 100})
    ):  # fmt: skip
        found = dict(place.query(
            f'SELECT "{column}"::VARCHAR, sum(weight) FROM response WHERE respondent GROUP BY ALL'
        ))  # fmt: skip
        assert found == pytest.approx(counts, rel=1e-9)
    (wave,) = report["weighting"]
    assert (wave["wave"], wave["respondents"], wave["population"]) == ("2024", 32, 500)
    assert wave["deviation"] < 1e-9
    assert wave["trimmed"] == 0
    assert 0 < wave["low"] < 1 < wave["high"]
    assert wave["effect_before"] == pytest.approx(32 * 180 / 72**2)
    (effect,) = place.query(
        "SELECT count(*) * sum(weight ** 2) / sum(weight) ** 2 FROM response WHERE respondent"
    )
    assert wave["effect_after"] == pytest.approx(effect[0])
    assert [(m["margin"], m["category"], m["respondents"]) for m in wave["margins"]] == [
        ("sector:section", "J", 21), ("sector:section", "C", 11),
        ("size", "10-49", 24), ("size", "50-249", 8),
    ]  # fmt: skip


def test_the_design_weight_and_the_cell_are_kept(place: Place) -> None:
    write(place).load()
    assert place.one("design_weight") == [float(row["weight"]) for row in firms()]
    cells = dict(place.query('SELECT margin_cell, ("sector:section", size) FROM margin_cell'))
    assert sorted(cells) == ["1", "2", "3", "4"]
    for cell, sector, size, respondent, weight, design in place.query(
        'SELECT margin_cell, "sector:section", size, respondent, weight, design_weight '
        "FROM response"
    ):
        if respondent:
            assert cells[cell] == (sector, size)
        else:
            assert cell is None
            assert weight == design


def test_the_calibration_table_is_the_sample_by_stratum_and_cell(place: Place) -> None:
    write(place).load()
    sums = (
        "SELECT wave, stratum, margin_cell, sum(design_weight), sum(weight), sum(weight ** 2) "
        "FROM response WHERE respondent GROUP BY ALL ORDER BY ALL"
    )
    found = place.query("FROM calibration ORDER BY ALL")
    for ours, theirs in zip(found, place.query(sums), strict=True):
        assert ours[:3] == theirs[:3]
        assert ours[3:] == pytest.approx(theirs[3:])


def test_clusters_stand_in_the_calibration_table(place: Place) -> None:
    table = firms()
    for n, row in enumerate(table):
        row["psu"] = f"{row['stratum']}-{n % 7}"
    clustered = book()
    clustered["design"]["cluster"] = "psu"
    place.write(table, clustered)
    (place.folder / "sector.csv").write_text(SECTOR)
    (place.folder / "size.csv").write_text(SIZE)
    place.load()
    (found,) = place.query("SELECT count(DISTINCT psu), sum(weight) FROM calibration")
    assert found == (14, pytest.approx(500))


def test_trimmed_weights_keep_their_bounds(place: Place) -> None:
    plain = write(place).load().report["weighting"][0]
    assert plain["high"] > 1.4
    bounds = [0.5, 1.4]
    (wave,) = write(place, trim=bounds).load().report["weighting"]
    assert wave["high"] == pytest.approx(1.4, rel=1e-8)
    assert wave["low"] >= 0.5
    assert wave["trimmed"] > 0
    assert wave["deviation"] < 1e-9


def test_nothing_is_added_without_weighting(place: Place) -> None:
    report = place.write(firms()).load().report
    assert report["weighting"] == []
    assert not {"design_weight", "margin_cell"} & set(place.columns())
    tables = {name for (name,) in place.query("SELECT table_name FROM duckdb_tables()")}
    assert not {"raking", "margin", "margin_cell", "calibration"} & tables


def test_another_margin_is_another_snapshot_the_same_one_is_not(place: Place) -> None:
    first = write(place).load()
    again = write(place).load()
    assert (again.snapshot, again.changed) == (first.snapshot, False)
    assert again.report == first.report
    other = write(place, sector="category,count\nJ,301\nC,199\n").load()
    assert other.snapshot != first.snapshot


def test_margins_may_lie_beside_the_codebook_or_beside_the_data(place: Place) -> None:
    write(place)
    files = place.folder.parent / "elsewhere"
    files.mkdir()
    shutil.move(place.folder / "small.csv", files / "small.csv")
    shutil.move(place.folder / "size.csv", files / "size.csv")
    assert place.load(files=files).report["weighting"]


def waves(place: Place, sector: str, size: str) -> Place:
    two = book()
    two["waves"] = [{"id": w, "label": w, "file": f"{w}.csv"} for w in ("2021", "2024")]
    place.write(firms(), two, "2021.csv").write(firms(60), two, "2024.csv")
    (place.folder / "sector.csv").write_text(sector)
    (place.folder / "size.csv").write_text(size)
    return place


def test_every_wave_is_raked_by_itself(place: Place) -> None:
    waves(place, SECTOR, SIZE).load()
    totals = place.query("SELECT wave, sum(weight) FROM response WHERE respondent GROUP BY ALL")
    assert dict(totals) == pytest.approx({"2021": 500, "2024": 500})


def test_a_wave_without_margins_keeps_its_design_weights(place: Place) -> None:
    sector = "wave,category,count\n2024,J,300\n2024,C,200\n"
    size = "wave,category,count\n2024,10-49,400\n2024,50-249,100\n"
    report = waves(place, sector, size).load().report
    assert [wave["wave"] for wave in report["weighting"]] == ["2024"]
    (old,) = place.query(
        "SELECT bool_and(weight = design_weight), max(margin_cell) FROM response "
        "WHERE respondent AND wave = '2021'"
    )
    assert old == (True, "0")
    assert place.query("SELECT DISTINCT wave FROM calibration") == [("2024",)]


def test_a_wave_is_raked_to_all_margins_or_to_none(place: Place) -> None:
    size = "wave,category,count\n2024,10-49,400\n2024,50-249,100\n"
    german, english = both(waves(place, SECTOR, size).refused())
    assert "size.csv: there are no counts for the wave 2021, but sector.csv has some" in english
    assert "size.csv" in german


def no_code(table: list[dict[str, str]]) -> list[dict[str, str]]:
    table[3] |= {"wz": ""}
    return table


REFUSED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "category missing": (
        {"sector": "category,count\nJ,500\n"},
        ["sector.csv", "category C of sector:section is missing", "have it: 11"],
    ),
    "category empty": (
        {"size": SIZE + "GE250,7\n", "sector": "category,count\nJ,307\nC,200\n"},
        ["size.csv", "GE250 of size has 7 units", "no respondent"],
    ),
    "other total": (
        {"size": "category,count\n10-49,400\n50-249,101.5\n"},
        ["size.csv", "add up to 501.5", "sector.csv to 500"],
    ),
    "several at once": (
        {"sector": "category,count\nJ,500\n", "size": "category,count\n10-49,9\n50-249,1\n"},
        ["C of sector:section is missing", "add up to 10"],
    ),
    "bounds too narrow": (
        {"trim": [0.95, 1.05]},
        ["2024", "between 0.95 and 1.05 times their mean", "reach from", "Widen"],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_the_figures(place: Place, name: str) -> None:
    changes, parts = REFUSED[name]
    german, english = both(write(place, **changes).refused())
    for part in parts:
        assert part in english
    assert german != english


def test_a_respondent_without_a_code_of_a_margin(place: Place) -> None:
    """Refused where nobody is set aside; else the few who lack it are, and the rest is raked."""
    write(place, table=no_code(firms()))
    open_to_all = book() | {"disclosure": {"min_n": 0}}
    place.write(no_code(firms()), open_to_all)
    _, english = both(place.refused())
    for part in ("small.csv", "without a code of sector:section in the column wz: 1.", "lines: 5"):
        assert part in english
    place.write(no_code(firms()), book())
    report = place.load().report
    assert report["findings"]["set_aside"] == 1
    taking_part = sum(firm["resp"] == "1" for firm in firms())
    assert report["files"][0]["respondents"] == taking_part - 1


def test_levels_that_contradict_each_other(place: Place) -> None:
    margins = {"sector:section": "sector.csv", "sector:group": "group.csv"}
    place.write(firms(), codebook(weighting={"margins": margins}))
    (place.folder / "sector.csv").write_text(SECTOR)
    (place.folder / "group.csv").write_text("category,count\nJ,100\nB-E,400\n")
    english = place.refused().text("en")
    assert "no weights were found that meet all margins" in english
    assert "%" in english


def test_the_terminal_shows_how_it_went(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, trim=[0.5, 1.4])
    command = ["check", str(place.folder), "--home", str(place.home)]
    assert main([*command, "--lang", "de"]) == 0
    german = capsys.readouterr().out
    assert "Gewichte angepasst an" in german
    assert "sector:section, size" in german
    assert "0,69–1,40" in german
    assert main([*command, "--json"]) == 0
    (wave,) = json_of(capsys.readouterr().out)["weighting"]
    assert wave["high"] == pytest.approx(1.4)
    here = [row for row in firms() if row["resp"] == "1" and row["wz"] == "62"]
    assert wave["margins"][0]["design_total"] == sum(float(row["weight"]) for row in here)
