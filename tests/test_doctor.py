"""What the doctor finds around an office: each fault with its path and what mends it, and never a traceback."""

import json
import os
import shutil
import socket
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from generator.office.office import Office
from generator.service import doctor, doctor_folders, handling
from generator.service.doctor import Check, examine
from generator.system.clock import FixedClock
from tests.office_kit import NOON, drop, form, make_office_folder, open_office

# They start programs, and are tried elsewhere.
ELSEWHERE = ("_fonts", "_libreoffice", "_sandbox", "_recognition")


@pytest.fixture(autouse=True)
def _without_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ELSEWHERE:
        monkeypatch.setattr(doctor, name, lambda _office: "baik")
    monkeypatch.setattr(doctor_folders, "_samba_shares", dict)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path / "kantor")


def found(office: Office) -> dict[str, list[str]]:
    """The codes of what is not well, by the name of its check."""
    told: dict[str, list[str]] = {}
    for one in examine(office):
        if one.problem:
            told.setdefault(one.name, []).append(one.problem.code)
    return told


def check(office: Office, name: str) -> Check:
    return next(one for one in examine(office) if one.name == name)


def set_up(folder: Path, table: str, **settings: object) -> Office:
    """The office with other settings in a table of pmbs.toml."""
    config = folder / "pmbs.toml"
    head, sep, rest = config.read_text(encoding="utf-8").partition(f"[{table}]\n")
    kept = [line for line in rest.splitlines() if line.split(" =")[0] not in settings]
    added = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    config.write_text(head + sep + "\n".join((*added, *kept, "")), encoding="utf-8")
    return open_office(folder)


def test_a_new_office_is_well(office: Office) -> None:
    assert found(office) == {}


class TestFolders:
    @pytest.mark.parametrize(
        "name", ["inbox/ditolak", "inbox/selesai", "konsep", "templates", "archive"]
    )
    def test_one_of_somebody_else(self, office: Office, name: str) -> None:
        place = office.folder / name
        place.mkdir(exist_ok=True)
        # The archive's owner is the measure of all.
        owner = office.archive.root.stat().st_uid
        other = place if name != "archive" else office.inbox.folder
        os.chown(other, owner + 4242, -1)
        said = [one.problem for one in examine(office) if one.name == "folders" and one.problem]
        assert [one.code for one in said] == ["D007"]
        assert str(other) in said[0].message
        assert f"chown -R --reference=archive {other}" in str(said[0])

    def test_one_that_is_a_file(self, office: Office) -> None:
        place = office.inbox.folder / "ditolak"
        place.rmdir()
        place.write_text("x")
        assert found(office)["folders"] == ["D009"]

    def test_one_that_may_not_be_written(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        refused = office.inbox.folder / "tertahan"
        allowed = os.access

        def access(path: Path, mode: int, **further: bool) -> bool:
            return Path(path) != refused and allowed(path, mode, **further)

        monkeypatch.setattr(os, "access", access)
        assert found(office)["folders"] == ["D008"]

    def test_every_fault_is_told_at_once(self, office: Office) -> None:
        for name in ("ditolak", "ganda"):
            os.chown(office.inbox.folder / name, 4242, -1)
        assert found(office)["folders"] == ["D007", "D007"]

    def test_a_disk_that_is_nearly_full_is_named_by_its_folder(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 8, 1))
        said = check(office, "disk space").problem
        assert said is not None
        assert (said.code, str(office.archive.root) in said.message) == ("A004", True)


class TestShares:
    @pytest.mark.parametrize(
        ("share", "code"),
        [
            ({"path": "{office}/inbox", "read only": "No", "force user": "{owner}"}, None),
            ({"path": "{office}/inbox", "read only": "No"}, "D017"),
            ({"path": "{office}/inbox", "read only": "No", "force user": "ani"}, "D017"),
            ({"path": "{office}/templates/forms"}, None),
            ({"path": "{office}", "read only": "No", "force user": "{owner}"}, "D018"),
            ({"path": "{office}/..", "read only": "Yes"}, "D018"),
            ({"path": "{office}/archive"}, "D018"),
            ({"path": "/srv/lain", "read only": "No"}, None),
            ({"printable": "Yes"}, None),
        ],
    )
    def test_what_samba_shows_is_looked_at(
        self,
        office: Office,
        monkeypatch: pytest.MonkeyPatch,
        share: dict[str, str],
        code: str | None,
    ) -> None:
        owner = doctor_folders._user(office.archive.root.stat().st_uid)
        words = {"office": str(office.folder), "owner": owner}
        told = {key: value.format(**words) for key, value in share.items()}
        text = "".join(f"\t{key} = {value}\n" for key, value in told.items())
        monkeypatch.undo()
        monkeypatch.setattr(shutil, "which", lambda _: "testparm")
        monkeypatch.setattr(
            subprocess,
            "run",
            lambda *_, **__: subprocess.CompletedProcess(
                [], 0, f"[global]\n\tsecurity = USER\n\n[kantor]\n{text}"
            ),
        )
        said = list(doctor_folders.share_faults(office))
        assert [one.code for one in said] == ([code] if code else [])
        assert all("[kantor]" in one.message for one in said)


class TestEmblem:
    def test_a_picture_is_told_with_its_size(self, folder: Path) -> None:
        Image.new("RGB", (40, 50)).save(folder / "lambang.png")
        with_emblem = set_up(folder, "office", logo="lambang.png")
        assert check(with_emblem, "emblem").detail.endswith("40 × 50 titik")

    @pytest.mark.parametrize("data", [None, b"", b"GIF89a", b"<svg/>"])
    def test_one_that_is_none_is_found(self, folder: Path, data: bytes | None) -> None:
        if data is not None:
            (folder / "lambang.png").write_bytes(data)
        with_emblem = set_up(folder, "office", logo="lambang.png")
        said = check(with_emblem, "emblem").problem
        assert said is not None
        assert (said.code, str(folder / "lambang.png") in said.message) == ("D011", True)


class TestTemplates:
    def test_each_that_is_away_or_spoilt_is_named(self, office: Office) -> None:
        (office.templates / "notula.docx").unlink()
        (office.templates / "surat-tugas.docx").write_bytes(b"PK\3\4 putus")
        assert sorted(found(office)["templates"]) == ["T001", "T002"]

    @pytest.mark.parametrize("name", ["sop.toml", "classification.toml", "retention.toml"])
    def test_a_table_that_cannot_be_read_is_told_with_its_line(
        self, office: Office, name: str
    ) -> None:
        (office.templates / name).write_text("a = 1\nb =\n", encoding="utf-8")
        said = check(office, "tables").problem
        assert said is not None
        assert (said.code, "baris 2: " in said.message, name in said.message) == (
            "T040",
            True,
            True,
        )


class TestBackup:
    def office_at(self, folder: Path, moment: datetime) -> Office:
        made = open_office(folder)
        drop(made, form())
        handling.handle_once(made)
        made.clock = FixedClock(moment)
        return made

    def test_an_office_of_this_week_owes_none(self, folder: Path) -> None:
        assert "backup" not in found(self.office_at(folder, NOON + timedelta(days=6)))

    def test_later_it_does(self, folder: Path) -> None:
        late = self.office_at(folder, NOON + timedelta(days=8))
        said = check(late, "backup").problem
        assert said is not None
        assert (said.code, "belum pernah ada" in said.message) == ("D016", True)

    @pytest.mark.parametrize(("days", "told"), [(6, None), (8, "24-11-2026; batasnya 7")])
    def test_one_grows_old(self, folder: Path, days: int, told: str | None) -> None:
        late = self.office_at(folder, NOON + timedelta(days=days))
        late.archive.audit.backed_up()
        late.archive.audit.backup_tried()
        said = check(late, "backup").problem
        assert (said.message if said else None) == told or (told is not None and told in str(said))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of two days for `arsip.tarakan.lan`, and its key."""
    made = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "400",
            "-subj",
            "/CN=arsip.tarakan.lan",
            "-addext",
            "subjectAltName=DNS:arsip.tarakan.lan,DNS:*.kantor.lan",
            "-keyout",
            made / "kunci.pem",
            "-out",
            made / "kantor.pem",
        ],
        check=True,
        capture_output=True,
    )
    (made / "kunci.pem").chmod(0o600)
    return made


class TestCertificate:
    @pytest.fixture
    def tls(self, folder: Path, certificate: Path) -> Path:
        for name in ("kantor.pem", "kunci.pem"):
            shutil.copy2(certificate / name, folder / name)
        return folder

    def office(self, folder: Path, *names: str) -> Office:
        made = set_up(
            folder, "web", tls_certificate="kantor.pem", tls_key="kunci.pem", names=list(names)
        )
        made.clock = FixedClock(datetime.now(NOON.tzinfo))
        return made

    @pytest.mark.parametrize(
        "names", [(), ("arsip.tarakan.lan",), ("ARSIP.tarakan.lan", "surat.kantor.lan")]
    )
    def test_one_that_is_good(self, tls: Path, names: tuple[str, ...]) -> None:
        assert "certificate" not in found(self.office(tls, *names))

    @pytest.mark.parametrize("name", ["arsip.lain.lan", "a.surat.kantor.lan", "kantor.lan"])
    def test_one_for_another_host(self, tls: Path, name: str) -> None:
        said = check(self.office(tls, name), "certificate").problem
        assert said is not None
        assert (said.code, name in said.message) == ("D013", True)

    @pytest.mark.parametrize(
        ("days", "told"),
        [(-2, "baru berlaku"), (360, None), (380, "akan habis"), (401, "habis masa")],
    )
    def test_its_days(self, tls: Path, days: int, told: str | None) -> None:
        made = self.office(tls)
        made.clock = FixedClock(made.clock.now() + timedelta(days=days))
        said = check(made, "certificate").problem
        assert (said is None) if told is None else (said is not None and told in said.message)

    def test_a_key_that_others_can_read(self, tls: Path) -> None:
        (tls / "kunci.pem").chmod(0o644)
        said = check(self.office(tls), "certificate").problem
        assert said is not None
        assert (said.code, f"chmod 600 {tls / 'kunci.pem'}" in str(said)) == ("D012", True)

    @pytest.mark.parametrize("name", ["kantor.pem", "kunci.pem"])
    @pytest.mark.parametrize("data", [None, b"", b"bukan sertifikat"])
    def test_files_that_are_none_are_named(self, tls: Path, name: str, data: bytes | None) -> None:
        if data is None:
            (tls / name).unlink()
        else:
            (tls / name).write_bytes(data)
        said = check(self.office(tls), "certificate").problem
        assert said is not None
        assert (said.code, str(tls / name) in said.message) == ("S027", True)


class TestPages:
    def test_open_to_others_without_users(self, folder: Path) -> None:
        everywhere = "0.0.0.0"  # noqa: S104 - what is to be found
        opened = set_up(folder, "web", enabled=True, host=everywhere, port=0)
        assert found(opened)["pages"] == ["S020"]

    def test_a_port_of_another_program(self, folder: Path) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            opened = set_up(folder, "web", enabled=True, port=port)
            said = check(opened, "pages").problem
            assert said is not None
            assert (said.code, str(port) in said.message) == ("D014", True)
            # The port of the office's own service is no fault.
            with opened.exclusive():
                assert "pages" not in found(opened)


def test_whatever_a_check_runs_into_the_others_go_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falls(_office: Office) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "_clock", falls)
    told = list(examine(office))
    (fell,) = [one.problem for one in told if one.problem]
    assert (fell.code, fell.found) == ("D001", "clock")
    assert told[-1].name == "shares"
