"""How the reader knows people: a filter, a sentence on each row, people like these, people she may want to know."""
