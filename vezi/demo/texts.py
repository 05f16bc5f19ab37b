"""Texts as one writes them down."""


def paragraphs(text: str) -> str:
    """Lines joined to paragraphs; an empty line parts them."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
