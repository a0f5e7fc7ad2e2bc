"""docs/contoh/teks: what the letters of four cases say, as they say it now."""

import pytest

from tests import golden
from tools.make_letter_texts import OUT, texts


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(tmp_path_factory.mktemp("teks"))


def test_the_texts_in_the_documentation_are_what_the_letters_say(now: dict[str, str]) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in OUT.glob("*.md")}
    assert set(kept) == set(now)
    changes = [golden.text_changes(name, kept[name], said) for name, said in now.items()]
    assert not any(changes), "\n".join(
        [*filter(None, changes), "python -m tools.make_letter_texts"]
    )


def test_each_kind_of_letter_is_among_them(now: dict[str, str]) -> None:
    for title in (
        "Tanda Terima Pengaduan",
        "Surat Koordinasi",
        "Surat Tugas",
        "Undangan",
        "Daftar Hadir",
        "Notula",
        "Berita Acara Kesepakatan",
        "Berita Acara Tidak Tercapainya",
        "Permohonan Biaya Pemulangan kepada BAZNAS",
        "Permohonan Biaya Pemulangan kepada Dinas Sosial Provinsi",
        "Berita Acara Serah Terima",
        "Berita Acara Keluar Shelter",
        "Surat Rujukan",
        "Permintaan Permakanan",
        "Pemesanan Tiket",
    ):
        assert any(f"## {title}" in page for page in now.values()), title


def test_the_child_is_named_only_where_the_receiver_must_know(now: dict[str, str]) -> None:
    for letter in now["anak.md"].split("\n## ")[1:]:
        title = letter.split("\n")[0]
        is_named = title.startswith(("Tanda Terima", "Berita Acara", "Surat Rujukan"))
        assert ("Melati Kusuma" in letter) == is_named, title
