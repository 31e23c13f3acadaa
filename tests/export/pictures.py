"""`python -m tests.export.pictures FOLDER`: slides of every page as pictures, to be looked at.

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
from survey.address import Selection
from survey.snapshot import current_snapshot
from survey.warehouse import home


def main(folder: Path) -> None:
    """`slides-PAGE-N.png` for each figure that the demo survey shows."""
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
        with tempfile.TemporaryDirectory() as work:
            file = Path(work) / f"slides-{page}.pptx"
            file.write_bytes(presentation(taken, page))
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", work, str(file)]
            subprocess.run(command, check=True, capture_output=True)
            pictures = ["pdftoppm", "-r", "60", "-png", str(file.with_suffix(".pdf"))]
            subprocess.run([*pictures, str(folder / file.stem)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
