"""The house's settings, with one page more: bench/framed.py."""

from vezi.config.settings import *  # noqa: F403 - the whole of them, as Django reads settings

ROOT_URLCONF = "bench.framed"
