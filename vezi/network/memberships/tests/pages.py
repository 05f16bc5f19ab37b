"""Looking at pages."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vezi.core.tests.drawing import in_one_line

OFFICE = "/c/economics/office/"


def text(client: Client, address: str) -> str:
    """The page in one line, as a browser takes white space."""
    page = client.get(address)
    assert page.status_code == 200
    return in_one_line(page.content.decode())


def cost(client: Client, address: str) -> int:
    """In queries, once the page was asked for before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
