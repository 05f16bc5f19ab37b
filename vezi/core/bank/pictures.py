"""Orders as pictures that banks' programs on a phone read."""

from functools import lru_cache

import segno

from vezi.core.bank import orders
from vezi.core.bank.orders import Order


def epc(order: Order) -> segno.QRCode:
    """Corrected by M, at most version 13, in UTF-8 (EPC069-12). Raises orders.CannotBeDrawn."""
    return segno.make_qr(orders.epc(order), error="m", encoding="utf-8", mode="byte", boost_error=False)


def upn(order: Order) -> segno.QRCode:
    """Always version 15, corrected by M, Latin-2 as its ECI says (UPN QR). Raises orders.CannotBeDrawn."""
    return segno.make_qr(
        orders.upn(order), version=15, error="m", encoding="iso-8859-2", mode="byte", eci=True, boost_error=False
    )


@lru_cache(maxsize=1000)  # drawing one takes longer than the rest of the page it stands on
def epc_address(order: Order) -> str:
    """The picture in an address of its own. Raises orders.CannotBeDrawn."""
    return _address(epc(order), scale=4)


@lru_cache(maxsize=1000)
def upn_address(order: Order) -> str:
    """The same of the other one."""
    return _address(upn(order), scale=3)


def _address(code: segno.QRCode, *, scale: int) -> str:
    return str(code.svg_data_uri(scale=scale, border=4, dark="#000", light="#fff"))
