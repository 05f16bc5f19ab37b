"""A line to the house that can be cut, as a network is: a browser's own switch lets a page that is loaded anew through."""

import socket
import threading
from contextlib import suppress


class Line:
    """Carries bytes between a port of its own and the house's; loopback only."""

    def __init__(self, port: int) -> None:
        self._house = ("127.0.0.1", port)
        self._ends: set[socket.socket] = set()
        self._listening = self._listen(0)
        self.port: int = self._listening.getsockname()[1]

    def cut(self) -> None:
        """Nobody is listened to any more, and whoever was being spoken to is left in the middle of a word."""
        self._listening.shutdown(socket.SHUT_RDWR)  # to close it alone would not wake who waits at it
        self._listening.close()
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._listening = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._answer, args=(listening,), daemon=True).start()
        return listening

    def _answer(self, listening: socket.socket) -> None:
        while True:
            try:
                guest, _ = listening.accept()
            except OSError:
                return
            try:
                house = socket.create_connection(self._house)
            except OSError:
                guest.close()
                continue
            for one, other in ((guest, house), (house, guest)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        self._ends.add(one)
        with suppress(OSError):
            while said := one.recv(65_536):
                other.sendall(said)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.discard(one)
        one.close()
