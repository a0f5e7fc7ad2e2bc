"""What is wrong with a table of the office is said in its words, with line, table and key."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.letters import load_catalogue
from generator.rules.classification import load_classification
from generator.rules.config import load_config
from generator.rules.retention import load_retention
from generator.rules.sop import load_sop
from generator.vocabulary.problems import ConfigurationError
from tests.letters.kit import ROOT

ENGLISH = (
    "should",
    "required",
    "permitted",
    "valid",
    "expected",
    "Expected",
    "Cannot",
    "line",
    "column",
    "Unable",
    "Field",
    "parse",
    "greater",
    "decode",
)


def fault_of(folder: Path, change: tuple[str, str]) -> str:
    """What is said of the shipped pmbs.toml with something in it exchanged, once."""
    text = (ROOT / "pmbs.toml").read_text(encoding="utf-8")
    before, after = change
    assert before in text
    (folder / "pmbs.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_config(folder)
    assert caught.value.problem.code == "S001"
    return caught.value.problem.hint


def line_of(folder: Path, words: str) -> int:
    lines = (folder / "pmbs.toml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.mark.parametrize(
    ("change", "at", "told"),
    [
        (
            ("settle_seconds = 3", 'settle_seconds = "tiga"'),
            "settle_seconds",
            "[inbox] settle_seconds: isinya angka",
        ),
        (
            ("settle_seconds = 3", "settle_seconds = -1"),
            "settle_seconds",
            "[inbox] settle_seconds: paling sedikit 0",
        ),
        (
            ("settle_seconds", "setle_seconds"),
            "setle_seconds",
            "[inbox] setle_seconds: kunci ini tidak dikenal; mungkin maksudnya settle_seconds",
        ),
        (
            ("[inbox]", "[inbok]"),
            "[inbok]",
            "inbok: kunci ini tidak dikenal; mungkin maksudnya inbox",
        ),
        (('name = "Dinas', 'nama = "Dinas'), "[office]", "[office] name: wajib diisi"),
        (
            ("settle_seconds = 3 ", "settle_seconds 3 "),
            "settle_seconds",
            "sesudah nama kunci harus ada =",
        ),
        (
            ("settle_seconds = 3 ", "settle_seconds = tiga "),
            "settle_seconds",
            "isinya harus angka, true/false, atau teks",
        ),
        (("[inbox]", "[inbox"), "[inbox", "kurung siku penutup"),
        (
            ("settle_seconds = 3 ", "settle_seconds = 3\nsettle_seconds = 4 "),
            "settle_seconds = 4",
            "ditulis dua kali",
        ),
    ],
    ids=[
        "word",
        "range",
        "misspelt key",
        "misspelt table",
        "missing",
        "no equals sign",
        "no quotes",
        "no bracket",
        "twice",
    ],
)
def test_a_fault_of_the_settings_names_its_line(
    tmp_path: Path, change: tuple[str, str], at: str, told: str
) -> None:
    said = fault_of(tmp_path, change)
    assert f"baris {line_of(tmp_path, at)}: " in said
    assert told in said
    assert not [word for word in ENGLISH if word in said.split("«")[0].split()]


def test_of_several_officials_the_one_is_named(tmp_path: Path) -> None:
    text = (ROOT / "pmbs.toml").read_text(encoding="utf-8")
    another = '[[officials]]\nperan = "sekretaris"\npost = "Sekretaris"\nname = "Nama"\n\n'
    broken = text.replace("# Buku alamat.", f"{another}# Buku alamat.", 1)
    (tmp_path / "pmbs.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_config(tmp_path)
    first = line_of(tmp_path, "peran =")
    assert caught.value.problem.hint.split("; ") == [
        f"baris {first - 1}: [[officials]] ke-2 role: wajib diisi",
        f"baris {first}: [[officials]] ke-2 peran: kunci ini tidak dikenal",
    ]


def test_a_rule_between_two_keys_is_told_with_their_table(tmp_path: Path) -> None:
    said = fault_of(tmp_path, ('tls_certificate = ""', 'tls_certificate = "kantor.pem"'))
    line = line_of(tmp_path, "[web]")
    assert said == f"baris {line}: web: tls_certificate dan tls_key harus diisi keduanya"


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "pmbs.toml").write_bytes(b'[office]\nname = "Dinas \xe9"\n')
    with pytest.raises(ConfigurationError, match="baris 2: bukan teks UTF-8"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    "name", ["letters.toml", "sop.toml", "classification.toml", "retention.toml"]
)
def test_the_other_tables_say_it_in_the_same_way(tmp_path: Path, name: str) -> None:
    loads: dict[str, Callable[[], object]] = {
        "letters.toml": lambda: load_catalogue(tmp_path),
        "sop.toml": lambda: load_sop(tmp_path),
        "classification.toml": lambda: load_classification(tmp_path / name),
        "retention.toml": lambda: load_retention(tmp_path / name),
    }
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    lines = [*text.splitlines(), "[rusak", ""]
    (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=f"baris {len(lines) - 1}: kurung siku penutup"
    ) as caught:
        loads[name]()
    assert name in str(caught.value)


def test_a_letter_type_with_a_wrong_key_is_named(tmp_path: Path) -> None:
    text = (ROOT / "templates" / "letters.toml").read_text(encoding="utf-8")
    (tmp_path / "letters.toml").write_text(
        text.replace("\nstep =", "\nlangkah =", 1), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError) as caught:
        load_catalogue(tmp_path)
    first = text.index("\nstep =")
    key = text[:first].rpartition("[")[2].partition("]")[0]
    assert f"[{key}] langkah: kunci ini tidak dikenal" in caught.value.problem.hint
