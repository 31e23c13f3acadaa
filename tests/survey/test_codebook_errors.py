"""What a codebook's errors say: the file, the key's path, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.codebook import CodebookError, read_codebook

GOOD = """\
survey: small
title: {de: Klein, en: Small}
design: {id: firm}
waves:
  - {id: "2024", label: Wave, file: a.csv}
dimensions:
  size: {column: n, classification: size-eu, label: Size}
  council: {column: c, label: Council,
    options: [{code: "1", label: With}, {code: "0", label: Without}]}
questions:
  - {id: first, topic: strategy, type: single, ordered: true, column: q1, text: First,
     options: [{code: 0, label: Nothing}, {code: 1, label: Something}]}
  - {id: ticks, topic: barriers, type: multiple, text: Ticks, highlight: [cost],
     items: [{id: staff, column: t1, label: Staff}, {id: cost, column: t2, label: Cost}]}
  - {id: amount, topic: maturity, type: numeric, column: a, unit: Euro, text: Amount,
     range: [0, 10]}
  - {id: kind, topic: change, type: single, column: q4, text: Kind, missing: {98: refused},
     options: [{code: a, label: A}, {code: b, label: B}], highlight: {options: [a], label: A}}
  - {id: agree, topic: learning, type: scale, column: q5, text: Agree,
     scale: {min: 1, max: 5, low: Low, high: High}}
scores:
  - id: fit
    title: Fit
    dimensions:
      - {id: plan, label: Plan, items: [{question: first}, {question: ticks, item: staff}]}
      - {id: way, label: Way, items: [{question: kind, points: {a: 0, b: 100}}]}
    levels: [{id: low, from: 0, label: Low}, {id: high, from: 50, label: High}]
"""

TRUTH = "put it in quotes"
UNIQUE = "names and codes must be unique"

# name -> (what is replaced, by what, the key's path, a part of the expectation)
CASES: dict[str, tuple[str, str, str, str]] = {
    # truth values
    "code No": ("code: 0,", "code: No,", "questions[0].options[0].code", TRUTH),
    "code TRUE": ("{code: a,", "{code: TRUE,", "questions[3].options[0].code", TRUTH),
    "label Yes": ("label: Something", "label: Yes", "questions[0].options[1].label", TRUTH),
    "label in one language": (
        "label: Something", "label: {de: Ja, en: Yes}", "questions[0].options[1].label.en", TRUTH,
    ),
    "missing code Off": ("{98: refused}", "{Off: refused}", "questions[3].missing.False", TRUTH),
    "scope TRUE": (
        "{id: firm}", "{id: firm, scope: {in: TRUE}}", "design.scope.in", TRUTH,
    ),
    "second of several": (
        "{id: firm}", '{id: firm, include: {done: ["1", yes]}}', "design.include.done[1]", TRUTH,
    ),
    "item called no": ("id: staff, column", "id: no, column", "questions[1].items[0].id", TRUTH),
    # keys
    "typo": ("title:", "titel:", "titel", "did you mean `title`"),
    "typo deep": ("column: q1", "colum: q1", "questions[0].colum", "did you mean `column`"),
    "typo in a score": ("points:", "point:", "scores[0].dimensions[1].items[0].point", "`points`"),
    "nonsense key": ("title:", "xyzzy: 1\ntitle:", "xyzzy", "this key is not known"),
    "missing key": ("title: {de: Klein, en: Small}\n", "", "title", "this key is required"),
    "missing language": ("{de: Klein, en: Small}", "{de: Klein}", "title.en", "required"),
    "missing in an item": ("column: t2, ", "", "questions[1].items[1].column", "required"),
    "missing type": ("type: numeric, ", "", "questions[2]", "`type` is missing"),
    "wrong type": ("type: numeric", "type: number", "questions[2]", "'numeric'"),
    "twice": ("design: {id", "title: x\ndesign: {id", "codebook", "key 'title' stands twice"),
    "twice deep": ("column: q1,", "column: q1, column: q2,", "codebook", "'column' stands twice"),
    # unique names
    "question twice": ("id: ticks", "id: first", "questions", UNIQUE),
    "question and dimension": ("id: amount", "id: size", "questions", UNIQUE),
    "question and score": ("- id: fit", "- id: ticks", "questions", UNIQUE),
    "item twice": ("id: cost, column", "id: staff, column", "questions[1].items", UNIQUE),
    "option twice": ("{code: 1,", "{code: 0,", "questions[0].options", UNIQUE),
    "option of a dimension twice": ('code: "0"', 'code: "1"', "dimensions.council.options", UNIQUE),
    "wave twice": (
        "file: a.csv}\n", "file: a.csv}\n  - {id: 2024, label: Wave, file: b.csv}\n",
        "waves", UNIQUE,
    ),
    "level twice": ("id: high,", "id: low,", "scores[0].levels", UNIQUE),
    "dimension of a score twice": ("{id: way", "{id: plan", "scores[0].dimensions", UNIQUE),
    # references
    "unknown wave": ("column: q1", 'column: q1, waves: ["2023"]', "questions[0].waves", "2024"),
    "unknown question": (
        "{question: first}", "{question: frist}", "scores[0].dimensions[0].items[0].question",
        "frist is not known; known are: first, ticks",
    ),
    "unknown item": (
        "item: staff}", "item: stuff}", "scores[0].dimensions[0].items[1].item", "staff, cost",
    ),
    "no item named": (
        "{question: ticks, item: staff}", "{question: ticks}",
        "scores[0].dimensions[0].items[1].item", "staff, cost",
    ),
    "unknown highlight": ("[cost]", "[costs]", "questions[1].highlight", "staff, cost"),
    "unknown highlighted option": (
        "options: [a],", "options: [c],", "questions[3].highlight", "known are: a, b",
    ),
    "unknown margin": (
        "waves:\n", "weighting: {margins: {sector: s.csv}}\nwaves:\n", "weighting.margins.sector",
        "size, council",
    ),
    "unknown level of a margin": (
        "waves:\n", "weighting: {margins: {'size:group': s.csv}}\nwaves:\n",
        "weighting.margins.size:group", "known are: size",
    ),
    "the same margin twice": (
        "dimensions:\n",
        "weighting: {margins: {sector: a.csv, 'sector:section': b.csv}}\n"
        "dimensions:\n  sector: {column: w, classification: wz2008, label: Sector}\n",
        "weighting.margins", "sector:section stands here 2 times",
    ),
    "trim without the mean": (
        "waves:\n", "weighting: {margins: {size: s.csv}, trim: [1.2, 5]}\nwaves:\n",
        "weighting", "multiples of the mean weight",
    ),
    "weighting without margins": (
        "waves:\n", "weighting: {margins: {}}\nwaves:\n", "weighting.margins",
        "at least 1 entries",
    ),
    # reserved names
    "reserved question": ("id: amount", "id: weight", "questions[2].id", "reserved"),
    "reserved dimension": ("  council:", "  option:", "dimensions.option", "reserved"),
    "reserved score": ("- id: fit", "- id: estimate", "scores[0].id", "reserved"),
    "reserved score dimension": (
        "{id: way", "{id: level", "scores[0].dimensions[1].id", "level is a reserved name",
    ),
    "reserved wave": ('id: "2024"', "id: all", "waves[0].id", "reserved"),
    # scores
    "levels above 0": ("from: 0", "from: 5", "scores[0].levels", "levels begin at 0 and rise"),
    "levels fall": ("from: 50", "from: 0", "scores[0].levels", "levels begin at 0 and rise"),
    "points missing": (
        ", b: 100}", "}", "scores[0].dimensions[1].items[0].points", "no points for the answer b",
    ),
    "points for nothing": (
        "b: 100}", "b: 100, c: 5}", "scores[0].dimensions[1].items[0].points.c", "a, b",
    ),
    "points too high": (
        "b: 100", "b: 101", "scores[0].dimensions[1].items[0].points.b", "at most 100 is expected",
    ),
    "not ordered, no points": (
        "question: kind, points: {a: 0, b: 100}", "question: kind",
        "scores[0].dimensions[1].items[0]", "kind is not ordered",
    ),
    "a number has no points": (
        "{question: first}", "{question: amount}", "scores[0].dimensions[0].items[0].question",
        "no codes to give points for",
    ),
    # dimensions
    "unknown classification": (
        "size-eu", "size-us", "dimensions.size", "district-st, size-eu, wz2008",
    ),
    "neither classification nor options": (
        "classification: size-eu, ", "", "dimensions.size", "either `classification` or `options`",
    ),
    "classification and options": (
        "column: c,", "column: c, classification: size-eu,", "dimensions.council",
        "either `classification` or `options`",
    ),
    "unknown level": (
        "classification: size-eu", "classification: wz2008, levels: [letter]", "dimensions.size",
        "division, section, group",
    ),
    "an option of a dimension means missing as well": (
        'label: Council,', 'label: Council, missing: {0: refused},',
        "dimensions.council.missing.0", "cannot mean a missing one",
    ),
    "name of a dimension": ("  council:", "  Council:", "dimensions.Council", "small letters"),
    # shapes
    "code with a bar": (
        "{code: a,", '{code: "a|b",', "questions[3].options[0].code", "holds no '|'",
    ),
    "code with a fraction": (
        "{code: a,", "{code: 1.5,", "questions[3].options[0].code", "a code is a whole number",
    ),
    "one option": (
        ", {code: 1, label: Something}", "", "questions[0].options", "at least 2 entries",
    ),
    "column and items": (
        "column: q1,", "column: q1, items: [{id: x, column: y, label: z}],", "questions[0]",
        "either `column` or `items`",
    ),
    "neither column nor items": ("column: q1, ", "", "questions[0]", "either `column` or `items`"),
    "scale upside down": ("{min: 1,", "{min: 9,", "questions[4].scale", "smaller than `max`"),
    "missing kind": ("refused", "declined", "questions[3].missing.98", "'refused'"),
    "missing code is an answer": ("{98:", "{a:", "questions[3].missing.a", "is an answer"),
    "text for a number": ("from: 50", "from: half", "scores[0].levels[1].from", "a number"),
    "fraction for a whole number": (
        "waves:\n", "disclosure: {min_n: 2.5}\nwaves:\n", "disclosure.min_n", "a whole number",
    ),
    "out of range": (
        "waves:\n", "disclosure: {dominance: 2}\nwaves:\n", "disclosure.dominance", "at most 1 ",
    ),
    "no date": (
        "file: a.csv", "file: a.csv, period: [spring, 2024-05-31]", "waves[0].period[0]",
        "a date such as",
    ),
    "half a period": (
        "file: a.csv", "file: a.csv, period: [2024-05-31]", "waves[0].period[1]", "missing here",
    ),
    "neither text nor list": ("{id: firm}", "{id: firm, stratum: 5}", "design.stratum", "expected"),
    "survey with underscore": ("survey: small", "survey: very_small", "survey", "hyphens"),
    "list for a mapping": ("{id: firm}", "[firm]", "design", "keys with values are expected"),
    "text for a list": (
        "waves:\n  - {id: \"2024\", label: Wave, file: a.csv}", "waves: a", "waves", "a list",
    ),
    "nothing": ("{de: Klein, en: Small}", "", "title", "keys with values are expected"),
    # YAML itself
    "syntax": ("design: {id: firm}", "design: {id: firm", "codebook", "in line 4"),
    "indentation": ("design:", "   design:", "codebook", "in line 3"),
    "a list as a key": ("title:", "? [a]\n: b\ntitle:", "codebook", "in line 2"),
    "no such day": (
        "file: a.csv", "file: a.csv, period: [2024-02-30, 2024-05-31]", "codebook", "day is out",
    ),
    "control character": ("Klein", "Kle\x07in", "codebook", "not readable as YAML"),
}  # fmt: skip


def refused(file: Path) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read_codebook(file)
    error = caught.value
    assert str(file) in error.text("en")
    assert error.text("de")
    return error


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "codebook.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_codebook_that_the_cases_spoil_is_good(tmp_path):
    assert read_codebook(write(tmp_path, GOOD)).survey == "small"


@pytest.mark.parametrize("name", CASES)
def test_names_path_and_expectation(name, tmp_path):
    right, wrong, path, expectation = CASES[name]
    assert right in GOOD
    error = refused(write(tmp_path, GOOD.replace(right, wrong, 1)))
    lines = [line.strip() for line in error.text("en").splitlines()[1:]]
    assert any(line.startswith(f"{path}: ") and expectation in line for line in lines), lines


def test_every_problem_is_named_at_once_and_none_that_only_follows(tmp_path):
    text = GOOD.replace("code: 0,", "code: No,").replace("title:", "titel:", 1)
    error = refused(write(tmp_path, text))
    assert sorted(error.text("en").splitlines()[1:]) == [
        "  questions[0].options[0].code: YAML reads an unquoted Yes, No, TRUE, FALSE, On or Off as "
        "a truth value; a code or a text is expected: put it in quotes",
        "  titel: this key is not known; did you mean `title`?",
        "  title: this key is required",
    ]
    assert "3 places to mend" in error.text("en")


def test_merge_keys_are_yaml_as_well(tmp_path):
    text = GOOD.replace("{code: 0, label: Nothing}", "&none {code: 0, label: Nothing}")
    text = text.replace("{code: a, label: A}", "{<<: *none, label: A}")
    text = text.replace("options: [a]", 'options: ["0"]').replace("{a: 0, b: 100}", "{0: 0, b: 9}")
    assert read_codebook(write(tmp_path, text)).question["kind"].codes == ("0", "b")


def test_not_utf_8(tmp_path):
    file = tmp_path / "codebook.yaml"
    file.write_bytes(GOOD.replace("Klein", "Größe").encode("cp1252"))
    assert "the file is not UTF-8 (byte 28)" in refused(file).text("en")


def test_a_byte_order_mark_is_no_error(tmp_path):
    file = tmp_path / "codebook.yaml"
    file.write_bytes(GOOD.encode("utf-8-sig"))
    assert read_codebook(file).survey == "small"


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "- a\n- b\n", "just a text"])
def test_no_mapping(text, tmp_path):
    error = refused(write(tmp_path, text))
    assert "codebook: keys with values are expected" in error.text("en")


def test_no_file(tmp_path):
    assert "there is no such file" in refused(tmp_path / "none.yaml").text("en")
    assert "codebook.yaml" in refused(tmp_path / "codebook.yaml").text("en")


def test_a_folder_means_the_codebook_in_it(tmp_path):
    write(tmp_path, GOOD)
    assert read_codebook(tmp_path).survey == "small"


@pytest.mark.parametrize("folder", ["data/kmu-st", "tests/real/ict", "tests/surveys/handwerk"])
def test_the_committed_codebooks_can_be_used(folder):
    assert read_codebook(Path(folder)).questions
