"""Whatever can be set is in the operators' table."""

import re

from tests.architecture.house import ROOT, sources

SETTING = r"VEZI_[A-Z_]+|DATABASE_URL"


def test_every_setting_has_its_line_in_the_operators_table() -> None:
    read = {
        name
        for folder in (ROOT / "vezi", ROOT / "tests")
        for path in sources("*.py", under=folder)
        for name in re.findall(rf"""["']({SETTING})["']""", path.read_text())
    }

    table = set(re.findall(rf"^\| `({SETTING})` \|", (ROOT / "docs" / "operators.md").read_text(), re.MULTILINE))

    assert table == read
