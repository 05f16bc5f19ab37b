from vezi.network.registrar.tests.conftest import club, grace, office

__all__ = ["club", "grace", "office"]
