"""How sure is sure: probabilities from which a pair is applied, and from which somebody looks at it."""

MATCH, REVIEW = "match", "review"
SURE, WORTH_A_LOOK = 0.6, 0.05
SUREST = 60.0  # bits, of which a probability can tell no more


def probability(bits: float) -> float:
    return 1 / (1 + 2.0 ** -min(bits, SUREST)) if bits > -1000 else 0.0


def band(probability: float) -> str:
    """MATCH, REVIEW, or empty for strangers."""
    return MATCH if probability >= SURE else REVIEW if probability >= WORTH_A_LOOK else ""
