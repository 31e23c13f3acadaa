"""The file of a published survey: what its tables hold and how its columns are named.

`etl/publish` writes it, `survey/opened` reads it. One file per survey, immutable, named by the
hash of what went in: `<survey>-<hash>.duckdb`.

Tables
------
response    one row per loaded row of the survey files, ordered by wave, respondents first, stratum,
            dimensions and line, so that what is summed together lies together:
    wave VARCHAR-ENUM, line INTEGER (of the file), id VARCHAR,
    in_scope BOOLEAN, respondent BOOLEAN (in scope and included: all estimates rest on these),
    weight DOUBLE, stratum ENUM (crossed columns joined by " × "; "" without strata),
    psu VARCHAR (only with `design.cluster`), population DOUBLE (only with `design.population`),
    one ENUM column per level of each dimension, named as in the grammar: "sector:division",
    "sector:section", "sector:group", "size"; NULL where the row's code is missing or unusable,
    one column per answer, named by its variable ("strategy_status", "barriers.staff"):
        single ENUM of the codes in the codebook's order · multiple UTINYINT 1 selected, 0 not ·
        scale SMALLINT · numeric DOUBLE · text VARCHAR; NULL where there is no valid answer,
    `<variable>?` ENUM('not_asked', 'refused', 'dont_know') only where the codebook names missing
        codes: why the answer is missing; NULL for an answer, an empty or an unusable one,
    `wave#`, `stratum#`, `<level>#` for each level of each dimension and `<variable>#` for each
        single answer, small integers: the number of the code in its ENUM, 0 for the first, that
        after the last where it is missing (`survey/packing.py`: what sums are grouped by),
    scores: "<score>" DOUBLE 0-100, "<score>.<dimension>" DOUBLE, "<score>.level" ENUM,
        "<score>.minimum" DOUBLE, "<score>.weakest" ENUM of the score's dimensions
design      wave, stratum, psus BIGINT (n_h of all respondents), population DOUBLE (N_h or NULL)
file        wave, file, sha256, bytes, encoding, delimiter, decimal, rows_read, rows_loaded,
            rows_quarantined, in_scope, respondents
finding     file, line, "column", value, rule, severity, message_de, message_en (of each rule and
            column the first 1,000)
finding_count  file, "column", rule, severity, count: how many there are, exactly
quarantine  file, line, rule, content (the row as JSON: column -> raw text)
release     wave, item (a variable; "" for all respondents), cuts ("", "size",
            "sector:group,size", in the codebook's order), shown BIT: a digit per cell, 1 where
            numbers may be told, codes in the order of `release_code`, the last cut fastest. Of more
            than two cuts a single digit: whether the whole cross may be shown; without a row it may
            not. An item has a row only where it differs from all respondents. Empty where the
            codebook says min_n: 0
release_code  cut, place (from 0), code: the axes of `shown`
release_cost  wave, cuts, cells (not empty), small (of fewer than min_n), hidden, firms,
            firms_hidden, items_hidden (cells hidden on average over all variables)
codebook    yaml VARCHAR (as it was loaded), one row
boundaries  dimension VARCHAR, geojson VARCHAR: the survey's own areas, one row per dimension whose
            `boundaries` name a file

Where the weights are raked to margins (`weighting` in the codebook), besides:
response    `weight` is the raked weight; design_weight DOUBLE is the one it was raked from,
            margin_cell ENUM the cell of the cross of all margins ("0" in a wave without margins,
            NULL for rows that are no respondents)
margin_cell  margin_cell and its code in each margin, a column per margin ("sector:group", "size")
calibration  wave, stratum, psu (only with `design.cluster`), margin_cell: design_weight, weight
            and weight2, the sums of the two weights and of the squared final one over all
            respondents of the raked waves
margin      wave, margin, category, count, respondents, design_total (the sum of the design
            weights before raking), file, sha256
raking      a row per raked wave: wave, respondents, population (total of the margins), deviation
            (largest miss of a category, as a share of its count), low, high (range of the weights,
            as multiples of their mean), trimmed (weights at a bound), effect_before, effect_after
            (design effect of unequal weights, design and raked)
"""

from __future__ import annotations

NO_CELL = "0"
"""The margin cell of respondents in a wave without margins."""

RAKED = ("margin_cell", "calibration", "margin", "raking")
"""The tables of a raked survey."""

FORMAT = 3
"""The layout above. A reader refuses a snapshot with a higher number instead of misreading it."""

RELEASE = ("release", "release_code", "release_cost")
"""The tables of the release plan; a file of format 1 has none and cannot be shown."""

RESPONDENTS = ""
"""The item that stands in the plan for all respondents, whatever they answered."""

IN_USE = 2
"""So many dimensions beside the wave may always be in use at once: the plan is made for these."""

CURRENT = "current"
"""The text file in the warehouse that names the published manifest."""

MISSING_KINDS = ("not_asked", "refused", "dont_know")
STRATUM_SEPARATOR = " × "


def missing_column(variable: str) -> str:
    """The companion column that says why an answer is missing."""
    return f"{variable}?"
