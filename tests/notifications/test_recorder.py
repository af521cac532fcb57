from notifications.recorder import Recorded, Recorder
from uprcycle.store.ports import Outcome, Receipt


def test_the_recorder_keeps_what_would_have_gone_out() -> None:
    recorder = Recorder()
    receipts = [recorder.send(f"{count}".encode(), "ann@example.org") for count in range(2)]

    assert receipts == [Receipt(Outcome.SENT, "recorded")] * 2
    assert recorder.recorded == (Recorded("ann@example.org", b"0"), Recorded("ann@example.org", b"1"))


def test_only_the_latest_are_kept_and_all_are_counted() -> None:
    recorder = Recorder(kept=1)
    for count in range(3):
        recorder.send(f"{count}".encode(), "ann@example.org")

    assert (recorder.count, [each.payload for each in recorder.recorded]) == (3, [b"2"])
