"""Keeps the key of a shop file in the operating system's own keychain, where there is one."""

from typing import Final

_SERVICE: Final = "ShopCare"
_TRUSTED: Final = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
"""Those that the user's own log-in unlocks; others keep secrets in a file that anybody can read."""


def keep(name: str, secret: bytes) -> str:
    """Keep a secret; give why it cannot be kept, empty where it is.

    Args:
        name: what it is found by.
        secret: the secret.
    """
    import keyring

    if not _is_trusted():
        return "no keychain"
    try:
        keyring.set_password(_SERVICE, name, secret.hex())
        return "" if kept(name) == secret else "not kept"
    except Exception as error:  # whatever the system's own service raises
        return str(error) or type(error).__name__


def kept(name: str) -> bytes | None:
    """Give a secret that is kept; None where there is none, or the store refuses."""
    try:
        import keyring

        said = keyring.get_password(_SERVICE, name) if _is_trusted() else None
        return bytes.fromhex(said) if said is not None else None
    except Exception:  # whatever the system's own service raises: the passphrase is asked for
        return None


def forget(name: str) -> None:
    """Forget a secret, if it is kept."""
    try:
        import keyring

        if _is_trusted():
            keyring.delete_password(_SERVICE, name)
    except Exception:  # there is none, or no store any more
        return


def _is_trusted() -> bool:
    """Say whether secrets would be kept by the operating system."""
    import keyring

    chosen = keyring.get_keyring()
    backends = getattr(chosen, "backends", None) or [chosen]  # one that asks several in turn
    return str(type(backends[0]).__module__).startswith(_TRUSTED)
