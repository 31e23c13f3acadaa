"""Typesetting: what is data stays data, nothing is fetched, the file is the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from export import typesetting
from export.papers import Brief, PrintedFigure, Strip

TEMPLATES = sorted(Path(typesetting.__file__).with_name("documents").glob("*.typ"))
HOSTILE = '#panic("x") *b* _i_ $x^2$ @cite <a> `c` // \\ "q" #read("/etc/passwd")'
FIGURE = PrintedFigure(
    name="Strategy: written or lived",
    question="How far has your firm come?",
    value="(62 %)",
    interval="95% interval 54–70 %",
    n="n = 1.204",
    sentences=("−8 points (−15 to −2) against the other firms.",),
    strip=Strip(62.0, 54.0, 70.0, True, 50.0),
    command="python -m estimation strategy",
)
BRIEF = Brief(
    lang="de",
    site="Digitalbarometer",
    kind="Steckbrief",
    title="Baugewerbe",
    answer="23 Punkte (21–25).",
    selection="Erhebung 2024",
    synthetic="",
    foot="Erhebung",
    page="Seite {n} von {of}",
    printed=date(2026, 11, 29),
    notes=("Quelle",),
    figures=(FIGURE,),
)


def text_of(pdf: bytes) -> str:
    """The text of all pages as one line."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def test_texts_are_printed_as_they_stand():
    hostile = replace(
        BRIEF, title=HOSTILE, notes=(HOSTILE,), figures=(replace(FIGURE, name=HOSTILE),)
    )
    assert text_of(hostile.pdf()).count(HOSTILE) == 3


def test_the_paper_is_tagged_titled_and_in_its_language():
    reader = PdfReader(BytesIO(BRIEF.pdf()))
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("de")
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Baugewerbe"
    assert reader.metadata.author == "Digitalbarometer"
    assert "pdfuaid" in reader.root_object["/Metadata"].get_object().get_data().decode()


def test_only_the_fonts_of_the_package_are_used_and_they_are_in_the_file():
    (page,) = PdfReader(BytesIO(BRIEF.pdf())).pages
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "Libertinus" in font["/BaseFont"]
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_the_same_paper_is_the_same_file():
    assert BRIEF.pdf() == BRIEF.pdf()
    assert BRIEF.pdf() != replace(BRIEF, title="Handel").pdf()


def test_a_paper_says_synthetic_in_its_head_only_where_it_is():
    assert "synthetisch" not in text_of(BRIEF.pdf())
    demo = replace(BRIEF, synthetic="synthetische Demodaten")
    assert "synthetische Demodaten" in text_of(demo.pdf())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_asks_for_a_package_of_the_network(template):
    imports = re.findall(r'#(?:import|include)\s+"([^"]+)"', template.read_text(encoding="utf-8"))
    assert all((template.parent / name).is_file() for name in imports)
