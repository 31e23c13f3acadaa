"""Weights, populations, clusters, and the design table of all respondents."""

from __future__ import annotations

from tests.etl.surveys import Place, codebook, rows


def test_without_weight_and_population_everybody_counts_once(place: Place) -> None:
    book = codebook()
    book["design"] = {"id": "id", "include": {"resp": "1"}}
    table = rows(4, lambda n, row: row.update(resp="0" if n == 3 else "1"))
    place.write(table, book).load()
    assert place.one("weight") == [1.0, 1.0, 1.0, None]
    assert place.one("stratum") == [""] * 4
    assert place.query("SELECT * FROM design") == [("2024", "", 3, None)]


def test_the_weight_is_population_over_respondents(place: Place) -> None:
    book = codebook()
    book["design"] |= {"weight": None, "population": "pop"}

    def change(n: int, row: dict[str, str]) -> None:
        row["pop"] = "90" if row["stratum"] == "S1" else "40,0"
        row["resp"] = "0" if n == 4 else "1"

    place.write(rows(9, change), book).load()  # S1: lines 2, 4, (6), 8, 10; S2: 3, 5, 7, 9
    assert place.query("SELECT line, weight FROM response ORDER BY line") == [
        (2, 22.5), (3, 10.0), (4, 22.5), (5, 10.0), (6, None), (7, 10.0), (8, 22.5), (9, 10.0),
        (10, 22.5),
    ]  # fmt: skip
    assert place.query("SELECT * FROM design ORDER BY stratum") == [
        ("2024", "S1", 4, 90.0), ("2024", "S2", 4, 40.0)
    ]  # fmt: skip
    assert place.columns()["population"] == "DOUBLE"


def test_clusters_are_counted_as_units(place: Place) -> None:
    book = codebook()
    book["design"] |= {"cluster": "psu", "population": "pop"}

    def change(n: int, row: dict[str, str]) -> None:
        row["psu"] = f"{row['stratum']}-{n // 4}"
        row["pop"] = "7"

    place.write(rows(12, change), book).load()
    assert place.query("SELECT * FROM design ORDER BY stratum") == [
        ("2024", "S1", 3, 7.0), ("2024", "S2", 3, 7.0)
    ]  # fmt: skip
    assert place.one("psu")[:2] == ["S1-0", "S2-0"]
    assert place.one("weight") == [1.5] * 12


def test_columns_that_the_design_does_not_name_are_left_out(place: Place) -> None:
    place.write(rows(3)).load()
    assert not {"psu", "population"} & set(place.columns())


def test_a_missing_cluster_is_quarantined(place: Place) -> None:
    book = codebook()
    book["design"]["cluster"] = "psu"
    table = rows(60, lambda n, row: row.update(psu="" if n == 9 else f"P{n}"))
    assert place.write(table, book).load().report["quarantine"] == {"cluster": 1}


def test_the_design_counts_respondents_that_were_loaded(place: Place) -> None:
    def change(n: int, row: dict[str, str]) -> None:
        row["resp"] = "0" if n < 10 else "1"
        row["weight"] = "0" if n == 20 else "2"

    place.write(rows(100, change)).load()
    assert place.query("SELECT sum(psus) FROM design") == [(89,)]
