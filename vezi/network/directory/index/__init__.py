"""The index of people: derived from the database, kept on each node, thrown away and made anew at will.

words → pieces → entries | documents → writing; schema, store; matching says in plain Python what a search finds.
"""
