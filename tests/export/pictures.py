"""`python -m tests.export.pictures FOLDER`: slides of every page, and of the demo running order in
both languages, as pictures, to be looked at.

Renders by LibreOffice (Debian: libreoffice-impress, fonts-crosextra-carlito, poppler-utils);
without it, it says so and does nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from figures.catalogue import CONTENTS, views
from figures.context import Context
from figures.taken_along import Origin, Taken, presentation
from locales import LANGUAGES
from stage.order_slides import order_presentation
from stage.orders.folder import load
from survey.address import Selection
from survey.site import site
from survey.snapshot import current_snapshot
from survey.warehouse import home


def main(folder: Path) -> None:
    """`slides-PAGE-N.png` for each figure that the demo survey shows, `slides-demo-LANG-N.png`."""
    missing = [tool for tool in ("soffice", "pdftoppm") if shutil.which(tool) is None]
    if missing:
        print(f"no pictures of slides: {', '.join(missing)} is missing")
        return
    folder.mkdir(parents=True, exist_ok=True)
    demo = current_snapshot(home()).survey("kmu-st")
    context = Context(demo, Selection("kmu-st", demo.codebook.latest_wave))
    for page in CONTENTS:
        made = [
            view.make(context, *view.arguments, **view.options) for view in views(context, page)
        ]
        taken = [Taken(context, each, Origin("", date.today())) for each in made if not each.empty]
        rendered(presentation(taken, page), folder / f"slides-{page}")
    for lang in LANGUAGES:
        show = order_presentation(load("demo"), lang, site(), "https://barometer.example/")
        rendered(show, folder / f"slides-demo-{lang}")


def rendered(content: bytes, stem: Path) -> None:
    """`STEM-N.png` for each slide of a presentation."""
    with tempfile.TemporaryDirectory() as work:
        file = Path(work) / "slides.pptx"
        file.write_bytes(content)
        own = f"-env:UserInstallation={Path(work).as_uri()}/profile"  # beside one that is open
        command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", work, str(file)]
        subprocess.run(command, check=True, capture_output=True)
        pictures = ["pdftoppm", "-r", "60", "-png", str(file.with_suffix(".pdf"))]
        subprocess.run([*pictures, str(stem)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
