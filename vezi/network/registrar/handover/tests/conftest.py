"""The registrar's club, officer and browser."""

from vezi.network.registrar.tests.conftest import club, grace, office  # noqa: F401
