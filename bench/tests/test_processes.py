import os
import subprocess
import sys

from bench.processes import cpu_seconds, peak_memory, watching_children

HOLDS_50_MB = "held = bytearray(50_000_000); import time; time.sleep(0.5)"


def test_a_peak_remembers_what_was_given_back():
    held = bytearray(30_000_000)
    held[::4096] = b"x" * len(held[::4096])
    del held

    assert peak_memory() > 30_000_000


def test_the_time_of_children_that_ended_counts():
    before = cpu_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", "sum(range(20_000_000))"], check=True)

    assert cpu_seconds(os.getpid()) - before > 0.1


def test_the_largest_child_is_seen_while_it_lives():
    with watching_children(os.getpid(), every=0.02) as seen:
        subprocess.run([sys.executable, "-c", HOLDS_50_MB], check=True)

    assert seen.most > 50_000_000
