"""Charts are pure: a table in, a figure out. The tests read the figure's JSON."""
