"""Step 4, weight: the design weight of each respondent, and the table of the design.

The design table counts all respondents of a stratum, whatever is filtered later: the variance of
every estimate rests on it.
"""

from __future__ import annotations

from etl.sql import Connection, rows
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure


def weight(con: Connection, codebook: Codebook, table: str) -> None:
    """The table `design`, and the final weights in `table`.

    Without a weight column the weight is N_h / n_h where populations are given, else 1, for
    respondents only. Raises Failure for a design that contradicts itself.
    """
    design = codebook.design
    if design.cluster:
        _refuse_spread_clusters(con, table)
        _refuse_single_cluster(con, table)
    if design.population:
        _refuse_uneven_populations(con, table)
    con.execute(
        f"""
        CREATE TABLE design AS
        SELECT wave, stratum,
               {"count(DISTINCT psu)" if design.cluster else "count(*)"} AS psus,
               {"any_value(population)" if design.population else "NULL::DOUBLE"} AS population
        FROM {table} WHERE respondent
        GROUP BY wave, stratum ORDER BY wave, stratum
        """
    )
    _refuse_full_strata(con)
    if not design.weight and design.population:
        con.execute(
            f"""
            UPDATE {table} AS row SET weight = design.population / design.psus FROM design
            WHERE row.respondent AND (row.wave, row.stratum) = (design.wave, design.stratum)
            """
        )
    elif not design.weight:
        con.execute(f"UPDATE {table} SET weight = 1 WHERE respondent")


def _refuse_spread_clusters(con: Connection, table: str) -> None:
    found = rows(
        con,
        f"""
        SELECT wave, psu, string_agg(DISTINCT stratum, ', ' ORDER BY stratum)
        FROM {table} WHERE respondent
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


def _refuse_single_cluster(con: Connection, table: str) -> None:
    found = rows(
        con,
        f"""
        SELECT wave, count(*), any_value(psu) FROM {table} WHERE respondent
        GROUP BY wave HAVING count(DISTINCT psu) = 1 AND count(*) > 1 ORDER BY wave LIMIT 1
        """,
    )
    if found:
        wave, count, psu = found[0]
        raise Failure(
            Message(
                N_(
                    "Wave {wave}: all {count} respondents are of one sampling unit ({psu}), so "
                    "nothing tells how estimates vary. Name the right column in design.cluster, "
                    "or remove the key if firms were drawn one by one."
                ),
                wave=wave,
                count=count,
                psu=psu,
            )
        )


def _refuse_uneven_populations(con: Connection, table: str) -> None:
    found = rows(
        con,
        f"""
        SELECT wave, stratum, min(population), max(population)
        FROM {table} WHERE respondent
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
