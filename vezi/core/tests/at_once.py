"""Several deeds at the same moment, each in a thread and a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connections

from vezi.core.errors import Refused


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each answered, or the refusal it met, in the order given. Raises what else went wrong."""
    gate, answers, failed = threading.Barrier(len(deeds)), [None] * len(deeds), list[BaseException]()

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=10)
            answers[place] = deed()
        except Refused as refused:
            answers[place] = refused
        except BaseException as wrong:
            failed.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=found) for found in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return answers


def refusals(*deeds: Callable[[], object]) -> list[str]:
    """All at once; the name of what each was refused with, empty where it was not."""
    return [type(answer).__name__ if isinstance(answer, Refused) else "" for answer in at_once(*deeds)]
