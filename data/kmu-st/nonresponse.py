"""From answers to the cells of a clean export: filters (not asked), item non-response, codes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from answers import Answers
from numpy.typing import NDArray
from questionnaire import Settings, Variable

Mask = NDArray[np.bool_]
WHEN_EMPLOYEES = ("participation", "learning")
BEFORE_DIGITAL_JETZT = ("2019",)  # the programme began in September 2020


def export(
    firms: pd.DataFrame,
    wave: str,
    answers: Answers,
    questionnaire: list[Variable],
    assumptions: Settings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """One row of texts per firm, columns as in the file; firms without an interview stay empty."""
    spec = assumptions["nonresponse"]
    n = len(firms)
    silent = firms["completed"].to_numpy() == 0
    gave_up_at = np.where(rng.random(n) < spec["break_off"], rng.uniform(0.45, 0.95, n), 2.0)
    skipped = _not_asked(firms, wave, answers)
    table: dict[str, object] = {
        "firm_id": firms["firm_id"],
        "stratum": firms["stratum"],
        "weight": [f"{weight:.4f}" for weight in firms["weight"]],
        "in_scope": firms["in_scope"].astype(str),
        "completed": firms["completed"].astype(str),
        "wz": firms["division"],
        "employees": firms["employees"].astype(str),
        "ags": firms["ags"],
        "works_council": _unless(silent | (rng.random(n) < 0.012), firms["works_council"]),
        "family_owned": _unless(silent | (rng.random(n) < 0.010), firms["family_owned"]),
    }
    withheld: dict[str, NDArray[np.object_]] = {}
    for variable in questionnaire:
        if not variable.asked_in(wave):
            continue
        cells = _cells(variable, answers, assumptions, n, rng)
        # A box of a multiple question is not left out alone: the whole question is.
        if variable.question not in withheld or variable.type != "multiple":
            withheld[variable.question] = _withheld(variable, firms, spec, rng)
        kept = withheld[variable.question]
        cells = np.where(kept == "answered", cells, kept)
        reached = ~silent & (variable.position <= gave_up_at)
        cells[~reached] = ""
        filters = (variable.topic, variable.question, variable.name)
        for mask in (skipped[key] for key in filters if key in skipped):
            cells[mask & reached] = variable.missing["not_asked"]
        table[variable.column] = cells
    return pd.DataFrame(table).astype(object)


def _not_asked(firms: pd.DataFrame, wave: str, answers: Answers) -> dict[str, Mask]:
    """Whom the questionnaire's filters skip, by topic, question or variable."""
    alone = firms["employees"].to_numpy() <= 1
    no_council = firms["works_council"].to_numpy() == 0
    grid = [
        values
        for name, values in answers.items()
        if name.startswith("programmes.")
        and not (name == "programmes.digital_jetzt" and wave in BEFORE_DIGITAL_JETZT)
    ]
    applied: Mask = np.max(np.array(grid), axis=0) >= 3
    skipped: dict[str, Mask] = dict.fromkeys(WHEN_EMPLOYEES, alone)
    skipped |= {"council_mediator": no_council, "no_application": applied}
    if wave in BEFORE_DIGITAL_JETZT:
        skipped["programmes.digital_jetzt"] = np.full(len(firms), True)
    return skipped


def _cells(
    variable: Variable,
    answers: Answers,
    assumptions: Settings,
    n: int,
    rng: np.random.Generator,
) -> NDArray[np.object_]:
    if variable.type == "text":
        remarks = np.array(assumptions["remarks"], dtype=object)
        writes = rng.random(n) < assumptions["nonresponse"]["remark"]
        return np.where(writes, remarks[rng.integers(0, len(remarks), n)], "").astype(object)
    texts = [f"{value:g}" if value < 1e5 else f"{value:.0f}" for value in answers[variable.name]]
    return np.array(texts, dtype=object)


def _withheld(
    variable: Variable, firms: pd.DataFrame, spec: Settings, rng: np.random.Generator
) -> NDArray[np.object_]:
    """`answered`, or what stands in the cell instead: nothing, or the code of a missing answer."""
    n = len(firms)
    rise = spec["last_question"] - spec["first_question"]
    rate = spec["first_question"] + rise * variable.position
    chance = rate * np.array(spec["by_size"])[firms["size"].to_numpy()]
    chance = chance + spec.get(variable.name, 0.0)
    kinds = list(spec["kinds"])
    kind = np.array(kinds, dtype=object)[rng.choice(len(kinds), n, p=list(spec["kinds"].values()))]
    instead = [variable.missing.get(word, "") for word in kind]
    silent = rng.random(n) < (chance if variable.type != "text" else 0.0)
    return np.where(silent, np.array(instead, dtype=object), "answered").astype(object)


def _unless(missing: Mask, values: pd.Series[int]) -> NDArray[np.object_]:
    return np.where(missing, "", values.astype(str)).astype(object)
