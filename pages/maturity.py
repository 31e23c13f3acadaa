"""How far are firms? The score by sector, its dimensions, its levels, its course over the waves."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.matrices import two_dimensions
from figures.rankings import groups
from figures.scores import dimensions as profile
from figures.scores import waves, what_it_is
from figures.shares import steps
from pages.parts.page import head, lead, section, show
from pages.parts.reader import reader

context = reader()
codebook, say = context.codebook, context.say
head(context, say("How far are firms in digitalisation?"), answers.maturity(context))
first, *others = codebook.dimensions
points = {"unit": "points", "words": say("mean points of 0–100")}

for score in codebook.scores:
    name = score.id
    show(
        context,
        groups,
        f"{name}-by-{first}",
        name,
        first,
        notes=[what_it_is(context, score)],
        **points,
    )
    show(context, profile, f"{name}-profile", score)
    if score.levels:
        for dimension in [first, *others][:2]:
            show(context, steps, f"{name}-levels-by-{dimension}", f"{name}.level", dimension)
    if others:
        show(context, two_dimensions, f"{name}-matrix", name, first, others[0], **points)
    if len(codebook.waves) > 1:
        show(context, waves, f"{name}-waves", name, **points)
    for dimension in others[1:2]:
        show(context, groups, f"{name}-by-{dimension}", name, dimension, **points)
    section(say("As strong as the weakest dimension"))
    lead(say("Beside the mean: here each firm counts with the lowest of its dimensions."))
    show(context, groups, f"{name}-minimum", f"{name}.minimum", first, **points)
if not codebook.scores:
    for question in [q for q in codebook.topic("maturity") if chartable(q)]:
        show(context, any_question, question, first)
