"""So many frames a second, with a burst."""

from __future__ import annotations

import pytest

from chatcore.live import rate
from chatcore.live.rate import TokenBucket


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

        def monotonic(self) -> float:
            return self.now

    stopped = Clock()
    monkeypatch.setattr(rate, "time", stopped)
    return stopped


def test_a_burst_passes_and_no_more(clock):
    bucket = TokenBucket(per_second=5, burst=3)
    assert [bucket.take() for _ in range(5)] == [True, True, True, False, False]


def test_it_refills_with_time_up_to_the_burst(clock):
    bucket = TokenBucket(per_second=5, burst=3)
    for _ in range(3):
        bucket.take()
    clock.now += 0.2
    assert [bucket.take(), bucket.take()] == [True, False]
    clock.now += 3600
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_asking_in_vain_does_not_put_the_refill_off(clock):
    bucket = TokenBucket(per_second=1, burst=1)
    bucket.take()
    taken = 0
    for _ in range(100):
        clock.now += 0.1
        taken += bucket.take()
    assert 9 <= taken <= 10
