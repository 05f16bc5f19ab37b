"""How fast a registrar's file is read, beside the floor: Python's own csv over the same file.

python -m bench.reading [ROWS]
"""

import csv
import datetime
import random
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from vezi.network.registrar.reading import Reading, open_sheet, propose

HEADER = (
    "Vpisna številka;Priimek;Ime;Datum rojstva;E-pošta;Telefon;Ulica;Poštna številka;Kraj;Država;Študijski program;"
    "Stopnja;Način študija;Leto diplome;Delodajalec;Opombe\r\n"
)
SYLLABLES = [a + b for a in "bčdgjklmnprsštvzž" for b in "aeiou"]


def write_file(path: Path, rows: int) -> None:
    chance = random.Random(5)
    names = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))).capitalize() for _ in range(12_000)]
    programmes = [f"Program {name}" for name in names[:400]]
    first_day = datetime.date(1940, 1, 1)
    with path.open("w", encoding="cp1250", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, delimiter=";")
        for n in range(rows):
            born = first_day + datetime.timedelta(days=chance.randrange(21_000))
            writer.writerow(
                [
                    *(
                        63_000_000 + n,
                        chance.choice(names),
                        chance.choice(names),
                        f"{born.day}. {born.month}. {born.year}",
                    ),
                    f"oseba{n}@example.si" if n % 3 else "",
                    f"0{chance.choice([31, 40, 41, 51])} {chance.randrange(200, 999)} {chance.randrange(100, 999)}"
                    if n % 2
                    else "",
                    *(f"Cesta {chance.randrange(200)}", chance.randrange(1000, 9999), chance.choice(names[:200])),
                    *(
                        chance.choice(["Slovenija", "Hrvaška", "Avstrija", "ZDA"]),
                        chance.choice(programmes),
                        "univ. dipl.",
                    ),
                    *(chance.choice(["redni", "izredni"]), born.year + 24, chance.choice(names[:3000]), ""),
                ]
            )


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 320_000
    today = datetime.date(2024, 6, 8)
    marks: list[tuple[str, float, float]] = [("", time.perf_counter(), time.process_time())]

    def mark(name: str) -> None:
        marks.append((name, time.perf_counter(), time.process_time()))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registrar.csv"
        write_file(path, rows)
        mark("")
        with path.open(encoding="cp1250", newline="") as file:
            floor_rows = sum(1 for _ in csv.reader(file, delimiter=";")) - 1
        mark("floor: csv alone")
        sheet = open_sheet(path)
        mark("opened, whole file surveyed")
        mapping = propose(sheet, today=today).mapping
        mark("columns proposed")
        before = megabytes()
        read = sum(not row.is_rejected for row in Reading(sheet, mapping, today=today))
        mark("mapped, normalised, checked")
        if not read == floor_rows == rows:
            raise SystemExit(f"read {read} rows, the floor {floor_rows}, of {rows}")
        print(f"{rows} rows, 16 columns, {path.stat().st_size / 1e6:.0f} MB; memory {before} -> {megabytes()} MB")
    for (_, began, cpu_began), (name, ended, cpu_ended) in pairwise(marks):
        if name:
            taken = ended - began
            print(f"{name:28} {taken:6.2f} s ({cpu_ended - cpu_began:5.2f} s of CPU) {rows / taken:10.0f} rows/s")


if __name__ == "__main__":
    main()
