"""Step 4, weight: the design weight of each respondent, and the table of the design.

The design table counts all respondents of a stratum, whatever is filtered later: the variance of
every estimate rests on it.
"""

from __future__ import annotations

from etl.sql import Connection, create_enum, rows
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure

VIEW = "weighted"


def weight(con: Connection, codebook: Codebook, source: str) -> None:
    """The table `design` and the view `weighted`: `source` with final weights, strata as ENUM.

    Without a weight column the weight is N_h / n_h where populations are given, else 1, for
    respondents only. Raises Failure for a design that contradicts itself.
    """
    strata = [
        str(name)
        for (name,) in rows(
            con, f"SELECT DISTINCT stratum FROM {source} WHERE stratum IS NOT NULL ORDER BY 1"
        )
    ]
    create_enum(con, "stratum", strata)
    if codebook.design.cluster:
        _refuse_spread_clusters(con, source)
    if codebook.design.population:
        _refuse_uneven_populations(con, source)
    units = "count(DISTINCT psu)" if codebook.design.cluster else "count(*)"
    con.execute(
        f"""
        CREATE TABLE design AS
        SELECT wave, stratum::stratum AS stratum, {units} AS psus,
               any_value(population) AS population
        FROM {source} AS source WHERE respondent
        GROUP BY wave, source.stratum ORDER BY wave, source.stratum
        """
    )
    _refuse_full_strata(con)
    absent = [] if codebook.design.cluster else ["psu"]
    absent += [] if codebook.design.population else ["population"]
    without = f"EXCLUDE ({', '.join(absent)})" if absent else ""
    # the look-up of N_h / n_h is a join, which need not keep the rows in their order
    in_order = "" if codebook.design.weight else "ORDER BY source.wave, source.line"
    con.execute(
        f"""
        CREATE VIEW {VIEW} AS
        SELECT * {without} REPLACE (
            {_weight(codebook)} AS weight, source.stratum::stratum AS stratum
        )
        FROM {source} AS source {in_order}
        """
    )


def _weight(codebook: Codebook) -> str:
    """SQL for the weight of a row."""
    if codebook.design.weight:
        return "source.weight"
    if not codebook.design.population:
        return "CASE WHEN respondent THEN 1.0::DOUBLE END"
    return """CASE WHEN respondent THEN (
        SELECT any_value(design.population / design.psus) FROM design
        WHERE design.wave = source.wave AND design.stratum = source.stratum::stratum
    ) END"""


def _refuse_spread_clusters(con: Connection, source: str) -> None:
    found = rows(
        con,
        f"""
        SELECT wave, psu, string_agg(DISTINCT stratum, ', ' ORDER BY stratum)
        FROM {source} WHERE respondent
        GROUP BY wave, psu HAVING count(DISTINCT stratum) > 1 ORDER BY wave, psu LIMIT 1
        """,
    )
    if found:
        wave, psu, strata = found[0]
        raise Failure(
            Message(
                N_(
                    "Wave {wave}: the sampling unit {psu} lies in several strata ({strata}). "
                    "Units are drawn within a stratum: correct the file, or name the units so that "
                    "those of different strata differ."
                ),
                wave=wave,
                psu=psu,
                strata=strata,
            )
        )


def _refuse_uneven_populations(con: Connection, source: str) -> None:
    found = rows(
        con,
        f"""
        SELECT wave, stratum, min(population), max(population)
        FROM {source} WHERE respondent
        GROUP BY wave, stratum HAVING min(population) <> max(population)
        ORDER BY wave, stratum LIMIT 1
        """,
    )
    if found:
        wave, stratum, low, high = found[0]
        raise Failure(
            Message(
                N_(
                    "Wave {wave}: the population of the stratum '{stratum}' is given as {low} and "
                    "as {high}. It is one number for all rows of a stratum: correct the file."
                ),
                wave=wave,
                stratum=stratum,
                low=f"{low:g}",
                high=f"{high:g}",
            )
        )


def _refuse_full_strata(con: Connection) -> None:
    found = rows(
        con,
        "SELECT wave, stratum, psus, population FROM design WHERE psus > population "
        "ORDER BY wave, stratum LIMIT 1",
    )
    if found:
        wave, stratum, psus, population = found[0]
        raise Failure(
            Message(
                N_(
                    "Wave {wave}: the stratum '{stratum}' has {psus} respondents, more than its "
                    "population of {population}. Correct the population or the strata."
                ),
                wave=wave,
                stratum=stratum,
                psus=psus,
                population=f"{population:g}",
            )
        )
