"""Background work belongs to the deed that asks for it."""

import ast

from tests.architecture.house import CODE, ROOT, sources

JOBS = CODE / "core/jobs.py"


def test_jobs_are_asked_for_within_the_transaction_alone() -> None:
    """Procrastinate's `defer` takes names, a query's only places; inside a worker it commits at once."""
    past_it = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("*.py")
        if path != JOBS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in {"configure_task", "defer_async", "batch_defer"}
        or (node.func.attr == "defer" and node.keywords)
    ]

    assert past_it == []
