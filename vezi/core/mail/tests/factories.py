"""Letters for tests."""

from datetime import UTC, datetime
from itertools import count

from vezi.core.mail.gate import SERVICE, Letter

_numbers = count(1)
NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)


def make_letter(**facts) -> Letter:
    """A service letter in the house's plain form."""
    number = next(_numbers)
    wanted = {
        "key": f"letter:{number}",
        "kind": "core.test",
        "purpose": SERVICE,
        "to": f"someone{number}@example.org",
        "to_name": "Žiga Čuček",
        "language": "en",
        "template": "core/mail/note",
        "context": {"headline": "A word with you", "paragraphs": ["Dear Žiga,", "all is well."], "why": "A test."},
    }
    wanted["context"] = {**wanted["context"], **facts.pop("context", {})}
    return Letter(**(wanted | facts))
