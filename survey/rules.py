"""What a load may notice in a file: each rule in words, and what became of the row or the value.

The ETL applies the rules (`etl/findings.py`); a test compares the two lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from locales import N_

NOTICED: Mapping[str, str] = {
    "empty_id": N_("Row without an id"),
    "duplicate_id": N_("The same id with different content"),
    "exact_duplicate": N_("Row that repeats another one exactly"),
    "weight": N_("Weight missing or not above 0"),
    "stratum": N_("No valid stratum"),
    "cluster": N_("No sampling unit"),
    "population": N_("Size of the population missing or not above 0"),
    "unknown_code": N_("Code that the codebook does not name"),
    "unknown_category": N_("Value that is no category of the classification"),
    "too_coarse": N_("Category coarser than the classification needs"),
    "not_a_number": N_("Not a number"),
    "out_of_range": N_("Number outside its range"),
    "between_points": N_("Value between two points of a scale"),
    "decimal_lost": N_("Value that seems to have lost its decimal sign"),
    "spreadsheet_date": N_("Class that a spreadsheet turned into a date"),
    "scientific_notation": N_("Number in a spreadsheet's scientific notation"),
    "leading_zero": N_("Code that lost its leading zero"),
    "code_as_number": N_("Code stored as a number"),
    "guessed_number": N_("Number whose decimal or thousands sign is not certain"),
    "set_aside": N_("No code of a dimension that nearly all firms have one of"),
    "not_asked_column": N_("Answers to a question that was not asked in this wave"),
    "unknown_column": N_("Column that the codebook does not read"),
    "no_final_line_feed": N_("Last row without a line end"),
}

QUARANTINED = frozenset(
    {"empty_id", "duplicate_id", "exact_duplicate", "weight", "stratum", "cluster", "population"}
)
"""The rules that set a whole row aside."""

_OF_THEIR_OWN: Mapping[str, str] = {
    "set_aside": N_("row loaded, but part of no estimate"),
    "not_asked_column": N_("values left out"),
    "unknown_column": N_("column left out"),
    "no_final_line_feed": N_("noted"),
}


def outcome(rule: str, severity: str) -> str:
    """What became of it, as a text to be translated; a repaired value is a warning, no error."""
    if rule in QUARANTINED:
        return N_("row quarantined")
    if rule in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[rule]
    return N_("value missing") if severity == "error" else N_("value recognised and noted")
