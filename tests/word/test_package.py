"""The door to packages: limits first, then no byte more than the directory tells."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from generator.word import package as door
from generator.word.package import PackageError, PackageFault, open_package

ROOT = Path(__file__).parents[2]


def packed(
    parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        made.comment = comment
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def fault_of(data: bytes) -> PackageFault:
    with pytest.raises(PackageError) as raised, open_package(data) as package:
        package.check_whole()
    return raised.value.fault


def test_parts_are_read_as_they_were_packed() -> None:
    parts = {"a.xml": b"<a/>", "kosong": b"", "b/c.bin": bytes(range(256)) * 3_000}
    with open_package(packed(parts)) as package:
        assert {name: package.read(name) for name in package.names} == parts
        assert [part.size for part in package.parts] == [4, 0, 256 * 3_000]
        package.check_whole()


def test_a_package_with_a_comment_at_its_end_is_opened() -> None:
    with open_package(packed({"a": b"x"}, comment=b"PK" * 3_000)) as package:
        assert package.read("a") == b"x"


def test_a_file_is_read_from_disk_as_well_as_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a": b"x"}))
    with open_package(tmp_path / "a.zip") as package:
        assert package.read(package.parts[0]) == b"x"


def test_a_package_in_the_long_form_is_opened_and_its_long_count_is_what_counts() -> None:
    """Some programs always write the directory's end for more than 65,535 parts."""
    data = packed({"a": b"x"})
    end = data.rfind(b"PK\x05\x06")
    count, size, place = struct.unpack("<H2L", data[end + 10 : end + 20])

    def long(told: int) -> bytes:
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, told, told, size, place)
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
        last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, place, 0)
        return data[:end] + record + locator + last

    with open_package(long(count)) as package:
        assert package.read("a") == b"x"
    assert fault_of(long(200_000)) is PackageFault.LARGE


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_a_bound_is_not_unpacked(packing: int) -> None:
    assert fault_of(packed({"a": b"x"}, packing)) is PackageFault.PACKING


def test_a_way_of_packing_that_nobody_knows_is_refused() -> None:
    data = bytearray(packed({"a": b"x"}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 10 : entry + 12] = struct.pack("<H", 99)
    assert fault_of(bytes(data)) is PackageFault.PACKING


def test_200_000_empty_parts_are_refused_before_they_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46 * 200_000, 0, 0)
    line = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *[0] * 18)
    assert len(line) == 46
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert fault_of(line * 200_000 + end) is PackageFault.LARGE


def test_one_part_more_than_allowed_is_refused() -> None:
    most = {f"{n}": b"" for n in range(door.MAX_PARTS)}
    with open_package(packed(most)) as package:
        assert len(package.parts) == door.MAX_PARTS
    assert fault_of(packed({**most, "x": b""})) is PackageFault.LARGE


def test_a_size_that_lies_is_a_fault_and_no_more_is_unpacked_than_told() -> None:
    data = bytearray(packed({"a": bytes(50_000_000)}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 100)
    assert fault_of(bytes(data)) is PackageFault.BROKEN
    data[entry + 24 : entry + 28] = struct.pack("<L", 60_000)
    assert fault_of(bytes(data)) is PackageFault.BROKEN


@pytest.mark.parametrize("step", [1, 7])
def test_a_part_that_is_cut_or_changed_is_never_read_as_whole(step: int) -> None:
    data = packed({"a.xml": bytes(range(256)) * 4, "b.xml": b"<b/>" * 100})
    for place in range(0, len(data), step * 3):
        changed = bytearray(data)
        changed[place] ^= 1 << (place % 8)
        try:
            with open_package(bytes(changed)) as package:
                read = [package.read(part) for part in package.parts]
        except PackageError:
            continue
        assert read == [bytes(range(256)) * 4, b"<b/>" * 100]
    for end in range(0, len(data), step * 11):
        assert fault_of(data[:end]) is PackageFault.BROKEN


def test_a_part_that_is_not_there_is_said_to_be_missing() -> None:
    with open_package(packed({"a": b"x"})) as package, pytest.raises(KeyError):
        package.read("b")


def test_a_part_without_a_name_is_a_part_like_others() -> None:
    data = packed({"abc": b"x", "b/": b""}).replace(b"abc", b"\0bc")
    with open_package(data) as package:
        assert [(part.name, part.is_folder) for part in package.parts] == [
            ("", False),
            ("b/", True),
        ]
        assert package.read(package.parts[0]) == b"x"


def test_packages_are_opened_for_reading_at_the_door_only() -> None:
    """A zip that another module opens by itself has no limits."""
    elsewhere = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        is_door = path == Path(door.__file__)
        opened = text.count("zipfile.ZipFile(") - text.count('zipfile.ZipFile(out, "w"')
        if opened and not is_door:
            elsewhere.append(path.relative_to(ROOT).as_posix())
    assert elsewhere == []
