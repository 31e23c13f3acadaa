"""From a firm's latent maturity to its answers in one wave, as `assumptions.yaml` describes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from questionnaire import Settings, Variable

Numbers = NDArray[np.float64]
Answers = dict[str, Numbers]
PANDEMIC = ("none", "set_off", "sped_up", "slowed")  # codes 0 to 3 of pandemic_effect


def give(
    firms: pd.DataFrame,
    wave: str,
    questionnaire: list[Variable],
    assumptions: Settings,
    rng: np.random.Generator,
) -> Answers:
    """Answers by variable name, in the order of the questionnaire; later ones build on earlier."""
    latent = _latent(firms, wave, assumptions)
    answers: Answers = {}
    for variable in questionnaire:
        if variable.type in ("numeric", "text") or not variable.asked_in(wave):
            continue
        spec = assumptions["answers"].get(variable.name, {})
        if "options" in spec:
            options = [
                _predictor(spec["options"][str(code)], variable, firms, wave, latent, answers, rng)
                for code in variable.codes
            ]
            answers[variable.name] = _choose(options, variable, rng)
        else:
            predictor = _predictor(spec, variable, firms, wave, latent, answers, rng)
            answers[variable.name] = _step(spec, predictor, variable, rng)
        _derive(variable, answers)
    _limit(firms, answers)
    answers["it_share"] = _it_share(firms, assumptions["it_share"], rng)
    answers["it_spend"] = _it_spend(firms, latent["maturity"], assumptions["it_spend"], rng)
    return answers


def _latent(firms: pd.DataFrame, wave: str, assumptions: Settings) -> Answers:
    """The six dimensions on the logit scale, and `maturity` without any dimension's own shift."""
    general = assumptions["maturity"]
    moved = {section: shift.get(wave, 0.0) for section, shift in general["section_wave"].items()}
    heads = np.log(firms["employees"].to_numpy(dtype=float))
    base = (
        firms["ability"].to_numpy(dtype=float)
        + general["size"] * heads
        + general["wave"][wave]
        + _by_section(firms, moved)
    )
    latent = {"maturity": base}
    for dimension, spec in assumptions["dimensions"].items():
        own = spec["base"] + _by_section(firms, spec.get("section", {}))
        own = own + spec["size"] * (heads - 2)
        latent[dimension] = base + own + firms[f"ability.{dimension}"].to_numpy(dtype=float)
    return latent


def _by_section(firms: pd.DataFrame, shifts: Settings) -> Numbers:
    return firms["section"].map(shifts).fillna(0.0).to_numpy(dtype=float)


def _predictor(
    spec: Settings,
    variable: Variable,
    firms: pd.DataFrame,
    wave: str,
    latent: Answers,
    answers: Answers,
    rng: np.random.Generator,
) -> Numbers:
    heads = np.log(firms["employees"].to_numpy(dtype=float))
    eta: Numbers = np.full(len(firms), float(spec.get("base", 0.0)))
    if variable.dimension:
        eta += spec.get("slope", 1.0) * latent[variable.dimension]
    eta += spec.get("size", 0.0) * (heads - 2)
    eta += spec.get("maturity", 0.0) * (latent["maturity"] + 0.6)
    eta += spec.get("burden", 0.0) * firms["burden"].to_numpy(dtype=float)
    eta += spec.get("rural", 0.0) * firms["rural"].to_numpy(dtype=float)
    eta += _by_section(firms, spec.get("section", {})) + spec.get("wave", {}).get(wave, 0.0)
    for earlier, slope in spec.get("after", {}).items():
        values = answers[earlier]
        eta += slope * (values - (values.max() + values.min()) / 2)
    return eta + rng.normal(0, spec.get("own", 0.35), len(firms))


def _logistic(eta: Numbers) -> Numbers:
    chance: Numbers = 1 / (1 + np.exp(-eta))
    return chance


def _step(spec: Settings, eta: Numbers, variable: Variable, rng: np.random.Generator) -> Numbers:
    """A place among ordered codes: by cuts (ordered logit) or binomial; two codes are a coin."""
    if "cuts" in spec:
        draw = rng.random(len(eta))
        place = np.sum([draw < _logistic(eta + cut) for cut in spec["cuts"]], axis=0)
    else:
        place = rng.binomial(len(variable.codes) - 1, _logistic(eta))
    chosen: Numbers = _codes(variable)[place]
    return chosen


def _choose(options: list[Numbers], variable: Variable, rng: np.random.Generator) -> Numbers:
    """One of several options without order: the largest predictor plus Gumbel noise (softmax)."""
    utility = np.array(options) + rng.gumbel(size=(len(options), len(options[0])))
    chosen: Numbers = _codes(variable)[utility.argmax(axis=0)]
    return chosen


def _codes(variable: Variable) -> Numbers:
    return np.array(variable.codes, dtype=np.float64)


def _derive(variable: Variable, answers: Answers) -> None:
    """Sums of earlier answers that later questions build on; they are in no file."""
    if variable.name == "programmes.training_grant":
        grid = [values for name, values in answers.items() if name.startswith("programmes.")]
        answers["unknown_programmes"] = np.sum(np.array(grid) == 0, axis=0).astype(float)
    if variable.name == "pandemic_effect":
        for code, effect in enumerate(PANDEMIC):
            answers[f"pandemic_{effect}"] = (answers[variable.name] == code).astype(float)


def _limit(firms: pd.DataFrame, answers: Answers) -> None:
    """go-digital was for firms under 100 staff: larger ones know it at most."""
    too_large = firms["employees"].to_numpy() >= 100
    go_digital = answers["programmes.go_digital"]
    answers["programmes.go_digital"] = np.where(too_large, np.minimum(go_digital, 1), go_digital)


def _it_share(firms: pd.DataFrame, spec: Settings, rng: np.random.Generator) -> Numbers:
    heads = firms["employees"].to_numpy()
    typical = firms["section"].map(spec["section"]).fillna(spec["other"]).to_numpy(dtype=float)
    chance = _logistic(np.log(typical / (1 - typical)) + rng.normal(0, 0.6, len(firms)))
    share: Numbers = np.round(100 * rng.binomial(heads, chance) / heads, 1)
    return share


def _it_spend(
    firms: pd.DataFrame, maturity: Numbers, spec: Settings, rng: np.random.Generator
) -> Numbers:
    """Euros a year, skewed, rounded as people do: to 100 up to 10,000, to 1,000 above."""
    heads = firms["employees"].to_numpy(dtype=float)
    log_euros = np.log(spec["median_per_head"]) + spec["elasticity"] * np.log(heads)
    log_euros += spec["maturity"] * (maturity + 0.6) + rng.normal(0, spec["sd"], len(firms))
    euros = np.exp(log_euros)
    euros = np.where(euros < 10_000, np.round(euros, -2), np.round(euros, -3))
    nothing = (heads < 10) & (rng.random(len(firms)) < spec["zero_micro"])
    return np.where(nothing, 0.0, np.minimum(euros, 9_000_000))
