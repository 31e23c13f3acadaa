"""Writes handwerk.tsv, the second survey's file: `python tests/surveys/handwerk/generate.py`.

300 made-up firms in 20 strata, and a few rows as real exports have them. The same seed gives the
same bytes. The stratum stands in the file as the sampling frame knew it; trade and staff class
stand there a second time, as the firm itself answered.
"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

FILE = Path(__file__).with_name("handwerk.tsv")
SEED = 2025

# trade -> how far it is (0-1), firms in the state by staff class
TRADES = {
    "BAU": (0.30, {"1-9": 4200, "10-49": 860, "50-249": 95}),
    "MET": (0.55, {"1-9": 3100, "10-49": 740, "50-249": 80, "250 und mehr": 5}),
    "HOL": (0.40, {"1-9": 1150, "10-49": 190, "50-249": 21}),
    "KFZ": (0.50, {"1-9": 2050, "10-49": 310, "50-249": 34}),
    "LEB": (0.25, {"1-9": 640, "10-49": 280, "50-249": 62}),
    "GES": (0.65, {"1-9": 980, "10-49": 330, "50-249": 27, "250 und mehr": 4}),
}
SAMPLE = {"1-9": 22, "10-49": 18, "50-249": 9, "250 und mehr": 3}
HEAD_START = {"1-9": -0.15, "10-49": 0.0, "50-249": 0.15, "250 und mehr": 0.25}
REGIONS = ("altmark", "elbe", "harz", "anhalt", "sued")
BARRIERS = {"leute": 0.65, "geld": 0.5, "scheu": 0.4, "netz": 0.25, "regeln": 0.3}
REMARKS = ("", "", "", "", "Ohne unsere Azubine liefe nichts.", "Anträge dauern zu lange", "–")

Row = dict[str, str]


def firms(chance: random.Random) -> list[Row]:
    """The rows as they should be."""
    drawn = [
        (trade, staff)
        for trade, (_, population) in TRADES.items()
        for staff in population
        for _ in range(SAMPLE[staff])
    ]
    chance.shuffle(drawn)
    return [firm(number, *each, chance) for number, each in enumerate(drawn, start=1)]


def firm(number: int, trade: str, staff: str, chance: random.Random) -> Row:
    """One firm; its answers follow how far it is."""
    start, population = TRADES[trade]
    far = min(max(start + HEAD_START[staff] + chance.gauss(0, 0.18), 0.02), 0.98)

    def yes(probability: float) -> bool:
        return chance.random() < probability

    def step(last: int) -> int:
        return sum(yes(far) for _ in range(last))

    def or_missing(answer: object, missing: str, probability: float = 0.04) -> str:
        return missing if yes(probability) else str(answer)

    row = {
        "betrieb": f"HW-{number:04d}",
        "rahmen_gewerk": trade,
        "rahmen_klasse": staff,
        "betriebe_im_land": str(population[staff]),
        "gewerk": trade,
        "beschaeftigte": staff,
        "region": chance.choice(REGIONS),
        "f1": or_missing("ABCD"[step(3)], "kA"),
    }
    for item in ("angebot", "rechnung", "zeiten"):
        row[f"f2_{item}"] = or_missing("ja" if yes(0.15 + 0.8 * far) else "nein", "kA", 0.03)
    for item in ("termin", "portal"):
        row[f"f3_{item}"] = or_missing(step(3), chance.choice(("9", "")))
    row["f4"] = or_missing(step(2) + 1, "9")
    row["f5"] = or_missing(f"{far * 20 * chance.random():.1f}".replace(".", ","), "", 0.08)
    for item, share in BARRIERS.items():
        row[f"f6_{item}"] = "X" if yes(share * (1.2 - 0.5 * far)) else ""
    for item in ("leute", "geld", "scheu", "netz"):
        pressed = 0.25 + 0.5 * BARRIERS[item] * (row[f"f6_{item}"] == "X")
        row[f"f7_{item}"] = or_missing(1 + sum(yes(pressed) for _ in range(3)), "9")
    row["f8"] = or_missing(
        chance.choices(("nichts", "start", "tempo"), (1 - far, 0.5, far))[0], "kA"
    )
    return row | {"f9": chance.choice(REMARKS)}


def spoil(rows: list[Row], chance: random.Random) -> list[Row]:
    """The rows as an export leaves them: seven bad cells, three rows too many."""
    large = [row for row in rows if row["rahmen_klasse"] in ("1-9", "10-49")]
    hit = chance.sample(large, 10)
    for row, (column, text) in zip(
        hit,
        (
            ("f1", "E"),
            ("f3_termin", "7"),
            ("f4", "weiß nicht"),
            ("f5", "999"),
            ("region", "Bremen"),
            ("beschaeftigte", "Okt 49"),
            ("betrieb", f" {hit[6]['betrieb']} "),
        ),
        strict=False,
    ):
        row[column] = text
    again, other, empty = (dict(row) for row in hit[7:])
    other["f1"] = "A" if other["f1"] != "A" else "B"  # same id, another answer: neither counts
    empty["betrieb"] = ""
    spoiled = list(rows)
    for row in (again, other, empty):
        spoiled.insert(chance.randrange(1, len(spoiled)), row)
    return spoiled


def content() -> str:
    """The file as text."""
    chance = random.Random(SEED)
    rows = spoil(firms(chance), chance)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    FILE.write_text(content(), encoding="utf-8", newline="")
