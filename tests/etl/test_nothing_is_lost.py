"""Rows read = rows loaded + rows quarantined, whatever stands in the file."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.etl.surveys import HEADER, Place

CELLS = {
    "id": st.sampled_from([*(f"F{n}" for n in range(12)), "", " "]) | st.text(max_size=4),
    "weight": st.sampled_from(["1", "2,5", "1.5", "0", "-1", "", "k.A.", "1e3", "inf"]),
    "stratum": st.sampled_from(["S1", "S2", "", " S1"]),
    "resp": st.sampled_from(["1", "1", "1", "0", "", "1.0"]),
    "wz": st.sampled_from(["62", "1", "J", "00", "62.01", ""]) | st.text(max_size=3),
    "staff": st.sampled_from(["12", "Okt 49", "1.204", "25-Jun", "GE250", ""]),
    "q1": st.sampled_from(["0", "1", "2", "98", "-1", "1.0", "k.A.", ""]) | st.text(max_size=3),
    "q2_a": st.sampled_from(["0", "1", "2", ""]),
    "q2_b": st.sampled_from(["0", "1", ""]),
    "q3": st.sampled_from(["1", "5", "15", "2,5", "7", "", "x"]),
    "q4": st.sampled_from(["1,5", "1.234", "99999999", "-9", "", "1 000"]) | st.text(max_size=3),
    "q5": st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=12),
}
ROWS = st.lists(st.tuples(*(CELLS[name] for name in HEADER)), min_size=1, max_size=25)


def is_blank(row: tuple[str, ...]) -> bool:
    return all(not cell for cell in row)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=ROWS, delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]))
def test_rows_read_are_loaded_or_quarantined(
    made: list[tuple[str, ...]], delimiter: str, end: str
) -> None:
    made = [tuple(cell.replace("\0", "") for cell in row) for row in made]
    made.append(("sure", "1", "S1", "1", "62", "12", "1", "1", "0", "4", "1", ""))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *made])
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "survey", Path(folder) / "home")
        outcome = place.write(text.getvalue().encode()).load(accept_quarantine=True)
        (file,) = outcome.report["files"]
        assert file["rows_read"] == len(made)
        assert file["rows_read"] == file["rows_loaded"] + file["rows_quarantined"]
        assert place.query("SELECT count(*) FROM response") == [(file["rows_loaded"],)]
        assert place.query("SELECT count(*) FROM quarantine") == [(file["rows_quarantined"],)]
        kept = place.query(
            "SELECT line FROM response UNION ALL SELECT line FROM quarantine ORDER BY line"
        )
        assert len(set(kept)) == len(made)
        counts = place.query("SELECT sum(count) FROM finding_count")[0][0] or 0
        assert place.query("SELECT count(*) FROM finding") == [(counts,)]
        _no_answer_is_lost(place, made)


def _no_answer_is_lost(place: Place, made: list[tuple[str, ...]]) -> None:
    """Every filled answer of a loaded row is a value, a reason or a finding."""
    for name, variable in (("q1", "status"), ("q4", "amount")):
        cells = {f"{i}": row[HEADER.index(name)] for i, row in enumerate(made)}
        filled = sum(1 for text in cells.values() if text.strip())
        known = place.query(f'SELECT count("{variable}") + count("{variable}?") FROM response')[0][
            0
        ]
        lost = place.query(
            "SELECT coalesce(sum(count), 0) FROM finding_count "
            f"WHERE \"column\" = '{name}' AND severity = 'error'"
        )[0][0]
        quarantined = place.query("SELECT count(*) FROM quarantine")[0][0]
        assert known + lost <= filled <= known + lost + quarantined
