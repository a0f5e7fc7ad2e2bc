"""pmbs.toml: what one office sets for itself. Read once, frozen, wrong keys named at start."""

import ipaddress
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    IPvAnyAddress,
    model_validator,
)

from generator.rules.toml_faults import TOML_ERRORS, faults_in
from generator.rules.working_time import OfficeHours
from generator.vocabulary.problems import ConfigurationError

__all__ = [
    "CONFIG_NAME",
    "Addressee",
    "AgendaSettings",
    "Config",
    "ConverterSettings",
    "Identity",
    "InboxSettings",
    "LabelSettings",
    "LettersSettings",
    "LoanSettings",
    "Official",
    "PrintingSettings",
    "ShelterSettings",
    "WebSettings",
    "find_office_folder",
    "is_loopback",
    "load_config",
]

CONFIG_NAME = "pmbs.toml"
A4_WIDTH, A4_HEIGHT = 210, 297  # mm


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(_Settings):
    """The office itself, as the letterhead prints it. Empty lines of the letterhead fold away.

    `processing_unit` is the unit that makes the papers (unit pengolah), as archival lists name it;
    empty is the office.
    """

    name: str
    government: str
    unit: str
    city: str
    address: str = ""
    phone: str = ""
    website: str = ""
    email: str = ""
    postcode: str = ""
    logo: str = ""
    processing_unit: str = ""


class LettersSettings(_Settings):
    """Letters of every type. `approval`: their numbers are taken when a head approved the drafts."""

    approval: bool = False


class Official(_Settings):
    """Someone who signs, from `since` to `until` (both inclusive; None is open).

    `capacity` stands before the post: empty, "Plt." or "Plh.". `on_behalf_of` is the post of the one
    signed for (a.n.); `through` is the post that passed the order on (u.b.), where there is one between.
    """

    role: str
    post: str
    name: str
    rank: str = ""
    nip: str = ""
    capacity: Literal["", "Plt.", "Plh."] = ""
    on_behalf_of: str = ""
    through: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def title(self) -> str:
        """What stands above the signature, line by line: `a.n.`, `u.b.`, the own post."""
        lines = [f"a.n. {self.on_behalf_of}"] if self.on_behalf_of else []
        lines += [self.through, "u.b."] if self.through else []
        return "\n".join([*lines, self.own_post])

    @property
    def own_post(self) -> str:
        return f"{self.capacity} {self.post}".strip()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.through and not self.on_behalf_of:
            raise ValueError("through (u.b.) memerlukan on_behalf_of (a.n.)")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until mendahului since")
        return self

    def serves_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Addressee(_Settings):
    """An entry of the address book. `diperiksa` is the day someone verified it; None is never."""

    name: str
    city: str = ""
    address: str = ""
    diperiksa: date | None = None


class InboxSettings(_Settings):
    """A file is taken when nobody writes to it and it stayed the same for `settle_seconds`.

    One that is not whole (a copy that pauses) gets `patience_seconds` of quiet before it is refused.
    """

    settle_seconds: float = Field(default=3, ge=0, le=600)
    patience_seconds: float = Field(default=150, ge=0, le=3600)
    scan_seconds: float = Field(default=5, gt=0, le=600)
    max_megabytes: int = Field(default=20, ge=1, le=500)


class ConverterSettings(_Settings):
    """`sandbox`: whether the service refuses to run where strangers' files cannot be opened cut off."""

    sandbox: Literal["preferred", "required"] = "preferred"
    program: str = "soffice"
    timeout_seconds: float = Field(default=60, gt=0, le=600)


class PrintingSettings(_Settings):
    """`printer` is an IPP address; only the `ipp` backend uses it.

    `certificate` is the file (PEM) that an `ipps` printer is known by, in place of the system's
    authorities.
    """

    backend: str = "folder"
    printer: str = ""
    certificate: str = ""
    media: str = "iso_a4_210x297mm"
    sides: Literal["one-sided", "two-sided-long-edge", "two-sided-short-edge"] = "one-sided"
    timeout_seconds: float = Field(default=10, gt=0, le=120)


class SecretSettings(_Settings):
    """The group of the machine whose members may open the folders of secret cases; empty: the service alone."""

    group: str = ""


class SignatureSettings(_Settings):
    """`roots`: the folder of certificates (PEM, DER) that electronic signatures are judged by.

    None are shipped and none are guessed: without it a signature is never more than whole.
    """

    roots: str = ""


class BackupSettings(_Settings):
    """`keep_days`: for how long a backup keeps what the office lost, emptied or broke."""

    keep_days: int = Field(default=90, ge=1, le=3660)


class TidyingSettings(_Settings):
    """After how many days what is filed leaves the shared folders; 0 is never.

    `submissions_days` counts for what lies in `selesai`, `ganda` and `rahasia`, `sheets_days` for sheets in `cetak`
    since their letter came back signed, or since they were set aside.
    """

    submissions_days: int = Field(default=365, ge=0, le=36_500)
    sheets_days: int = Field(default=90, ge=0, le=36_500)


class ShelterSettings(_Settings):
    """What the shelter holds; beyond it letters are made all the same, with a warning."""

    places: int = Field(default=12, ge=0, le=1000)
    usual_days: int = Field(default=7, ge=1, le=365)


class AgendaSettings(_Settings):
    """What the disposition sheet offers to tick."""

    receivers: tuple[str, ...] = ("Sekretaris", "Kepala Bidang", "Pekerja Sosial", "Arsiparis")
    instructions: tuple[str, ...] = (
        "Tanggapan dan saran",
        "Proses lebih lanjut",
        "Koordinasi/konfirmasi",
        "Hadiri/wakili",
        "Untuk diketahui",
        "Simpan/arsipkan",
    )


class LabelSettings(_Settings):
    """A sheet of labels on A4, in millimetres; as shipped 3 × 7 labels of 70 × 42.3.

    `left` and `top` are where the first label begins, `gap_x` and `gap_y` lie between two.
    """

    columns: int = Field(default=3, ge=1, le=10)
    rows: int = Field(default=7, ge=1, le=30)
    width: float = Field(default=70, ge=30, le=210)
    height: float = Field(default=42.3, ge=20, le=297)
    left: float = Field(default=0, ge=0, le=100)
    top: float = Field(default=0.4, ge=0, le=100)
    gap_x: float = Field(default=0, ge=0, le=50)
    gap_y: float = Field(default=0, ge=0, le=50)

    @model_validator(mode="after")
    def _fits_on_a4(self) -> Self:
        right = self.left + self.columns * self.width + (self.columns - 1) * self.gap_x
        bottom = self.top + self.rows * self.height + (self.rows - 1) * self.gap_y
        if right > A4_WIDTH + 0.01 or bottom > A4_HEIGHT + 0.01:
            raise ValueError(f"label sepanjang {right:g} × {bottom:g} mm melebihi kertas A4")
        return self


class LoanSettings(_Settings):
    """How long papers may be out, where nobody says otherwise."""

    days: int = Field(default=7, ge=1, le=365)


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which no other machine can reach."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class WebSettings(_Settings):
    """`port` 0 lets the system choose; `enabled` false serves no pages.

    `names` are the host names that the pages are called by, besides the machine's own addresses.
    `trusted_proxies` are the addresses whose forwarded headers are believed: none unless told.
    """

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8470, ge=0, le=65535)
    names: tuple[str, ...] = ()
    tls_certificate: str = ""
    tls_key: str = ""
    trusted_proxies: tuple[IPvAnyAddress, ...] = ()
    idle_minutes: int = Field(default=30, ge=1, le=1440)
    session_hours: int = Field(default=10, ge=1, le=72)
    api_requests_per_minute: int = Field(default=120, ge=1, le=10_000)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate dan tls_key harus diisi keduanya")
        return self


class ArchiveSettings(_Settings):
    """`verify_days`: in how many days the service has looked at the whole archive once; 0: never."""

    verify_days: int = Field(default=30, ge=0, le=366)


class Config(_Settings):
    """The whole of pmbs.toml. Folders are relative to the folder that holds it."""

    office: Identity
    officials: tuple[Official, ...]
    addresses: dict[str, Addressee] = {}
    inbox: InboxSettings = InboxSettings()
    letters: LettersSettings = LettersSettings()
    converter: ConverterSettings = ConverterSettings()
    printing: PrintingSettings = PrintingSettings()
    secret: SecretSettings = SecretSettings()
    signatures: SignatureSettings = SignatureSettings()
    backup: BackupSettings = BackupSettings()
    tidying: TidyingSettings = TidyingSettings()
    shelter: ShelterSettings = ShelterSettings()
    agenda: AgendaSettings = AgendaSettings()
    labels: LabelSettings = LabelSettings()
    loans: LoanSettings = LoanSettings()
    hours: OfficeHours = OfficeHours()
    web: WebSettings = WebSettings()
    archive: ArchiveSettings = ArchiveSettings()

    @property
    def named_files(self) -> tuple[str, ...]:
        """The files of the office that the settings name: without them it does not go on as it was."""
        named = (
            self.office.logo,
            self.web.tls_certificate,
            self.web.tls_key,
            self.printing.certificate,
            self.signatures.roots,
        )
        return tuple(dict.fromkeys(one for one in named if one))

    @property
    def unfilled(self) -> tuple[str, ...]:
        """What papers go out without, as nobody has filled it in yet; in words for the office."""
        identity = self.office
        head = {
            "alamat": identity.address,
            "telepon": identity.phone,
            "kode pos": identity.postcode,
            "surel": identity.email,
        }
        missing = [name for name, told in head.items() if not told]
        told = [f"kop surat tanpa {', '.join(missing)} ([office] di pmbs.toml)"] if missing else []
        if not identity.logo:
            told.append("lambang daerah belum ada, dicetak lambang pengganti ([office] logo)")
        undated = [one.own_post for one in self.officials if one.since is None]
        if undated:
            told.append(f"masa jabatan penanda tangan: {'; '.join(undated)} ([[officials]] since)")
        unseen = [one.name for one in self.addresses.values() if one.diperiksa is None]
        if unseen:
            told.append(f"{len(unseen)} alamat dalam buku alamat belum diperiksa (diperiksa)")
        return tuple(told)

    def official(self, role: str, day: date) -> Official:
        """Who holds `role` on `day`; of several the one that began last.

        Raises:
            ConfigurationError: nobody does.
        """
        serving = [one for one in self.officials if one.role == role and one.serves_on(day)]
        if not serving:
            raise ConfigurationError(
                "S001", hint=f"tidak ada pejabat “{role}” yang berlaku pada {day}"
            )
        return max(serving, key=lambda one: one.since or date.min)


def find_office_folder(start: Path) -> Path:
    """The folder itself or the nearest parent that holds pmbs.toml.

    Raises:
        ConfigurationError: there is none.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    raise ConfigurationError("S001", hint=f"tidak ditemukan di {start} maupun di folder atasnya")


def load_config(folder: Path) -> Config:
    """Read and check pmbs.toml of an office folder.

    Raises:
        ConfigurationError: missing, not TOML, or with wrong keys; all of them are named.
    """
    data = b""
    try:
        data = (folder / CONFIG_NAME).read_bytes()
        return Config.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except TOML_ERRORS as error:
        raise ConfigurationError("S001", hint=faults_in(error, data, Config)) from error
