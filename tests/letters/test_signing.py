"""Who signs, and in whose name: as pmbs.toml says for the day of the letter."""

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.letters import Filler
from generator.letters.kinship import is_family
from generator.rules.config import CONFIG_NAME, Official
from generator.service import handling
from generator.system.clock import WITA
from tests.letters.kit import CATALOGUE, CONFIG, TEMPLATES, slips, specimen, text
from tests.office_kit import drop, form, make_office_folder, open_office

HEAD = CONFIG.officials[0]
SIGNED = [key for key, one in CATALOGUE.types.items() if one.signatory]
CORRESPONDENCE = [key for key in SIGNED if not key.startswith("berita-acara")]
POST = "Kepala Dinas Sosial dan Pemberdayaan Masyarakat"
DEPUTY = Official(
    role=HEAD.role,
    post="Sekretaris",
    name="Dewi Anggraini, S.E.",
    rank="Pembina/IV-a",
    nip="197507072000032002",
    since=date(2026, 3, 10),
    until=date(2026, 3, 20),
    on_behalf_of=POST,
)


def signed_by(folder: Path, kind: str, *officials: Official, dated: date) -> str:
    filler = Filler(TEMPLATES, CONFIG.model_copy(update={"officials": officials}))
    return text(folder, kind, specimen(kind), filler=filler, dated=dated)


@pytest.mark.parametrize("kind", SIGNED)
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, f"{POST},\nArbain"),
        ({"capacity": "Plt."}, f"Plt. {POST},\nArbain"),
        ({"capacity": "Plh."}, f"Plh. {POST},\nArbain"),
        ({"post": "Sekretaris", "on_behalf_of": POST}, f"a.n. {POST}\nSekretaris,\nArbain"),
        (
            {
                "post": "Kepala Bidang Rehabilitasi Sosial",
                "on_behalf_of": POST,
                "through": "Sekretaris",
            },
            f"a.n. {POST}\nSekretaris\nu.b.\nKepala Bidang Rehabilitasi Sosial,\nArbain",
        ),
    ],
)
def test_what_stands_above_the_name_is_the_variant_of_the_official(
    tmp_path: Path, kind: str, changes: dict[str, object], said: str
) -> None:
    one = HEAD.model_copy(update=changes)
    letter = signed_by(tmp_path, kind, one, dated=date(2026, 11, 24))
    # "Mengetahui" of a berita acara stands in one centred paragraph with line breaks.
    if kind.startswith("berita-acara"):
        head, _, name = said.rpartition("\n")
        said = head.replace("\n", " ") + "\n" + name
    assert said in letter
    body = [line for line in letter.splitlines() if "Halaman" not in line]
    assert slips("\n".join(body)) == []


@pytest.mark.parametrize("kind", CORRESPONDENCE)
@pytest.mark.parametrize(
    ("day", "signs"),
    [
        (date(2026, 3, 9), "Arbain"),
        (date(2026, 3, 10), "Dewi Anggraini"),
        (date(2026, 3, 20), "Dewi Anggraini"),
        (date(2026, 3, 21), "Arbain"),
    ],
)
def test_a_deputy_signs_in_the_days_of_the_appointment_only(
    tmp_path: Path, kind: str, day: date, signs: str
) -> None:
    letter = signed_by(tmp_path, kind, HEAD, DEPUTY, dated=day)
    names = [name for name in ("Arbain", "Dewi Anggraini") if f"\n{name}" in letter]
    assert names == [signs]
    assert ("a.n." in letter) == (signs != "Arbain")


def test_a_letter_of_march_that_is_corrected_in_april_keeps_its_official(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    path = folder / CONFIG_NAME
    settings = path.read_text(encoding="utf-8")
    successor = (
        '[[officials]]\nrole = "kepala_dinas"\npost = "Kepala Dinas"\nname = "Pejabat Baru"\n'
        "since = 2026-04-01\n\n[addresses.disperinaker]"
    )
    path.write_text(settings.replace("[addresses.disperinaker]", successor, 1), encoding="utf-8")
    march = open_office(folder, moment=datetime(2026, 3, 30, 9, 0, tzinfo=WITA))
    drop(march, form(tanggal="2026-03-30"))
    (filed,) = handling.handle_once(march)
    march.close()
    april = open_office(folder, moment=datetime(2026, 4, 6, 9, 0, tzinfo=WITA))
    again = form(tanggal="2026-03-30", nomor_kasus=filed.case, klien={"nama": "Yohanes Ladu"})
    drop(april, again, "perbaikan.json")
    drop(april, form(tanggal="2026-04-06", klien={"nama": "Orang Lain"}), "baru.json")
    corrected, new = handling.handle_once(april)[-2:]
    if corrected.case != filed.case:
        corrected, new = new, corrected
    said = [
        (one.documents[0].folder / "surat.txt").read_text(encoding="utf-8")
        for one in (corrected, new)
    ]
    april.close()
    assert "30 Maret 2026" in said[0]
    assert "Arbain" in said[0]
    assert "Pejabat Baru" not in said[0]
    assert "Pejabat Baru" in said[1]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("kakak kandung", True),
        ("Ibunya", True),
        ("orang tua", True),
        ("ortu", True),
        ("adik sepupu", True),
        ("makcik", True),
        ("wali", True),
        ("suami siri", True),
        ("bapak tiri", True),
        ("keponakan", True),
        ("teman ibunya", False),
        ("anak buah kapal", False),
        ("ibu kos", False),
        ("bukan keluarga", False),
        ("tetangga", False),
        ("ketua RT", False),
        ("wali kota", False),
        ("wali kelas", False),
        ("", False),
        (None, False),
        ("mantan suami", False),
        ("orang", False),
        ("tua", False),
    ],
)
def test_who_is_of_the_family(relation: str | None, *, expected: bool) -> None:
    assert is_family(relation) is expected
