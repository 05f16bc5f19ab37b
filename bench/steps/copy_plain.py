"""The floor of an import: PostgreSQL's own COPY of the same file into one table of texts, a few times."""

import csv
import time
from pathlib import Path
from typing import Any

from django.db import connection

BLOCK = 1 << 20
TIMES = 3


def run(file: str) -> dict[str, Any]:
    before = time.process_time()
    seconds = [copied(Path(file)) for _ in range(TIMES)]
    return {"seconds": seconds, "cpu": time.process_time() - before}


def copied(path: Path) -> float:
    with path.open(encoding="utf-8", newline="") as opened:
        width = len(next(csv.reader(opened)))
    columns = ", ".join(f"c{number} text" for number in range(width))
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"create table bench_plain ({columns})")
        with path.open("rb") as opened, cursor.copy("copy bench_plain from stdin (format csv, header)") as copy:
            while block := opened.read(BLOCK):
                copy.write(block)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("drop table bench_plain")
    return seconds
