"""Amounts of money as people read them."""

from shopcare.domain.money import Fen, yuan_text


def money_text(amount: Fen) -> str:
    """Write an amount: ``¥1,280.00``, ``-¥5.00``."""
    text = yuan_text(amount)
    return f"-¥{text[1:]}" if text.startswith("-") else f"¥{text}"
