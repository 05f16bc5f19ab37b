"""From a registrar's file to records and back.

    preview.read      file → source rows → who is who → what would change
    applying.apply    what was decided → people and their values
    undoing.undo      and back

Each runs in one transaction of its own and works on sets: rows are copied in, all the rest is SQL over temporary
tables (`staging`). A process killed at any moment leaves what was there before, and the work is begun anew.
"""
