"""How far are firms? The score by sector, its dimensions, its levels, its course over the waves."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.matrices import two_dimensions
from figures.rankings import groups
from figures.scores import dimensions as profile
from figures.scores import waves, what_it_is
from figures.shares import steps
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import variable

context = reader()
codebook, say = context.codebook, context.say
first, *others = codebook.dimensions
points = {"unit": "points", "words": say("mean points of 0–100")}

with Page(context, say("How far are firms in digitalisation?"), answers.maturity(context)) as page:
    for score in codebook.scores:
        name = score.id
        if len(codebook.scores) > 1:
            page.section(score.title.text(context.lang))
        parts = [variable(name, dimension.id) for dimension in score.dimensions]
        page.findings([name, *parts])
        notes = [what_it_is(context, score)]
        page.show(groups, f"{name}-by-{first}", name, first, notes=notes, **points)
        page.show(profile, f"{name}-profile", score)
        if score.levels:
            for dimension in [first, *others][:2]:
                page.show(steps, f"{name}-levels-by-{dimension}", f"{name}.level", dimension)
        if others:
            page.show(two_dimensions, f"{name}-matrix", name, first, others[0], **points)
        if len(codebook.waves) > 1:
            page.show(waves, f"{name}-waves", name, **points)
        for dimension in others[1:2]:
            page.show(groups, f"{name}-by-{dimension}", name, dimension, **points)
        page.section(say("As strong as the weakest dimension"))
        page.lead(say("Beside the mean: here each firm counts with the lowest of its dimensions."))
        page.show(groups, f"{name}-minimum", f"{name}.minimum", first, **points)
    questions = [q for q in codebook.topic("maturity") if chartable(q)]
    for question in questions if not codebook.scores else ():
        page.show(any_question, question, first)
    if not codebook.scores and not questions:
        page.nothing_asked()
