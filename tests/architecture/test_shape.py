"""Sizes and templates: what a reader of the code may rely on."""

import ast
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.house import CODE, ROOT, functions, own_apps, sources

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_LINE_OF_A_TEMPLATE = 60, 500, 300
BLURRED = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common", "handler", "handlers"}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sources("*.py")
        for function in functions(ast.parse(path.read_text()))
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    files = [
        *sources("*.py"),
        *sources("*.html"),
        *sources("*.js"),
        *sources("*.css"),
        *sources("*.py", under=ROOT / "tests"),
    ]

    assert [str(path.relative_to(ROOT)) for path in files if len(path.read_text().splitlines()) > LONGEST_FILE] == []


def test_templates_can_be_read_line_by_line() -> None:
    """Sentences to be translated stand in one line, however long they are."""
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(re.sub(r"{% (translate|blocktranslate) .*?%}", "", line)) > LONGEST_LINE_OF_A_TEMPLATE
    ]

    assert long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in sources("*.py") if path.stem in BLURRED] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a style attribute", r"\sstyle\s*="),
        ("an inline script", r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)"),
        ("an event attribute", r"\son[a-z]+\s*="),
        ("htmx code in an attribute", r"\bhx-on\b|['\"]js:"),
    ],
)
def test_no_template_carries_what_the_content_security_policy_forbids(what: str, pattern: str) -> None:
    pages = [path for path in sources("*.html") if "/mail/" not in str(path)]

    assert [str(path.relative_to(ROOT)) for path in pages if re.search(pattern, markup(path))] == [], what


def markup(path: Path) -> str:
    """A template without its tags, whose parameters are no attributes."""
    return re.sub(r"{%.*?%}", "", path.read_text(), flags=re.DOTALL)


def test_templates_lean_only_on_their_own_area_and_on_core() -> None:
    """{% include %} and {% extends %} name a file of the same area or of core."""
    reaching_out = []
    for app in own_apps():
        folder = CODE.joinpath(*app.name.split(".")[1:], "templates")
        for page in folder.rglob("*.html"):
            for named in re.findall(r"{%-?\s*(?:include|extends)\s+[\"']([^\"'#]+)", page.read_text()):
                origin = str(get_template(named).origin)
                if not origin.startswith((str(folder), str(CODE / "core"))):
                    reaching_out.append(f"{page.relative_to(ROOT)}: {named}")

    assert reaching_out == []
