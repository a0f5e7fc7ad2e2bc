"""One at a time: the lock that ledger, index, plain pages, secrets and the service itself share."""

import os
import threading
import time
from pathlib import Path

import pytest

from generator.system.locks import hold_folder, locked


class Taken(Exception):  # noqa: N818 - a stand-in for whatever a caller raises
    pass


def test_a_second_one_waits_until_the_first_is_through(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with locked(tmp_path / ".lock"):
            order.append("second")

    with locked(tmp_path / ".lock"):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_who_does_not_wait_is_told_what_its_caller_says(tmp_path: Path) -> None:
    with locked(tmp_path / ".lock"), pytest.raises(Taken), locked(tmp_path / ".lock", busy=Taken()):
        pytest.fail("two held it")


def test_a_lock_is_free_again_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(Taken), locked(tmp_path / ".lock"):
        raise Taken
    with locked(tmp_path / ".lock", busy=Taken()):
        pass


def test_a_lock_of_secrets_is_read_by_nobody_else(tmp_path: Path) -> None:
    with locked(tmp_path / ".lock", mode=0o600):
        assert (tmp_path / ".lock").stat().st_mode & 0o777 == 0o600


def test_a_held_folder_is_held_by_one_only(tmp_path: Path) -> None:
    held = hold_folder(tmp_path)
    with pytest.raises(BlockingIOError):
        hold_folder(tmp_path)
    os.close(held)
