"""The house as the tests see it: its areas in their order, its own source files."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "vezi"


def sources(pattern: str, *, under: Path = CODE) -> list[Path]:
    """Files we wrote: no migrations, nothing that a build made."""
    left_out = {"migrations", "build", "node_modules", "__pycache__"}
    return [path for path in sorted(under.rglob(pattern)) if not left_out & set(path.relative_to(ROOT).parts)]


def own_apps() -> Iterator[AppConfig]:
    return (app for app in apps.get_app_configs() if app.name.startswith("vezi."))


@cache
def floors() -> dict[str, int]:
    """Area -> its height, from the contracts in pyproject.toml: an area may only lean on what is lower."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    contracts = {contract["containers"][0]: contract["layers"] for contract in settings if contract["type"] == "layers"}
    heights: dict[str, int] = {}
    for layer in reversed(contracts["vezi"]):
        if layer == "network":
            for inner in reversed(contracts["vezi.network"]):
                height = len(heights) + 1
                heights |= {f"vezi.network.{area.strip('() ')}": height for area in inner.split("|")}
        else:
            heights[f"vezi.{layer.strip('()')}"] = len(heights) + 1
    return heights


def floor_of(module: str) -> int:
    """The height of the area a module belongs to. Raises KeyError for a module of no area."""
    return next(height for area, height in floors().items() if module == area or module.startswith(f"{area}."))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
