"""Sign-ins that fail are slowed down, and nobody can lock anybody else out; sessions end."""

from datetime import timedelta
from pathlib import Path

import pytest

from generator.admission import Admission, Role, Sessions
from generator.system.clock import FixedClock
from tests.office_kit import NOON

GOOD = "tiga-perahu-di-teluk"
HERE, THERE = "10.0.0.7", "10.0.0.66"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def access(tmp_path: Path, clock: FixedClock) -> Admission:
    return Admission(tmp_path / "access", clock)


def admitted(access: Admission, clock: FixedClock, name: str, address: str, *, hours: int) -> int:
    """How many attempts somebody gets who tries as often as they are let, for some hours."""
    end, count = clock.moment + timedelta(hours=hours), 0
    while clock.moment < end:
        wait = access.sign_ins.admit(name, address)
        count += wait == 0
        clock.moment += timedelta(seconds=max(wait, 1))
    return count


def test_a_few_slips_cost_nothing(access: Admission) -> None:
    assert [access.sign_ins.admit("ani", HERE) for _ in range(6)] == [0] * 6
    assert access.sign_ins.admit("ani", HERE) > 0


def test_guessing_one_name_from_one_address_gets_few_attempts(
    access: Admission, clock: FixedClock
) -> None:
    assert admitted(access, clock, "ani", THERE, hours=6) < 45


def test_guessing_many_names_from_one_address_is_slowed_down(
    access: Admission, clock: FixedClock
) -> None:
    end, count = clock.moment + timedelta(hours=1), 0
    while clock.moment < end:
        wait = access.sign_ins.admit(f"nama{count}", THERE)
        count += wait == 0
        clock.moment += timedelta(seconds=max(wait, 1))
    assert count < 80


def test_guessing_one_name_from_many_addresses_is_slowed_down(
    access: Admission, clock: FixedClock
) -> None:
    end, count = clock.moment + timedelta(hours=1), 0
    while clock.moment < end:
        wait = access.sign_ins.admit("ani", f"10.1.{count // 250}.{count % 250}")
        count += wait == 0
        clock.moment += timedelta(seconds=max(wait, 1))
    assert count < 110


def test_the_owner_gets_in_from_the_own_browser_whatever_others_do(
    access: Admission,
) -> None:
    assert access.sign_ins.admit("ani", HERE) == 0
    mark = access.sign_ins.succeeded("ani", HERE)
    for number in range(200):
        access.sign_ins.admit("ani", HERE)
        access.sign_ins.admit("ani", f"10.1.0.{number}")
    assert access.sign_ins.admit("ani", HERE) > 0
    assert access.sign_ins.admit("ani", HERE, mark) == 0


def test_a_mark_of_one_user_frees_no_other(access: Admission) -> None:
    access.sign_ins.admit("ani", HERE)
    mark = access.sign_ins.succeeded("ani", HERE)
    for _ in range(7):
        access.sign_ins.admit("budi", HERE)
    assert access.sign_ins.admit("budi", HERE, mark) > 0


def test_a_stranger_who_never_signed_in_here_waits_two_minutes_at_most_for_others(
    access: Admission, clock: FixedClock
) -> None:
    for number in range(120):
        access.sign_ins.admit("ani", f"10.1.0.{number}")
        clock.moment += timedelta(seconds=130)
    assert access.sign_ins.admit("ani", HERE) <= 120


def test_the_right_password_takes_the_count_back(access: Admission) -> None:
    for _ in range(3):
        for _ in range(5):
            assert access.sign_ins.admit("ani", HERE) == 0
        access.sign_ins.succeeded("ani", HERE)


def test_the_count_survives_a_restart_and_is_forgotten_after_half_a_day(
    access: Admission, clock: FixedClock, tmp_path: Path
) -> None:
    for _ in range(7):
        access.sign_ins.admit("ani", HERE)
    fresh = Admission(tmp_path / "access", clock)
    assert fresh.sign_ins.admit("ani", HERE) > 0
    clock.moment += timedelta(hours=13)
    assert fresh.sign_ins.admit("ani", HERE) == 0


def test_no_name_and_no_address_is_kept(access: Admission, tmp_path: Path) -> None:
    access.sign_ins.admit("rahmawati", HERE)
    access.sign_ins.succeeded("rahmawati", HERE)
    access.sign_ins.admit("rahmawati", HERE)
    text = (tmp_path / "access" / "sign-ins.json").read_text()
    assert "rahmawati" not in text
    assert HERE not in text


def test_a_flood_of_names_keeps_the_file_small(access: Admission, tmp_path: Path) -> None:
    for number in range(60):
        access.sign_ins.admit(f"n{number}" * 1000, f"10.2.0.{number}")
    assert (tmp_path / "access" / "sign-ins.json").stat().st_size < 60_000


# -- sessions ------------------------------------------------------------------------------------


@pytest.fixture
def sessions(access: Admission, clock: FixedClock) -> Sessions:
    access.users.add("ani", {Role.PETUGAS}, GOOD)
    return Sessions(access.users, clock, idle=timedelta(minutes=30), longest=timedelta(hours=10))


def begun(access: Admission, sessions: Sessions) -> str:
    user = access.users.find("ani")
    assert user is not None
    return sessions.begin(user)


def test_a_session_ends_after_half_an_hour_of_rest(
    access: Admission, sessions: Sessions, clock: FixedClock
) -> None:
    secret = begun(access, sessions)
    for _ in range(3):
        clock.moment += timedelta(minutes=29)
        assert sessions.user_of(secret)
    clock.moment += timedelta(minutes=31)
    assert sessions.user_of(secret) is None


def test_a_session_in_use_ends_after_ten_hours_all_the_same(
    access: Admission, sessions: Sessions, clock: FixedClock
) -> None:
    secret = begun(access, sessions)
    for _ in range(30):
        clock.moment += timedelta(minutes=20)
        assert sessions.user_of(secret)
    clock.moment += timedelta(minutes=20)
    assert sessions.user_of(secret) is None


def test_signing_out_ends_it_and_nobody_elses(access: Admission, sessions: Sessions) -> None:
    one, other = begun(access, sessions), begun(access, sessions)
    sessions.end(one)
    assert sessions.user_of(one) is None
    assert sessions.user_of(other)


def test_a_new_password_ends_every_session(access: Admission, sessions: Sessions) -> None:
    secret = begun(access, sessions)
    access.users.set_password("ani", "empat-perahu-di-laut")
    assert sessions.user_of(secret) is None


def test_a_new_role_counts_in_an_open_session(access: Admission, sessions: Sessions) -> None:
    secret = begun(access, sessions)
    access.users.set_roles("ani", {Role.ARSIPARIS})
    user = sessions.user_of(secret)
    assert user is not None
    assert user.roles == {Role.ARSIPARIS}


def test_somebody_removed_is_out(access: Admission, sessions: Sessions) -> None:
    secret = begun(access, sessions)
    access.users.remove("ani")
    assert sessions.user_of(secret) is None


def test_the_eleventh_sign_in_ends_the_first(access: Admission, sessions: Sessions) -> None:
    secrets = [begun(access, sessions) for _ in range(11)]
    assert [bool(sessions.user_of(one)) for one in secrets] == [False] + [True] * 10


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "a" * 10_000])
def test_a_made_up_secret_is_nobody(sessions: Sessions, secret: str) -> None:
    assert sessions.user_of(secret) is None


def test_somebody_sees_where_they_are_signed_in_and_nobody_else_does(
    access: Admission, sessions: Sessions, clock: FixedClock
) -> None:
    user = access.users.find("ani")
    assert user is not None
    sessions.begin(user, address=HERE)
    clock.moment += timedelta(minutes=1)
    latest = sessions.begin(user, address=THERE)
    assert [one.address for one in sessions.of("ani")] == [THERE, HERE]
    assert sessions.of("ani")[0].mark == sessions.mark_of(latest)
    assert sessions.of("budi") == []


def test_a_session_is_ended_by_its_mark_and_only_by_its_owner(
    access: Admission, sessions: Sessions
) -> None:
    secret = begun(access, sessions)
    mark = sessions.mark_of(secret)
    sessions.end_marked("budi", mark)
    assert sessions.user_of(secret) is not None
    sessions.end_marked("ani", mark)
    assert sessions.user_of(secret) is None
    assert sessions.mark_of(secret) == ""


def test_a_mark_opens_nothing(access: Admission, sessions: Sessions) -> None:
    assert sessions.user_of(sessions.mark_of(begun(access, sessions))) is None


def test_sessions_that_ended_are_not_listed(
    access: Admission, sessions: Sessions, clock: FixedClock
) -> None:
    begun(access, sessions)
    clock.moment += timedelta(hours=1)
    assert sessions.of("ani") == []
