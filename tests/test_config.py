"""pmbs.toml: what is read, what is refused, who signs on which day."""

from datetime import date
from pathlib import Path

import pytest

from generator.rules.config import Config, Identity, Official, find_office_folder, load_config
from generator.vocabulary.problems import ConfigurationError, ExitCode

SHIPPED = Path(__file__).parents[1]


def config_with(*officials: Official) -> Config:
    identity = Identity(name="Dinas", government="Pemerintah", unit="DINSOSPM", city="Tarakan")
    return Config(office=identity, officials=officials)


def head(name: str, since: date | None = None, until: date | None = None) -> Official:
    return Official(role="kepala_dinas", post="Kepala", name=name, since=since, until=until)


def test_the_shipped_configuration_can_be_read() -> None:
    assert load_config(SHIPPED).office.unit == "DINSOSPM"


def test_no_address_is_shipped_as_verified() -> None:
    assert all(one.diperiksa is None for one in load_config(SHIPPED).addresses.values())


def test_a_letter_of_march_carries_the_official_of_march() -> None:
    old = head("Lama", until=date(2026, 3, 31))
    new = head("Baru", since=date(2026, 4, 1))
    config = config_with(old, new)
    assert config.official("kepala_dinas", date(2026, 3, 31)).name == "Lama"
    assert config.official("kepala_dinas", date(2026, 4, 1)).name == "Baru"


def test_of_two_serving_officials_the_one_who_began_last_signs() -> None:
    config = config_with(head("Tetap"), head("Pelaksana", since=date(2026, 5, 1)))
    assert config.official("kepala_dinas", date(2026, 6, 1)).name == "Pelaksana"


def test_a_day_without_an_official_is_a_configuration_error() -> None:
    config = config_with(head("Baru", since=date(2026, 4, 1)))
    with pytest.raises(ConfigurationError, match="kepala_dinas"):
        config.official("kepala_dinas", date(2026, 3, 1))


def test_every_wrong_key_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "pmbs.toml").write_text(
        "[office]\nname='a'\ngovernment='b'\nunit='c'\ncity='d'\nwarna='e'\n"
        "[[officials]]\nrole='x'\npost='y'\nname='z'\n[web]\nport=-1\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError) as caught:
        load_config(tmp_path)
    assert "[office] warna" in str(caught.value)
    assert "[web] port" in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_configuration_saved_by_notepad_with_a_mark_is_read(tmp_path: Path) -> None:
    shipped = (SHIPPED / "pmbs.toml").read_bytes()
    (tmp_path / "pmbs.toml").write_bytes(b"\xef\xbb\xbf" + shipped.replace(b"\n", b"\r\n"))
    assert load_config(tmp_path) == load_config(SHIPPED)


@pytest.mark.parametrize("content", [b"[office", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_a_configuration_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pmbs.toml").write_bytes(content)
    with pytest.raises(ConfigurationError):
        load_config(tmp_path)


def test_the_office_is_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "pmbs.toml").touch()
    below = tmp_path / "inbox" / "selesai"
    below.mkdir(parents=True)
    assert find_office_folder(below) == tmp_path


def test_no_office_anywhere_above_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        find_office_folder(tmp_path)
