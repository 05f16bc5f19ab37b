"""Every address is tried by everybody who might try it, or is listed as public."""

from django.urls import URLPattern, URLResolver, get_resolver


def addresses() -> list[tuple[str, URLPattern]]:
    """All addresses of the house: (name with namespace, pattern)."""
    found: list[tuple[str, URLPattern]] = []

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> None:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, entry.namespace or namespace)
            else:
                found.append((":".join(part for part in (namespace, entry.name or "") if part), entry))

    walk(get_resolver().url_patterns, "")
    return found


def test_every_address_has_a_name() -> None:
    assert [str(pattern.pattern) for name, pattern in addresses() if not name or name.endswith(":")] == []
