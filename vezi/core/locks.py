"""Locks of the kernel: they say who is there, and end with the program however that ends."""

import fcntl


def try_lock(descriptor: int) -> bool:
    """Hold the file alone, if nobody holds it; at once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
