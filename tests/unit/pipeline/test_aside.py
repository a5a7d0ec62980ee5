"""Work in a second process gives what it gives in this one."""

from __future__ import annotations

import os
import sys
import time

import pytest

from kg.pipeline.aside import beside, forked


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


def test_two_processes_work_at_one_time() -> None:
    begun = beside(2)(os.getpid)

    assert begun() != os.getpid()


def test_one_process_does_all_itself() -> None:
    begun = beside(1)(os.getpid)

    assert begun() == os.getpid()


@pytest.mark.parametrize("status", [1, 9])
def test_what_a_process_that_died_left_is_done_here(status: int) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(status)
        return "done"

    assert beside(2)(work)() == "done"


def test_an_error_is_raised_where_the_answer_is_asked_for() -> None:
    def work() -> None:
        raise ValueError("so")

    begun = beside(2)(work)

    with pytest.raises(ValueError, match="so"):
        begun()


def test_files_that_are_open_stay_with_the_first_process() -> None:
    with open(os.devnull, "rb") as stream:  # noqa: PTH123
        begun = beside(2)(lambda: os.path.exists(f"/proc/self/fd/{stream.fileno()}"))  # noqa: PTH110

        assert begun() is False


def test_who_takes_too_long_is_not_waited_for() -> None:
    begun = forked(lambda: time.sleep(60), lambda: None, 0.05)
    started = time.monotonic()

    begun()

    assert time.monotonic() - started < 30


def test_another_way_is_taken_when_a_process_dies() -> None:
    begun = forked(lambda: str(os._exit(9)), lambda: "otherwise")

    assert begun() == "otherwise"
