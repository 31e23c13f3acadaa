"""Estimates and variances from moments equal the definition, firm by firm, on any sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estimation.measures import Measure
from estimation.moments import Moments, choice_moments, number_moments, respondents
from estimation.ratios import ratio_estimates
from tests.estimation import taylor

pytestmark = pytest.mark.filterwarnings("ignore:Found complex group-by expression")  # pandas
CODES = ("0", "1", "2")
PLAN = Measure("plan", "", "choice", CODES)
JOINT = Measure("plan", "", "choice", ("1|2",))
TICK = Measure("ticks", "a", "tick", ("1",))
AMOUNT = Measure("amount", "", "number")
DOMAIN = ["wave", "size", "question", "item", "option"]
NUMBERS = ["estimate", "variance", "df", "n"]
patient = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def samples(draw, *, clusters: bool = False, finite: bool = False) -> pd.DataFrame:
    """A small sample of two waves: strata of any number of firms, some with one only."""
    firm = st.fixed_dictionaries(
        {
            "wave": st.sampled_from(["1", "2"]),
            "stratum": st.sampled_from(["a", "b", "c", "d"]),
            "weight": st.integers(1, 30).map(lambda tenths: tenths / 10),
            "size": st.sampled_from(["s", "m", None]),
            "plan": st.sampled_from([*CODES, None]),
            "ticks.a": st.sampled_from([0, 1, None]),
            "amount": st.one_of(st.none(), st.integers(-4000, 4000).map(lambda y: y / 8)),
            "respondent": st.sampled_from([True, True, True, False]),
        }
        | ({"psu": st.sampled_from("xyz")} if clusters else {})
    )
    frame = pd.DataFrame(draw(st.lists(firm, min_size=1, max_size=20)))
    if clusters:
        frame["psu"] = frame["stratum"] + frame["psu"]
    if finite:
        more = draw(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50)))
        size = frame.groupby(["wave", "stratum"])["stratum"].transform("size")
        frame["population"] = (size + frame["stratum"].map(more).fillna(7)).astype(float)
    return frame


def design(frame: pd.DataFrame) -> pd.DataFrame:
    """The design table of all respondents, counted row by row."""
    rows: dict[tuple[str, str], tuple[set[Any], float]] = {}
    for i, row in frame[frame["respondent"]].iterrows():
        psus, _ = rows.setdefault(
            (row["wave"], row["stratum"]), (set(), row.get("population", np.nan))
        )
        psus.add(row.get("psu", i))
    return pd.DataFrame(
        [(*key, len(psus), population) for key, (psus, population) in rows.items()],
        columns=["wave", "stratum", "psus", "population"],
    )


def ours(frame: pd.DataFrame, measure: Measure, centre: float = 0.0) -> pd.DataFrame:
    """What the package makes of the sample: a DuckDB relation, moments, estimates."""
    typed = frame.astype({"size": "str", "plan": "str", "ticks.a": "float", "amount": "float"})
    for column in ("size", "plan"):
        typed[column] = frame[column].astype(object)
    with duckdb.connect() as connection:
        relation = connection.from_df(typed.convert_dtypes())
        answers = respondents(relation, ["1", "2"], [], ["size"])
        keys = ["wave", "size", "stratum", *(["psu"] if "psu" in frame else [])]
        if measure.kind == "choice":
            moments = choice_moments(answers, measure, keys)
        else:
            moments = number_moments(answers, [measure], keys, [centre])
    return ratios(moments, frame, centre)


def ratios(moments: Moments, frame: pd.DataFrame, centre: float = 0.0) -> pd.DataFrame:
    """The estimates of all domains (wave, size) and answers as a table, empty ones left out."""
    wave, size = moments.keys["wave"], moments.keys["size"]
    domain = wave.codes.astype(np.intp) * len(size.categories) + size.codes
    cells = [(w, s) for w in wave.categories for s in size.categories]
    found = ratio_estimates(moments, design(frame), domain, len(cells))
    rows = [
        (*cell, *answer, *(getattr(found, name)[a, c] for name in NUMBERS))
        for a, answer in enumerate(moments.answers)
        for c, cell in enumerate(cells)
        if found.n[a, c] > 0
    ]
    table = pd.DataFrame(rows, columns=[*DOMAIN, *NUMBERS])
    return table.assign(estimate=table["estimate"] + centre)


def agree(
    frame: pd.DataFrame,
    measure: Measure,
    y: Callable[[taylor.Firm, str], float | None],
    centre: float = 0.0,
) -> None:
    """Every domain of the sample: ours is the definition's."""
    found = ours(frame, measure, centre).set_index(["wave", "size", "option"])
    asked = frame[frame["respondent"]]
    count = 0
    for wave in ("1", "2"):
        firms = taylor.firms_of(asked, wave)
        for size in ("s", "m"):
            for option in measure.codes or ("",):
                values = [y(firm, option) for firm in firms]
                inside = [firm["size"] == size for firm in firms]
                exact = taylor.mean(firms, values, inside, centre)
                if exact is None:
                    assert (wave, size, option) not in found.index
                    continue
                count += 1
                row = found.loc[(wave, size, option)]
                scale = float(exact.scale)
                assert (row["n"], row["df"]) == (exact.n, exact.df)
                assert row["estimate"] == pytest.approx(
                    float(exact.estimate), rel=1e-12, abs=1e-12 * (1 + abs(centre))
                )
                if len({(f["stratum"], f.get("psu", i)) for i, f in enumerate(firms)}) == 1:
                    assert np.isnan(row["variance"])  # a single PSU in the whole wave
                    continue
                # 1e-10 of the variance; where it is nearly 0, the rounding of what is summed
                assert row["variance"] == pytest.approx(
                    float(exact.variance), rel=1e-10, abs=1e-14 * scale
                )
    assert len(found) == count


def chosen(firm: taylor.Firm, option: str) -> float | None:
    return None if firm["plan"] is None else float(firm["plan"] in option.split("|"))


def ticked(firm: taylor.Firm, option: str) -> float | None:
    return firm["ticks.a"]


def amount(firm: taylor.Firm, option: str) -> float | None:
    return firm["amount"]


@patient
@given(samples())
def test_shares(frame):
    agree(frame, PLAN, chosen)


@patient
@given(samples())
def test_joint_shares(frame):
    agree(frame, JOINT, chosen)


@patient
@given(samples())
def test_ticks(frame):
    agree(frame, TICK, ticked)


@patient
@given(samples(), st.sampled_from([0.0, 3.5, -500.0]))
def test_means_whatever_the_centre(frame, centre):
    agree(frame, AMOUNT, amount, centre)


@patient
@given(samples(finite=True))
def test_finite_populations(frame):
    agree(frame, PLAN, chosen)
    agree(frame, AMOUNT, amount)


@patient
@given(samples(clusters=True))
def test_clusters(frame):
    agree(frame, PLAN, chosen)
    agree(frame, TICK, ticked)
    agree(frame, AMOUNT, amount, 3.5)


@patient
@given(samples(clusters=True, finite=True))
def test_clusters_in_finite_populations(frame):
    agree(frame, TICK, ticked)


def test_a_stratum_that_the_design_does_not_know_is_a_mistake_of_the_program():
    frame = pd.DataFrame(
        {"wave": "1", "stratum": ["a", "b"], "weight": 1.0, "size": "s", "plan": "0",
         "ticks.a": 1, "amount": [1.0, 2.0], "respondent": True}
    )  # fmt: skip
    keys = ["wave", "size", "stratum"]
    moments = number_moments(respondents(frame, ["1"], [], ["size"]), [AMOUNT], keys, [0.0])
    with pytest.raises(ValueError, match="stratum"):
        ratio_estimates(moments, design(frame)[:1], np.zeros(len(moments), dtype=np.intp), 1)


def test_the_same_expressions_run_on_a_pandas_frame():
    """Narwhals: what DuckDB sums, pandas sums."""
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "wave": rng.choice(["1", "2"], 200),
            "stratum": rng.choice(list("abcd"), 200),
            "weight": rng.integers(1, 30, 200) / 10,
            "size": rng.choice(["s", "m"], 200),
            "plan": rng.choice(CODES, 200),
            "ticks.a": rng.choice([0, 1], 200),
            "amount": pd.array(np.round(rng.normal(0, 50, 200), 2), dtype="Float64"),
            "respondent": True,
        }
    )
    frame.loc[::7, "amount"] = pd.NA
    keys = ["wave", "size", "stratum"]
    answers = respondents(frame, ["1", "2"], [], ["size"])
    for moments, measure in (
        (number_moments(answers, [AMOUNT], keys, [0.0]), AMOUNT),
        (choice_moments(answers, PLAN, keys), PLAN),
    ):
        found = ratios(moments, frame).sort_values(DOMAIN)
        expected = ours(frame, measure).sort_values(DOMAIN)
        assert len(found) == len(expected)
        for column in ("estimate", "variance", "df", "n"):
            np.testing.assert_allclose(found[column], expected[column], rtol=1e-10, atol=1e-12)
