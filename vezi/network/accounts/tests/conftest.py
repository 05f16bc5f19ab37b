import pytest


@pytest.fixture(autouse=True)
def _without_the_areas_above(settings) -> None:
    """Accounts stand below clubs and memberships: their pages are not needed to come in."""
    settings.LOGIN_REDIRECT_URL = settings.LOGOUT_REDIRECT_URL = "accounts:settings"
