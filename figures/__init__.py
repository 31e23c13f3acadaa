"""A figure with its words and numbers: query -> table -> chart -> headline, free of any page.

Pages, stage and exports take an `Exhibit` from here, so that all of them show the same.
"""
