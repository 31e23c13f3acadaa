"""A large survey, generated: 60 columns, three dimensions, 50 answers, dirt as exports have it.

Every value is a hash of its row and column, so the same number of firms gives the same file. An
earlier wave asks as many other firms, which have got less far in the questions with options.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import duckdb
import yaml

from etl.load import load
from survey.classification import classification
from survey.snapshot import PublishedSurvey, current_snapshot
from survey.warehouse import NoSnapshot

SINGLE, MULTIPLE, SCALE, NUMERIC = 15, 15, 14, 5  # and one text: 50 answers
MISSING = {98: "refused", 99: "dont_know"}
# Answer columns in which a few texts stand that are no answers, one in 500.
DIRTY = ("s1", "s2", "m1", "m2", "r1", "r2", "n1")
FILE = "firms.csv"
LATEST, EARLIER = "2024", "2021"
DIVISIONS = ("01", "10", "25", "41", "43", "46", "47", "49", "55", "56", "62", "63", "68", "70",
             "71", "86", "96")  # fmt: skip


def _bucket(column: str, size: int) -> str:
    """SQL for a number from 0 to size - 1 that looks random and never changes."""
    return f"(hash(i, '{column}') % {size})"


def _answer(column: str, value: str, words: str = "'k.A.'") -> str:
    """A value with 6 % non-response, 2 % missing codes and, in dirty columns, words."""
    lot = _bucket(f"{column} lot", 1000)
    code = "" if column.startswith(("m", "n", "t")) else f"WHEN {lot} < 80 THEN '98' "
    dirt = f"WHEN {lot} > 997 THEN {words} " if column in DIRTY else ""
    return f"CASE WHEN {lot} < 60 THEN NULL {code}{dirt}ELSE ({value})::VARCHAR END AS {column}"


def columns(wave: str = LATEST) -> dict[str, str]:
    """The file's columns: name -> SQL over the running number `i`."""
    odd = _bucket("row", 10_000)
    sql = {
        "firm_id": f"CASE WHEN {odd} = 0 THEN NULL WHEN {odd} = 1 THEN 'F' || (i - 1) "
        "ELSE 'F' || i END AS firm_id",
        "weight": f"CASE WHEN {odd} = 2 THEN '0' "
        f"ELSE (1 + {_bucket('w', 40_000)} / 1000.0)::VARCHAR "
        "END AS weight",
        "stratum": f"'S' || {_bucket('stratum', 32)} AS stratum",
        "completed": f"CASE WHEN {_bucket('completed', 10)} = 0 THEN '0' ELSE '1' END AS completed",
        "wz": f"list_extract(['10','25','41','43','46','47','49','55','56','62','63','68','70',"
        f"'71','86','96','1','62.01'], 1 + {_bucket('wz', 18)}::BIGINT) AS wz",
        "employees": f"CASE WHEN {odd} = 3 THEN 'Okt 49' "
        f"ELSE (1 + {_bucket('emp', 900)} // (1 + {_bucket('e', 40)}))::VARCHAR END AS employees",
        "ags": f"list_extract(['15001','15002','15003','15081','15082','15083','15084','15085',"
        f"'15086','15087','15088','15089','15090','15091.0'], 1 + {_bucket('ags', 14)}::BIGINT) "
        "AS ags",
        "started": f"'2024-03-' || lpad((1 + {_bucket('day', 31)})::VARCHAR, 2, '0') AS started",
        "interviewer": f"'I' || {_bucket('interviewer', 90)} AS interviewer",
        "batch": f"{_bucket('batch', 7)}::VARCHAR AS batch",
    }
    for n in range(1, SINGLE + 1):
        option = _bucket(f"s{n}", 5)
        if wave == EARLIER:
            option = f"least({option}, {_bucket(f's{n} earlier', 5)})"
        sql[f"s{n}"] = _answer(f"s{n}", option)
    for n in range(1, MULTIPLE + 1):
        sql[f"m{n}"] = _answer(f"m{n}", _bucket(f"m{n}", 2), "'6'")
    for n in range(1, SCALE + 1):
        sql[f"r{n}"] = _answer(f"r{n}", f"1 + {_bucket(f'r{n}', 5)}", "'15'")
    for n in range(1, NUMERIC + 1):
        sql[f"n{n}"] = _answer(f"n{n}", f"{_bucket(f'n{n}', 500_000)} / 10.0", "'ca. 5'")
    sql["t1"] = _answer("t1", f"'remark ' || {_bucket('t1', 5000)}")
    return sql


def write_survey(
    folder: Path, firms: int, *, earlier_wave: bool = False, min_n: int | None = None
) -> Path:
    """Write the codebook and a CSV per wave into `folder`; returns the path of the latest.

    `firms` are those of each wave. `min_n`: from how many respondents on a number is published; 0
    switches hiding off, None leaves it as it is by default.
    """
    folder.mkdir(parents=True, exist_ok=True)
    described = codebook(earlier_wave=earlier_wave, min_n=min_n)
    (folder / "codebook.yaml").write_text(
        yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    first = 0
    for wave in reversed(described["waves"]):  # so the latest is the same with and without others
        chosen, last = ", ".join(columns(wave["id"]).values()), first + firms
        with duckdb.connect() as con:
            con.execute(
                f"COPY (SELECT {chosen} FROM range({first}, {last}) firm(i)) "
                f"TO '{folder / wave['file']}' (HEADER)"
            )
        first = last
    return folder / FILE


def write_parquet(folder: Path, firms: int) -> None:
    """Clean responses of so many firms as Parquet files laid out like the table `response`."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.execute("SET memory_limit = '2GB'")
        con.execute("SET preserve_insertion_order = false")
        con.execute("SET enable_progress_bar = false")
        con.execute(
            f"COPY (SELECT {', '.join(_response())} FROM range({firms}) firm(i)) TO '{folder}' "
            "(FORMAT parquet, PER_THREAD_OUTPUT true, OVERWRITE_OR_IGNORE true)"
        )


def _response() -> list[str]:
    """The columns of `response` as SQL over the running number `i`."""
    sectors = classification("wz2008")
    division = f"list_extract({list(DIVISIONS)}, 1 + {_bucket('wz', len(DIVISIONS))}::BIGINT)"
    sql = [
        f"'{LATEST}' AS wave",
        f"{_bucket('completed', 10)} > 0 AS respondent",
        f"1 + {_bucket('w', 40_000)} / 1000.0 AS weight",
        f"'S' || {_bucket('stratum', 32)} AS stratum",
        f'{division} AS "sector:division"',
    ]
    for level in ("section", "group"):
        codes = [sectors.roll_up("division", code, level) for code in DIVISIONS]
        place = f"1 + {_bucket('wz', len(DIVISIONS))}::BIGINT"
        sql.append(f'list_extract({codes}, {place}) AS "sector:{level}"')
    known = [classification(name) for name in ("size-eu", "district-st")]
    sizes, districts = (list(scheme.codes(scheme.finest)) for scheme in known)
    for name, codes in (("size", sizes), ("district", districts)):
        sql.append(f"list_extract({codes}, 1 + {_bucket(name, len(codes))}::BIGINT) AS {name}")
    questions = (("grid", "s", SINGLE), ("ticks", "m", MULTIPLE), ("ratings", "r", SCALE))
    for question, letter, count in (*questions, ("amounts", "n", NUMERIC)):
        for n in range(1, count + 1):
            column = f"{letter}{n}"
            value = {
                "s": f"{_bucket(column, 5)}::VARCHAR",
                "m": f"{_bucket(column, 2)}::UTINYINT",
                "r": f"(1 + {_bucket(column, 5)})::SMALLINT",
                "n": f"{_bucket(column, 500_000)} / 10.0",
            }[letter]
            sql.append(
                f"CASE WHEN {_bucket(column + ' lot', 1000)} >= 80 THEN {value} END "
                f'AS "{question}.i{n}"'
            )
    return sql


def published(
    home: Path, firms: int, *, earlier_wave: bool = False, min_n: int | None = None
) -> PublishedSurvey:
    """The survey of so many firms, loaded into the warehouse unless it holds them already."""
    try:
        return current_snapshot(home).survey("firms")
    except NoSnapshot:
        with tempfile.TemporaryDirectory() as folder:
            write_survey(Path(folder), firms, earlier_wave=earlier_wave, min_n=min_n)
            load(Path(folder), home)
        return current_snapshot(home).survey("firms")


def codebook(*, earlier_wave: bool = False, min_n: int | None = None) -> dict[str, Any]:
    """The codebook of the generated survey, its waves in the order of time."""
    options = [{"code": code, "label": f"Option {code}"} for code in range(5)]

    def items(letter: str, first: int, last: int) -> list[dict[str, str]]:
        return [
            {"id": f"i{n}", "column": f"{letter}{n}", "label": f"Item {n}"}
            for n in range(first, last + 1)
        ]

    common: dict[str, Any] = {"topic": "maturity", "text": "A question"}
    grid = {**common, "type": "single", "ordered": True, "options": options, "missing": MISSING}
    scale = {"min": 1, "max": 5, "low": "low", "high": "high"}
    questions = [
        {"id": "grid", **grid, "items": items("s", 1, SINGLE)},
        {"id": "ticks", **common, "type": "multiple", "items": items("m", 1, MULTIPLE)},
        {
            "id": "ratings",
            **common,
            "type": "scale",
            "scale": scale,
            "missing": MISSING,
            "items": items("r", 1, SCALE),
        },
        {
            "id": "amounts",
            **common,
            "type": "numeric",
            "unit": "EUR",
            "range": [0, 100_000],
            "items": items("n", 1, NUMERIC),
        },
        {"id": "remark", **common, "type": "text", "column": "t1"},
    ]
    score = {
        "id": "score",
        "title": "Score",
        "dimensions": [
            {
                "id": f"d{n}",
                "label": f"Dimension {n}",
                "items": [
                    {"question": "grid", "item": f"i{n}"},
                    {"question": "grid", "item": f"i{n + 6}"},
                    {"question": "ticks", "item": f"i{n}"},
                    {"question": "ratings", "item": f"i{n}"},
                ],
            }
            for n in range(1, 7)
        ],
        "levels": [
            {"id": "low", "from": 0, "label": "Low"},
            {"id": "high", "from": 50, "label": "High"},
        ],
    }
    waves = [{"id": LATEST, "label": LATEST, "file": FILE}]
    if earlier_wave:
        waves.insert(0, {"id": EARLIER, "label": EARLIER, "file": f"firms-{EARLIER}.csv"})
    return {
        "survey": "firms",
        "title": "Generated firms",
        "synthetic": True,
        **({} if min_n is None else {"disclosure": {"min_n": min_n}}),
        "design": {
            "id": "firm_id",
            "weight": "weight",
            "stratum": "stratum",
            "include": {"completed": "1"},
        },
        "waves": waves,
        "dimensions": {
            "sector": {"column": "wz", "classification": "wz2008", "label": "Sector"},
            "size": {"column": "employees", "classification": "size-eu", "label": "Size"},
            "district": {"column": "ags", "classification": "district-st", "label": "District"},
        },
        "questions": questions,
        "scores": [score],
    }
