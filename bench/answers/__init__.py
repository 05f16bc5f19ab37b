"""Judged questions: what people ask, and who must come first by what is true of the made-up people.

The answers are decided by `truth`, plain records read from the tables, and by rules written here once more; nothing of
the index, its words or its folding has a say in them.

spelling, tables → truth → kinds | by_hand → judging; world makes the people.
"""
