"""A load from files to a published snapshot: types, columns, values, counts."""

from __future__ import annotations

from tests.etl.surveys import Place, codebook, rows


def test_every_type_of_answer(place: Place) -> None:
    place.write(rows(3)).load()
    columns = place.columns()
    numbers = {name for name in columns if name.endswith("#")}
    assert {columns.pop(name) for name in numbers} == {"UTINYINT"}
    assert columns == {
        "wave": "ENUM('2024')",
        "line": "INTEGER",
        "id": "VARCHAR",
        "in_scope": "BOOLEAN",
        "respondent": "BOOLEAN",
        "weight": "DOUBLE",
        "stratum": "ENUM('S1', 'S2')",
        "sector:division": columns["sector:division"],
        "sector:section": columns["sector:section"],
        "sector:group": columns["sector:group"],
        "size": "ENUM('0-9', '10-49', '50-249', 'GE250')",
        "status": "ENUM('0', '1', '2')",
        "status?": "ENUM('not_asked', 'refused', 'dont_know')",
        "ticks.a": "UTINYINT",
        "ticks.b": "UTINYINT",
        "rating": "SMALLINT",
        "amount": "DOUBLE",
        "amount?": "ENUM('not_asked', 'refused', 'dont_know')",
        "remark": "VARCHAR",
    }
    stored = ", ".join(f'"{name}"' for name in columns if name != "wave")
    assert place.query(f"SELECT {stored} FROM response WHERE line = 2") == [
        (2, "F1", True, True, 1.5, "S1", "62", "J", "J", "10-49", "1", None, 1, 0, 4, 10.5, None,
         "a remark")
    ]  # fmt: skip


def test_rows_of_all_waves_are_loaded(place: Place) -> None:
    waves = [
        {"id": "2021", "label": "2021", "file": "old.csv"},
        {"id": "2024", "label": "2024", "file": "small.csv"},
    ]
    book = codebook(waves=waves)
    place.write(rows(5), book, "old.csv").write(rows(4), book).load()
    found = place.query("SELECT wave, line FROM response ORDER BY wave, line")
    assert found == [("2021", n) for n in range(2, 7)] + [("2024", n) for n in range(2, 6)]
    assert place.query("SELECT wave, stratum, psus FROM design ORDER BY ALL") == [
        ("2021", "S1", 3), ("2021", "S2", 2), ("2024", "S1", 2), ("2024", "S2", 2)
    ]  # fmt: skip


def test_missing_is_not_one_thing(place: Place) -> None:
    answers = ["98", "99", "-1", "", "k.A.", "2", " 98 ", "98.0"]

    def change(n: int, row: dict[str, str]) -> None:
        row["q1"] = answers[n]
        row["q4"] = "-9" if n == 0 else "7"

    place.write(rows(8, change)).load()
    assert place.one("status") == [None] * 5 + ["2", None, None]
    reasons = ["refused", "dont_know", "not_asked", None, None, None, "refused", "refused"]
    assert place.one("status?") == reasons
    assert place.one("amount")[:2] == [None, 7.0]
    assert place.one("amount?")[:2] == ["refused", None]
    assert place.findings() == [(6, "q1", "k.A.", "unknown_code", "error")]


def test_a_bad_answer_is_missing_and_on_record(place: Place) -> None:
    bad = {"q1": "7", "q2_a": "6", "q3": "15", "q4": "ca. 5"}
    place.write(rows(30, lambda n, row: row.update(bad if n == 4 else {}))).load()
    assert [place.one(v)[4] for v in ("status", "ticks.a", "rating", "amount")] == [None] * 4
    assert place.findings() == [
        (6, "q1", "7", "unknown_code", "error"),
        (6, "q2_a", "6", "unknown_code", "error"),
        (6, "q3", "15", "decimal_lost", "error"),
        (6, "q4", "ca. 5", "not_a_number", "error"),
    ]
    (texts,) = place.query("SELECT message_de, message_en FROM finding WHERE rule = 'decimal_lost'")
    assert "1,5" in texts[0] or "1.5" in texts[0]
    assert "decimal sign was lost" in texts[1]


def test_spellings_of_codes(place: Place) -> None:
    spelled = ["1", "1.0", " 1 ", "01", "+1", "1,0"]
    place.write(rows(6, lambda n, row: row.update(q1=spelled[n], q3=spelled[n]))).load()
    assert place.one("status") == ["1"] * 6
    assert place.one("rating") == [1] * 6
    assert place.findings() == []


def test_truth_values_in_any_case(place: Place) -> None:
    options = [{"code": "TRUE", "label": "Yes"}, {"code": "FALSE", "label": "No"}]
    question = {"id": "big", "topic": "maturity", "text": "?", "type": "single", "column": "q1",
                "options": options}  # fmt: skip
    texts = ["TRUE", "true", "False", "Wahr"]
    book = codebook(questions=[question])
    place.write(rows(4, lambda n, row: row.update(q1=texts[n])), book).load()
    assert place.one("big") == ["TRUE", "TRUE", "FALSE", None]


def test_spellings_that_fit_two_codes_fit_none(place: Place) -> None:
    options = [{"code": "a", "label": "a"}, {"code": "A", "label": "A"}]
    question = {"id": "letter", "topic": "maturity", "text": "?", "type": "single", "column": "q1",
                "options": options}  # fmt: skip
    texts = ["a", "A", " a"]
    place.write(rows(3, lambda n, row: row.update(q1=texts[n])), codebook(questions=[question]))
    place.load()
    assert place.one("letter") == ["a", "A", "a"]


def test_tick_boxes_left_empty(place: Place) -> None:
    book = codebook()
    book["questions"][1] |= {"selected": "X", "unselected": ""}
    texts = [("X", ""), ("", ""), ("x", "X"), ("7", "X"), ("", " ")]
    table = rows(5, lambda n, row: row.update(q2_a=texts[n][0], q2_b=texts[n][1]))
    place.write(table, book).load()
    assert place.one("ticks.a") == [1, None, 1, None, None]
    assert place.one("ticks.b") == [0, None, 1, 1, None]


def test_a_question_not_asked_in_a_wave(place: Place) -> None:
    waves = [
        {"id": "2021", "label": "2021", "file": "old.csv"},
        {"id": "2024", "label": "2024", "file": "small.csv"},
    ]
    book = codebook(waves=waves)
    book["questions"][0]["waves"] = ["2024"]
    without = [{k: v for k, v in row.items() if k != "q1"} for row in rows(2)]
    outcome = place.write(without, book, "old.csv").write(rows(2), book).load()
    assert place.query("SELECT wave, status, \"status?\" FROM response ORDER BY wave, line") == [
        ("2021", None, "not_asked"), ("2021", None, "not_asked"),
        ("2024", "1", None), ("2024", "1", None),
    ]  # fmt: skip
    assert outcome.report["findings"] == {}


def test_a_column_that_was_not_asked_but_is_filled(place: Place) -> None:
    waves = [
        {"id": "2021", "label": "2021", "file": "old.csv"},
        {"id": "2024", "label": "2024", "file": "small.csv"},
    ]
    book = codebook(waves=waves)
    book["questions"][0]["waves"] = ["2024"]
    outcome = place.write(rows(2), book, "old.csv").write(rows(2), book).load()
    assert outcome.report["findings"] == {"not_asked_column": 2}  # rows
    assert place.one("status").count(None) == 2


def test_rows_outside_are_loaded_and_marked(place: Place) -> None:
    book = codebook()
    book["design"]["scope"] = {"scope": ["yes", "partly"]}

    def change(n: int, row: dict[str, str]) -> None:
        row["scope"] = ("yes", "partly", "no", "")[n % 4]
        row["resp"] = "1" if n < 4 else "0"
        if n != 0:
            row["weight"] = "" if n in (2, 3, 4) else row["weight"]
            row["stratum"] = "" if n in (2, 3, 4) else row["stratum"]

    outcome = place.write(rows(6, change), book).load()
    (file,) = outcome.report["files"]
    assert (file["rows_loaded"], file["rows_quarantined"]) == (6, 0)
    assert (file["in_scope"], file["respondents"]) == (4, 2)
    assert place.one("in_scope") == [True, True, False, False, True, True]
    assert place.one("respondent") == [True, True, False, False, False, False]
    assert file["response_rate"] == 0.5


def test_unknown_columns_are_noted(place: Place) -> None:
    outcome = place.write(rows(2, lambda n, row: row.update(note="x"))).load()
    assert outcome.report["findings"] == {"unknown_column": 1}
    assert place.findings() == [(None, "note", None, "unknown_column", "info")]


def test_stratum_columns_are_crossed(place: Place) -> None:
    book = codebook()
    book["design"]["stratum"] = ["stratum", "staff"]
    texts = ["12", "Okt 49", "10-49", "300"]
    place.write(rows(4, lambda n, row: row.update(staff=texts[n])), book).load()
    assert place.one("stratum") == ["S1 × 10-49", "S2 × 10-49", "S1 × 10-49", "S2 × GE250"]


def test_details_are_capped_and_counts_are_exact(place: Place) -> None:
    place.write(rows(1500, lambda n, row: row.update(q1="k.A."))).load()
    assert place.query("SELECT count(*) FROM finding") == [(1000,)]
    assert place.query("SELECT count FROM finding_count") == [(1500,)]
    assert place.load().report["findings"] == {"unknown_code": 1500}


def test_values_are_trimmed(place: Place) -> None:
    place.write(rows(2, lambda n, row: row.update(id=f" F{n}", q5=" text ", wz=" 62 "))).load()
    assert place.one("id") == ["F0", "F1"]
    assert place.one("remark") == ["text", "text"]
    assert place.one("sector:division") == ["62", "62"]


def test_respondents_of_a_stratum_and_code_lie_together(place: Place) -> None:
    def change(n: int, row: dict[str, str]) -> None:
        row["resp"] = "0" if n in (2, 5) else "1"

    place.write(rows(12, change)).load()
    order = 'wave, respondent DESC, stratum, "sector:division", size, line'
    found = place.query("SELECT line FROM response ORDER BY rowid")
    assert found == place.query(f"SELECT line FROM response ORDER BY {order}")
    assert found != sorted(found)


def test_the_number_of_a_code_stands_beside_it(place: Place) -> None:
    def change(n: int, row: dict[str, str]) -> None:
        row["q1"] = "" if n == 3 else row["q1"]

    place.write(rows(8, change)).load()
    for name in ("wave", "stratum", "size", "sector:group", "status"):
        found = place.query(f'SELECT enum_code("{name}"), "{name}#" FROM response')
        codes = place.columns()[name].count(", ") + 1
        assert all(number == (codes if code is None else code) for code, number in found), name
