"""Files of others that may lie beside the checkout; they are no part of the project."""

from pathlib import Path


def data_beside(name: str) -> Path | None:
    folders = (folder / "shared" / "data" / name for folder in Path(__file__).resolve().parents)
    return next((found for found in folders if found.exists()), None)
