"""From the text of a cell to values we keep.

Every reader takes the text and returns what it found and what is wrong with it: `Found`. Readers are pure, so that
their answers can be remembered: names, places, years and dates repeat.
"""
