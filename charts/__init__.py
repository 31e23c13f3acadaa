"""Charts: an estimate table in, a figure out. Pure functions, one module per kind of chart.

`ranking`, `ordered_shares`, `diverging`, `heatmap`, `profile`, `change` draw; `alternative` says
the same in words; `marks` prints a value with its mark. Numbers come in through `values` alone,
which drops those that must not be shown.
"""
