from vezi.core import status


def test_one_broken_probe_does_not_hide_the_others() -> None:
    def broken() -> dict[str, object]:
        raise ValueError("no index\nmore")

    status.register("broken", broken)
    status.register("whole", lambda: {"documents": 3})
    try:
        answers = status.ask_all()
    finally:
        for name in ("broken", "whole"):
            del status._probes[name]

    assert answers["broken"] == {"error": "ValueError: no index"}
    assert answers["whole"] == {"documents": 3}
