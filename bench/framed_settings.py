"""The house's settings, with one page more: bench/framed.py."""

from vezi.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.framed"
