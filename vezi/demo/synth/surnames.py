"""What becomes of a surname at marriage."""

from vezi.demo.synth.dice import Dice

CHANGING = {
    "sl", "sl-south", "sh", "de", "at", "fr", "gb", "ie", "us", "cs", "sk", "hu", "pl", "ro", "bg", "ru", "uk", "mk",
    "sv", "no", "da", "fi", "nl", "tr", "ja", "in", "ng", "ke", "za", "baltic", "el",
}  # fmt: skip
ALREADY_LONG = 22


def after_marriage(dice: Dice, own: str, other: str, luck: float) -> str:
    """Under .14 of luck both names, with or without a hyphen; above it the other's."""
    if luck >= 0.14 or own == other or len(own) + len(other) > ALREADY_LONG or " " in own + other or "-" in own + other:
        return other
    return f"{own}-{other}" if dice.chance(0.45) else f"{own} {other}"
