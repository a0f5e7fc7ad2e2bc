"""Users and programs: how they are kept, who may be removed, and that no secret stands in a file."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.admission import Admission, PasswordsBusyError, Right, Role, passwords
from generator.office.office import Office
from generator.service.doctor import Check, examine
from generator.system.clock import FixedClock
from generator.vocabulary.problems import ConfigurationError, UsageError
from tests.office_kit import NOON

GOOD = "tiga-perahu-di-teluk"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "access"


@pytest.fixture
def access(folder: Path) -> Admission:
    return Admission(folder, FixedClock(NOON))


def test_a_user_signs_in_with_the_password_and_with_no_other(access: Admission) -> None:
    access.users.add("Rahmawati", {Role.PETUGAS}, GOOD)
    user = access.users.signed_in("RAHMAWATI ", GOOD)
    assert user is not None
    assert (user.name, user.roles) == ("rahmawati", frozenset({Role.PETUGAS}))
    assert access.users.signed_in("rahmawati", GOOD + "x") is None
    assert access.users.signed_in("lain", GOOD) is None


def test_passwords_are_kept_as_argon2id_in_a_file_for_the_service_alone(
    access: Admission, folder: Path
) -> None:
    access.users.add("rahmawati", {Role.ADMIN}, GOOD)
    path = folder / "users.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert GOOD not in path.read_text()
    assert json.loads(path.read_text())["users"][0]["password"].startswith("$argon2id$")


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "pendek",
        "a" * 30,
        "rahmawati2026",
        "Password123456",
        "1234567890",
        "dinassosial1",
        "x1" * 200,
        "ababababab",
    ],
)
def test_what_is_guessed_first_is_no_password(access: Admission, weak: str) -> None:
    with pytest.raises(UsageError, match="S023"):
        access.users.add("rahmawati", {Role.PETUGAS}, weak)
    assert access.users.all() == ()


@pytest.mark.parametrize(
    "common",
    [
        "qwertyuiop12",
        "iloveyou123456",
        "dragonball1",
        "liverpool1892",
        "P@ssw0rd2026",
        "Tarakan2026!",
        "indonesia2026",
        "Rahm4wati2026",
        "superman1978",
    ],
)
def test_a_password_of_the_common_lists_is_refused_dressed_up_or_not(
    access: Admission, common: str
) -> None:
    with pytest.raises(UsageError, match="mudah ditebak"):
        access.users.add("rahmawati", {Role.PETUGAS}, common)


@pytest.mark.parametrize("name", ["layanan", "Petugas-Setempat", "perintah", "program", "pmbs"])
def test_a_name_by_which_the_ledger_means_no_person_is_reserved(
    access: Admission, name: str
) -> None:
    with pytest.raises(UsageError, match="S029"):
        access.users.add(name, {Role.ADMIN}, GOOD)
    assert access.users.all() == ()


def test_a_password_that_was_handed_over_is_replaced_by_another_one(access: Admission) -> None:
    access.users.add("rahmawati", {Role.PETUGAS}, GOOD, is_first=True)
    with pytest.raises(UsageError, match="sama dengan yang lama"):
        access.users.set_password("rahmawati", GOOD)
    access.users.set_password("rahmawati", "lima-nelayan-di-dermaga")
    user = access.users.find("rahmawati")
    assert user is not None
    assert not user.is_first


@pytest.mark.parametrize("name", ["", "a b", "../x", "Ü", "-x", "n" * 33, "a\nb", "<b>"])
def test_a_name_that_could_be_anything_else_is_refused(access: Admission, name: str) -> None:
    with pytest.raises(UsageError, match="S024"):
        access.users.add(name, {Role.PETUGAS}, GOOD)
    with pytest.raises(UsageError, match="S024"):
        access.tokens.add(name, frozenset(Right))


def test_a_name_is_given_once(access: Admission) -> None:
    access.users.add("rahmawati", {Role.PETUGAS}, GOOD)
    with pytest.raises(UsageError, match="S021"):
        access.users.add("Rahmawati", {Role.ADMIN}, GOOD)


def test_the_last_admin_among_others_stays(access: Admission) -> None:
    access.users.add("kepala", {Role.ADMIN}, GOOD)
    access.users.add("rahmawati", {Role.PETUGAS}, GOOD)
    with pytest.raises(UsageError, match="S025"):
        access.users.remove("kepala")
    with pytest.raises(UsageError, match="S025"):
        access.users.set_roles("kepala", {Role.PETUGAS})
    access.users.set_roles("rahmawati", {Role.ADMIN})
    access.users.remove("kepala")
    assert [one.name for one in access.users.all()] == ["rahmawati"]


def test_who_is_not_there_cannot_be_changed(access: Admission) -> None:
    with pytest.raises(UsageError, match="S022"):
        access.users.remove("siapa")
    with pytest.raises(UsageError, match="S022"):
        access.users.set_password("siapa", GOOD)
    with pytest.raises(UsageError, match="S022"):
        access.users.set_roles("siapa", {Role.ADMIN})
    with pytest.raises(UsageError, match="S022"):
        access.tokens.remove("siapa")


def test_a_change_by_another_process_counts_at_once(access: Admission, folder: Path) -> None:
    access.users.add("rahmawati", {Role.PETUGAS}, GOOD)
    other = Admission(folder, FixedClock(NOON))
    other.users.set_roles("rahmawati", {Role.ADMIN})
    found = access.users.find("rahmawati")
    assert found is not None
    assert found.roles == {Role.ADMIN}
    other.users.remove("rahmawati")
    assert access.users.find("rahmawati") is None


@pytest.mark.parametrize("broken", [b"", b"{", b'{"users": [{"name": "x"}]}', b"\xff\xfe"])
def test_a_broken_file_lets_nobody_in_and_is_not_overwritten(
    access: Admission, folder: Path, broken: bytes
) -> None:
    access.users.add("rahmawati", {Role.ADMIN}, GOOD)
    (folder / "users.json").write_bytes(broken)
    with pytest.raises(ConfigurationError, match="S026"):
        access.users.signed_in("rahmawati", GOOD)
    with pytest.raises(ConfigurationError, match="S026"):
        access.users.add("lain", {Role.ADMIN}, GOOD)
    assert (folder / "users.json").read_bytes() == broken


def test_composed_letters_fit_however_the_keyboard_writes_them(access: Admission) -> None:
    access.users.add("rahmawati", {Role.PETUGAS}, "kafe\u0301 di ujung jalan")
    assert access.users.signed_in("rahmawati", "kaf\u00e9 di ujung jalan")


def test_only_two_passwords_are_looked_at_at_once(
    access: Admission, monkeypatch: pytest.MonkeyPatch
) -> None:
    access.users.add("rahmawati", {Role.PETUGAS}, GOOD)
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.01)
    for _ in range(passwords.AT_ONCE):
        assert passwords._slots.acquire(blocking=False)
    try:
        with pytest.raises(PasswordsBusyError):
            access.users.signed_in("rahmawati", GOOD)
    finally:
        for _ in range(passwords.AT_ONCE):
            passwords._slots.release()


def test_a_token_is_told_once_and_kept_as_a_digest(access: Admission, folder: Path) -> None:
    secret = access.tokens.add("e-office", frozenset({Right.SUBMIT}))
    assert len(secret) > 40
    assert secret not in (folder / "tokens.json").read_text()
    assert stat.S_IMODE((folder / "tokens.json").stat().st_mode) == 0o600
    found = access.tokens.find(secret)
    assert found is not None
    assert (found.name, sorted(found.rights)) == ("e-office", [Right.SUBMIT])


@pytest.mark.parametrize("secret", ["", "pmbs_", "pmbs_x", "x", "\ud800", "pmbs_" + "a" * 500])
def test_no_other_token_fits(access: Admission, secret: str) -> None:
    access.tokens.add("e-office", frozenset(Right))
    assert access.tokens.find(secret) is None


def test_a_token_taken_back_is_out(access: Admission) -> None:
    secret = access.tokens.add("e-office", frozenset(Right))
    access.tokens.remove("e-office")
    assert access.tokens.find(secret) is None


def test_the_doctor_sees_a_file_that_others_can_read(office: Office) -> None:
    def found() -> Check:
        return next(one for one in examine(office) if one.name == "access")

    office.access.users.add("ani", {Role.ADMIN}, GOOD)
    assert found().detail == "1 pengguna, 0 program"
    (office.folder / "access" / "users.json").chmod(0o640)
    problem = found().problem
    assert problem is not None
    assert problem.code == "S028"


def test_what_the_office_itself_uses_to_hash_is_as_strong_as_argon2_recommends() -> None:
    """Asked of a process of its own: the tests of this one have it done with the least work."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from generator.admission import passwords; print(passwords._nobody())",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    ).stdout
    kind, _version, costs = told.split("$")[1:4]
    cost = dict(part.split("=") for part in costs.split(","))
    assert kind == "argon2id"
    assert int(cost["m"]) >= 64 * 1024
    assert int(cost["t"]) >= 3
