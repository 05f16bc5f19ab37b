"""Foreign keys of rows written by the hundred thousand: checked once for all of them instead of once for each row.

PostgreSQL looks up every reference of every row by itself; in a first import that is half of the database's work. Here
the rows are written without, and then looked at as a set, in the same transaction: what is not there ends the import,
what is there is locked against being deleted, as PostgreSQL would have done. Whether that may be done is for the
database to say (only a superuser may, as in the embedded server); where not, rows are checked one by one as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from vezi.network.registrar.importing.runs import Run

# Triggers of others that would not be asked meanwhile; those that are enabled always are.
MAY = """
select current_setting('is_superuser') = 'on' and not exists (
    select from pg_trigger t
    where t.tgrelid = any(%(tables)s::regclass[]) and not t.tgisinternal and t.tgenabled in ('O', 'R')
        and t.tgtype & 20 <> 0  -- on insert, on update
)
"""
REFERENCES = """
select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, r.attname
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_attribute r on r.attrelid = c.confrelid and r.attnum = c.confkey[1]
where c.contype = 'f' and cardinality(c.conkey) = 1 and c.conrelid = any(%(tables)s::regclass[])
order by 1, 2
"""
STRANGERS = """
select count(*) from {table} t
where t.{mine} = %(import)s and t.{column} is not null and not exists (select from {to} r where r.{key} = t.{column})
"""
# The few that many refer to, a club or a programme, are locked; so nobody can take them away before we are done.
LOCKED = """
select count(*) from (
    select from {to} r where r.{key} in (select distinct t.{column} from {table} t where t.{mine} = %(import)s)
    order by r.{key} for key share
) r
"""


@contextmanager
def checked_once(run: Run, tables: dict[str, str], *, own: frozenset[str]) -> Iterator[None]:
    """`tables` says for each table written to the column that holds the import's number; of `own` tables the rows
    referred to are this transaction's or locked by it. Raises IntegrityError at the end of the block."""
    if not run.asks(MAY, tables=list(tables))[0][0]:
        yield
        return
    run.does("set local session_replication_role = replica")
    yield
    run.does("set local session_replication_role = origin")
    for table, column, to, key in run.asks(REFERENCES, tables=list(tables)):
        parts = {"table": table, "column": column, "to": to, "key": key, "mine": tables[table]}
        if to not in own:
            run.asks(LOCKED.format(**parts))
        if run.counts(STRANGERS.format(**parts)):
            raise IntegrityError(f"{table}.{column} refers to what is not in {to}")
