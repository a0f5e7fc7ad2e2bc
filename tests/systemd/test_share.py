"""The office's folders through a real Samba, as two clerks, one who edits templates, one of the secret desk and a stranger."""

import json
import shlex
import subprocess

import pytest

from tests.office_kit import form
from tests.systemd.booted import Machine, why_not
from tests.systemd.kit import OFFICE, PMBS, until

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can"),
    pytest.mark.timeout(400),
]

PASSWORD = "uji-coba"  # noqa: S105 - of users of a machine that vanishes
PEOPLE = {
    "ani": "pmbs-staf",
    "budi": "pmbs-staf",
    "citra": "pmbs-templat",
    "dewi": "pmbs-staf,pmbs-rahasia",
    "orang": "",
}
SHARES = ["pmbs-inbox", "pmbs-cetak", "pmbs-konsep", "pmbs-keluar", "pmbs-formulir"]
CLOSED = ["pmbs-rahasia-cetak", "pmbs-rahasia-inbox"]


class Clerk:
    """Somebody at a computer of the office's network."""

    def __init__(self, machine: Machine, name: str) -> None:
        self._machine = machine
        self._name = name

    def at(self, share: str, commands: str) -> subprocess.CompletedProcess[str]:
        where = f"//127.0.0.1/{share}"
        user = f"{self._name}%{PASSWORD}"
        return self._machine.run("smbclient", where, "-U", user, "-c", commands, check=False)

    def lists(self, share: str, folder: str = "") -> str:
        return (
            self.at(share, f'cd "{folder}"; ls').stdout if folder else self.at(share, "ls").stdout
        )

    def sees_shares(self) -> set[str]:
        user = f"{self._name}%{PASSWORD}"
        told = self._machine.run(
            "smbclient", "-L", "127.0.0.1", "-g", "-U", user, check=False
        ).stdout
        return {line.split("|")[1] for line in told.splitlines() if line.startswith("Disk|pmbs")}

    def puts(self, share: str, name: str, text: str) -> str:
        """What the server says, empty where all went well."""
        self._machine.run("sh", "-c", f"printf %s {shlex.quote(text)} > /run/berkas")
        done = self.at(share, f'put /run/berkas "{name}"')
        return done.stdout if "NT_STATUS" in done.stdout else ""


@pytest.fixture(scope="module")
def served(machine: Machine) -> Machine:
    """The office runs under systemd, Samba beside it; the shares are written as the operator is told to."""
    machine.run("chown", "-R", "pmbs:pmbs", OFFICE)
    for group in ("pmbs-staf", "pmbs-templat", "pmbs-rahasia"):
        machine.run("groupadd", "--system", group)
    machine.run("usermod", "--append", "--groups", "pmbs-rahasia", "pmbs")
    machine.run("sed", "-i", 's/^group = ""/group = "pmbs-rahasia"/', f"{OFFICE}/pmbs.toml")
    for name, groups in PEOPLE.items():
        among = ("--groups", groups) if groups else ()
        machine.run("useradd", "--no-create-home", *among, name)
        tell = f"printf '%s\\n%s\\n' {PASSWORD} {PASSWORD} | smbpasswd -s -a {name}"
        machine.run("sh", "-c", tell)
    machine.run(PMBS, "--office", OFFICE, "share", "--into", "/etc/samba/pmbs.conf")
    machine.run("sh", "-c", "echo include = /etc/samba/pmbs.conf >> /etc/samba/smb.conf")
    machine.run("systemctl", "restart", "smbd")
    machine.run(PMBS, "--office", OFFICE, "service", "install")
    return machine


def person(machine: Machine, name: str) -> Clerk:
    return Clerk(machine, name)


def test_samba_finds_nothing_wrong_with_the_shares(served: Machine) -> None:
    told = served.run("testparm", "-s")
    assert all(f"[{name}]" in told.stdout for name in (*SHARES, *CLOSED))
    for word in ("WARNING", "Unknown parameter", "Ignoring", "ERROR"):
        assert word not in told.stderr


def test_everybody_sees_the_shares_that_are_for_them(served: Machine) -> None:
    assert person(served, "ani").sees_shares() == set(SHARES)
    assert person(served, "citra").sees_shares() == {*SHARES, "pmbs-templat"}
    assert person(served, "dewi").sees_shares() == {*SHARES, *CLOSED}
    assert person(served, "orang").sees_shares() == set()


def test_a_form_is_dropped_its_sheet_is_taken(served: Machine) -> None:
    ani, budi = person(served, "ani"), person(served, "budi")
    assert ani.puts("pmbs-inbox", "kasus.json", json.dumps(form())) == ""
    until(lambda: "kasus.json" in budi.lists("pmbs-inbox", "selesai"), served)
    until(lambda: ".pdf" in budi.lists("pmbs-cetak"), served)
    names = [
        line.split("  ")[1] for line in budi.lists("pmbs-cetak").splitlines() if ".pdf" in line
    ]
    taken = budi.at("pmbs-cetak", f'get "{names[0]}" /run/lembar.pdf; del "{names[0]}"')
    assert "NT_STATUS" not in taken.stdout
    assert served.run("head", "-c", "5", "/run/lembar.pdf").stdout == "%PDF-"
    assert names[0] not in ani.lists("pmbs-cetak")


def test_what_one_dropped_wrong_another_mends_in_its_tray(served: Machine) -> None:
    ani, budi = person(served, "ani"), person(served, "budi")
    wrong = form(klien={"nama": "Budi Contoh", "jenis_kelamin": "X"})
    assert ani.puts("pmbs-inbox", "salah.json", json.dumps(wrong)) == ""
    until(lambda: "salah.json" in budi.lists("pmbs-inbox", "ditolak"), served)
    right = json.dumps(form(klien={"nama": "Budi Contoh"}))
    served.run("sh", "-c", f"printf %s {shlex.quote(right)} > /run/betul")
    mended = 'cd ditolak; put /run/betul salah.json; rename salah.json "..\\betul.json"'
    assert "NT_STATUS" not in budi.at("pmbs-inbox", mended).stdout
    until(lambda: "betul.json" in ani.lists("pmbs-inbox", "selesai"), served)


def test_whoever_dropped_it_it_is_the_offices_own(served: Machine) -> None:
    assert person(served, "ani").puts("pmbs-konsep", "catatan.txt", "x") == ""
    assert served.run("sh", "-c", f"find {OFFICE} ! -user pmbs").stdout == ""
    modes = served.run("sh", "-c", f"find {OFFICE}/konsep -perm /007").stdout
    assert "catatan" not in modes


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "orang"])
def test_the_archive_is_in_no_share(served: Machine, name: str) -> None:
    one = person(served, name)
    for share in (*SHARES, "pmbs-templat"):
        for way in ("../archive", "..\\archive", "..\\pmbs.toml", "archive"):
            told = one.at(share, f'cd "{way}"; ls; get "{way}" /run/dicuri').stdout
            assert "PMBS-ARCHIVE" not in told
            served.run("test", "!", "-e", "/run/dicuri")


def test_a_link_leads_out_of_no_share(served: Machine) -> None:
    served.run("ln", "-s", f"{OFFICE}/archive", f"{OFFICE}/inbox/jalan")
    assert "PMBS-ARCHIVE" not in person(served, "ani").lists("pmbs-inbox", "jalan")
    served.run("rm", f"{OFFICE}/inbox/jalan")


def test_blank_forms_are_only_read_and_templates_changed_by_their_editors(served: Machine) -> None:
    ani, citra = person(served, "ani"), person(served, "citra")
    assert ".docx" in ani.lists("pmbs-formulir")
    assert "NT_STATUS_ACCESS_DENIED" in ani.puts("pmbs-formulir", "baru.docx", "x")
    assert "NT_STATUS_ACCESS_DENIED" in citra.puts("pmbs-formulir", "baru.docx", "x")
    assert "NT_STATUS_ACCESS_DENIED" in ani.at("pmbs-templat", "ls").stdout
    assert citra.puts("pmbs-templat", "catatan.txt", "x") == ""


def test_papers_of_secret_cases_are_seen_by_their_group_alone(served: Machine) -> None:
    child = form(klien={"nama": "Mawar Contoh", "umur": 9})
    ani, dewi = person(served, "ani"), person(served, "dewi")
    assert ani.puts("pmbs-inbox", "anak.json", json.dumps(child)) == ""
    until(lambda: ".pdf" in dewi.lists("pmbs-rahasia-cetak"), served)
    assert "rahasia" not in ani.lists("pmbs-cetak") + ani.lists("pmbs-inbox")
    for share in ("pmbs-cetak", "pmbs-inbox"):
        for way in ("cd rahasia", "ls rahasia\\*", "mkdir rahasia\\baru"):
            told = ani.at(share, way).stdout
            assert "NT_STATUS" in told
            assert ".pdf" not in told
    assert "NT_STATUS_ACCESS_DENIED" in ani.at("pmbs-rahasia-cetak", "ls").stdout


def test_a_stranger_comes_in_nowhere(served: Machine) -> None:
    for share in (*SHARES, "pmbs-templat", *CLOSED):
        assert "NT_STATUS_ACCESS_DENIED" in person(served, "orang").at(share, "ls").stdout
    nobody = served.run("smbclient", "//127.0.0.1/pmbs-inbox", "-N", "-c", "ls", check=False)
    assert "NT_STATUS" in nobody.stdout


def test_written_again_it_replaces_only_its_own(served: Machine) -> None:
    again = PMBS, "--office", OFFICE, "share", "--into"
    assert served.run(*again, "/etc/samba/pmbs.conf").stdout.strip() == "/etc/samba/pmbs.conf"
    refused = served.run(*again, "/etc/samba/smb.conf", check=False)
    assert (refused.returncode, "S036" in refused.stderr) == (2, True)
