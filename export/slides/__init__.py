"""Slides with charts that stay editable: an estimate table in, PowerPoint's own charts out.

What a page draws with dots is a bar here, from 0, with its interval as an error bar: PowerPoint has
no dots beside names. Bars of ordered and of diverging answers are stacked to 100, heat maps are
tables, a map is the ranking of its areas. Numbers are read by `charts.values.read` only, so that
nothing is on a slide that is not on the page.
"""
