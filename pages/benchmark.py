"""How does the survey compare? Its numbers beside other producers', where they may stand so."""

from figures.benchmarks import occurs, of_all_firms
from figures.catalogue import views
from figures.facts_in_words import not_compared
from figures.intensity import intensity as index
from pages.parts.page import Page
from pages.parts.plain import note
from pages.parts.reader import reader
from pages.parts.source import loaded_benchmark
from survey.facts import facts
from survey.intensity import DATASET, intensity

asked = reader()
context = of_all_firms(asked)
say, known = context.say, facts()
series = intensity(known.intensity, loaded_benchmark(DATASET))

with Page(context, say("How does the survey compare with other sources?")) as page:
    if asked.selection.where:
        note(say("Filters do not apply here: the figures of other sources are of all firms."))
    rest = not_compared(
        context.codebook, known, context.lang, lambda cut, code: occurs(context, cut, code)
    )
    further = [
        *([say("Eurostat's Digital Intensity Index")] if series.points else []),
        *([say("Not set beside the survey")] if rest else []),
    ]
    if views(context, "benchmark"):
        page.fill("benchmark", further)
    else:
        page.jumps(further)
    if series.points:
        page.section(say("Eurostat's Digital Intensity Index"))
        page.show(index, "intensity", series, known)
    if rest:
        page.section(say("Not set beside the survey"))
        page.lead(
            say(
                "Figures without a counterpart in the survey, or of firms of other sizes: with "
                "the reason why they stand alone."
            )
        )
        heads = [say("Source"), say("Figures"), say("Base"), say("Why it stands alone")]
        page.listing(heads, rest, say("Not set beside the survey"))
