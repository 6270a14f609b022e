"""Telephone numbers: shown as somebody stated them, dialled without what only the eye needs."""

import unicodedata

DIALLED = "0123456789*#"


def dialled(stated: str) -> str:
    """'+51 (1) 419-7260, ask for Rosa' as a telephone takes it: '+5114197260'. Digits of all scripts are
    read; what follows the first letter, comma or slash is not part of the number."""
    found = ""
    for sign in stated.strip():
        digit = str(unicodedata.decimal(sign, sign))
        if digit in DIALLED or (digit == "+" and not found):
            found += digit
        elif found and (sign.isalpha() or sign in ",;/،؛"):
            break
    return found
