"""Who is who in a letter: addressee, signers, client, guests, officers, travellers."""

import re
from types import SimpleNamespace
from typing import Any

from generator.letters import srikandi_variables as srikandi
from generator.letters.kinship import is_family
from generator.letters.numbering import Letter
from generator.rules.config import Addressee, Config
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm, Diundang, Klien, Penumpang
from generator.vocabulary.problems import ConfigurationError
from generator.vocabulary.written import Written

__all__ = [
    "SIGNER",
    "addressee",
    "assigned",
    "attendance",
    "guests",
    "held_together",
    "known_person",
    "parties",
    "party_name",
    "person",
    "receiving",
    "releasing",
    "sender",
    "signatory",
    "signer",
    "signing_names",
    "travellers",
    "witnessing_head",
]

# What may be known of somebody who signs.
SIGNER = ("nama", "jabatan", "nip", "pangkat", "instansi", "ttd")
LISTED_GUESTS = 6
# A name of up to this many characters stays on one line.
SHORT_NAME = 30
# An attendance list has room for guests who bring somebody, and fills a sheet of A4 with its signature.
ATTENDANCE_ROWS, SPARE_ROWS = 12, 4
POSTS = frozenset(
    [
        "kepala",
        "ketua",
        "direktur",
        "direktris",
        "pimpinan",
        "manajer",
        "koordinator",
        "camat",
        "lurah",
        "rektor",
        "dekan",
    ]
)
# Offices whose head is a "Kepala"; of others "Pimpinan" is right.
HEADED = frozenset(
    [
        "badan",
        "balai",
        "bagian",
        "bidang",
        "bp3mi",
        "bp2mi",
        "dinas",
        "kantor",
        "kejaksaan",
        "satpol",
        "satuan",
        "sekolah",
        "upt",
        "uptd",
        "puskesmas",
    ]
)


def addressee(letter: Letter, config: Config) -> SimpleNamespace:
    """Whom a letter goes to: an entry of the address book, or whoever the form names."""
    to = letter.letter_type.to
    if not to:
        return SimpleNamespace(nama="", kota="", alamat="")
    if "." in to:
        return _named_in_form(letter.form, to, config)
    entry = config.addresses.get(to)
    if entry is None:
        raise ConfigurationError("T007", hint=f"addresses.{to} tidak ada")
    return _from_book(entry)


def _from_book(entry: Addressee) -> SimpleNamespace:
    # A street that nobody verified is not printed as a fact.
    street = entry.address if entry.diperiksa else ""
    return SimpleNamespace(nama=entry.name, kota=entry.city, alamat=street)


def _named_in_form(form: CaseForm, path: str, config: Config) -> SimpleNamespace:
    """The address book's entry for what the form names ("LK3"); otherwise the head of it, `di tempat`."""
    section, _, key = path.partition(".")
    told = str(getattr(getattr(form, section), key, None) or "")
    entry = _in_book(told, config)
    if entry is not None:
        return _from_book(entry)
    words = indonesian.tokens(told)
    post = "" if words and words[0] in POSTS else "Pimpinan "
    return SimpleNamespace(nama=f"{post}{told}", kota="tempat", alamat="")


def _in_book(agency: str, config: Config) -> Addressee | None:
    """The address book's entry for an office as somebody wrote it."""
    words = indonesian.tokens(agency)
    return next(
        (
            entry
            for name, entry in config.addresses.items()
            if words and (name in words or set(words) <= set(indonesian.tokens(entry.name)))
        ),
        None,
    )


def signatory(letter: Letter, config: Config) -> SimpleNamespace:
    """Who signs; `jabatan` is all that stands above the name, the other parts are for layout."""
    role = letter.letter_type.signatory
    keys = ("jabatan", "jabatan_sendiri", "atas_nama", "melalui", "nama", "pangkat", "nip", "ttd")
    if not role:
        return SimpleNamespace(**dict.fromkeys(keys, ""))
    one = config.official(role, letter.dated)
    values = (
        one.title,
        one.own_post,
        one.on_behalf_of,
        one.through,
        one.name,
        one.rank,
        one.nip,
        "",
    )
    return SimpleNamespace(**dict(zip(keys, values, strict=True)))


def sender(letter: Letter, config: Config) -> SimpleNamespace:
    """Who signs, as the letter prints it: the official, or the variables that SRIKANDI fills."""
    head = signatory(letter, config)
    return srikandi.sender() if letter.letter_type.srikandi and head.nama else head


def witnessing_head(letter: Letter, config: Config) -> SimpleNamespace | None:
    """The head who signs below a berita acara, unless already among those who sign it."""
    head = signatory(letter, config)
    if not head.nama or any(_is_same_person(head, one) for one in _signers(letter, config)):
        return None
    return sender(letter, config)


def signer(one: Any) -> SimpleNamespace:
    """Somebody who signs, with what is known; a client or a relative has no NIP and no rank."""
    return SimpleNamespace(**{key: getattr(one, key, None) for key in SIGNER})


def _signers(letter: Letter, config: Config) -> list[SimpleNamespace]:
    """Who signs this record; the case may hold other records, with other signers."""
    form, needs = letter.form, letter.letter_type.needs
    signing: list[Any] = []
    if form.kesepakatan and "kesepakatan" in needs:
        signing += form.kesepakatan.pihak
    if form.serah_terima and "serah_terima" in needs:
        signing += [form.serah_terima.menyerahkan, form.serah_terima.menerima]
    if form.keluar_shelter and "keluar_shelter" in needs:
        signing += [releasing(letter, config), form.keluar_shelter.diserahkan_kepada]
    if form.hasil_temu_bahas and "hasil_temu_bahas" in needs:
        names = (form.hasil_temu_bahas.pimpinan, form.hasil_temu_bahas.notulis)
        signing += [SimpleNamespace(nama=name) for name in names if name]
    return [signer(one) for one in signing if one]


def signing_names(letter: Letter, config: Config) -> list[str]:
    """The names that stand under a box for a signature: the head's, and those of whoever signs the record.

    Raises:
        ConfigurationError: nobody holds the signatory's role on the letter's day.
    """
    form = letter.form
    names = [signatory(letter, config).nama, *(one.nama for one in _signers(letter, config))]
    # A paper of no head is a receipt: between the client and whoever received them.
    if not any(names) and "klien" in letter.letter_type.needs:
        names = [one.nama for one in (form.klien, form.petugas) if one]
    return [name for name in dict.fromkeys(names) if name]


def known_person(name: str | None, letter: Letter, config: Config) -> SimpleNamespace | None:
    """Somebody named only by name, with what the case or the office knows of them."""
    if not name:
        return None
    form = letter.form
    head = signatory(letter, config)
    known: list[Any] = [head] if head.nama else []
    known += [form.petugas] if form.petugas else []
    known += form.hasil_temu_bahas.peserta if form.hasil_temu_bahas else ()
    named = SimpleNamespace(nama=name, nip=None)
    found = next((one for one in known if _is_same_person(signer(one), named)), named)
    return SimpleNamespace(**{**vars(signer(found)), "nama": name})


def _is_same_person(head: SimpleNamespace, one: SimpleNamespace) -> bool:
    """By NIP where both have one, otherwise by name without titles."""
    if head.nip and one.nip:
        return re.sub(r"\D", "", head.nip) == re.sub(r"\D", "", one.nip)
    names = [indonesian.tokens(name.partition(",")[0]) for name in (head.nama, one.nama)]
    return names[0] == names[1]


def person(form: CaseForm, *, others: int, is_titled: bool) -> SimpleNamespace:
    """How letters speak of the client: form of address, companions, origin, age, employment.

    `others` came along, whether they are listed or not; nobody is titled who is not called by a name.
    """
    klien = form.klien
    title = "Sdri." if klien and klien.jenis_kelamin == "P" else "Sdr."
    called = f"{title}\N{NO-BREAK SPACE}" if is_titled else ""
    name = f"{called}{held_together(klien.nama)}" if klien else ""
    group = f" dan {indonesian.count_in_words(others)} orang lainnya" if others else ""
    return SimpleNamespace(
        sapaan=title,
        nama=f"{name}{group}",
        sendiri=name,
        jenis_kelamin={"L": "Laki-laki", "P": "Perempuan"}.get(
            klien.jenis_kelamin if klien else ""
        ),
        jumlah_lainnya=others,
        jumlah=others + 1,
        lahir=_birth(klien),
        asal=_origin(klien),
        masalah=indonesian.join(list(form.permasalahan.jenis)) if form.permasalahan else "",
    )


def _birth(klien: Klien | None) -> str:
    """`Ende, 3 Mei 1992`, or what is known of it."""
    if klien is None:
        return ""
    born = klien.tanggal_lahir
    day = born if isinstance(born, Written) else indonesian.long_date(born) if born else ""
    return ", ".join(part for part in (klien.tempat_lahir or "", day) if part)


def _origin(klien: Klien | None) -> str:
    """The address in one line: street, village, district, regency, province, as far as known."""
    if klien is None:
        return ""
    village = f"Desa/Kelurahan {klien.desa_kelurahan}" if klien.desa_kelurahan else ""
    district = f"Kecamatan {klien.kecamatan}" if klien.kecamatan else ""
    parts = (klien.alamat, village, district, klien.kabupaten_kota, klien.provinsi)
    return ", ".join(part for part in parts if part)


def guests(form: CaseForm, config: Config) -> SimpleNamespace:
    """Whom an invitation goes to; a long list is put on a page of its own.

    `kota` is the one city that the address book knows for all of them, otherwise "tempat".
    """
    invited = form.temu_bahas.diundang if form.temu_bahas else ()
    names = [_guest(one) for one in invited]
    listed = are_listed(form)
    entries = [_in_book(one.instansi, config) for one in invited]
    cities = {entry.city if entry else "" for entry in entries}
    return SimpleNamespace(
        semua=names,
        singkat=[] if listed else names,
        terlampir=names if listed else [],
        kota=cities.pop() if len(cities) == 1 and "" not in cities else "tempat",
    )


def are_listed(form: CaseForm) -> bool:
    """Whether the guests are so many that they stand on a page of their own."""
    return len(form.temu_bahas.diundang if form.temu_bahas else ()) > LISTED_GUESTS


def _guest(one: Diundang) -> str:
    """An office is invited, not a person: `Kepala Dinas …`; a name comes first if there is one."""
    office = f"{one.jabatan or _head_of(one.instansi)} {one.instansi}".strip()
    return f"{one.nama}, {office}" if one.nama else office


def _head_of(agency: str) -> str:
    """The post that a letter to an agency is addressed to; empty where the answer begins with a post."""
    words = indonesian.tokens(agency)
    if not words or words[0] in POSTS or words[0].startswith("kapol"):
        return ""
    return "Kepala" if words[0] in HEADED else "Pimpinan"


def parties(form: CaseForm) -> str:
    """`PIHAK KESATU dan PIHAK KEDUA`; more than three are called together."""
    count = len(form.kesepakatan.pihak) if form.kesepakatan else 2
    if count > 3:  # noqa: PLR2004 - a longer list in a sentence tires the reader
        return "PARA\N{NO-BREAK SPACE}PIHAK"
    return indonesian.join([party_name(place) for place in range(1, count + 1)])


def party_name(place: int) -> str:
    """`PIHAK KESATU` for 1, and so on."""
    return f"PIHAK\N{NO-BREAK SPACE}{indonesian.ordinal_party(place)}"


def held_together(name: str) -> str:
    """A short name does not break over a line; a long one has to."""
    return indonesian.unbroken(name) if len(name) <= SHORT_NAME else name


def assigned(form: CaseForm) -> list[SimpleNamespace]:
    """The officers of a surat tugas: those named for it, and nobody else."""
    return [signer(one) for one in (form.pendampingan.petugas if form.pendampingan else ())]


def attendance(form: CaseForm) -> list[SimpleNamespace]:
    """The rows of an attendance list: a line for each guest, then lines to fill in by hand."""
    invited = form.temu_bahas.diundang if form.temu_bahas else ()
    known = [(one.nama or "", _guest(one.model_copy(update={"nama": None}))) for one in invited]
    empty = max(ATTENDANCE_ROWS - len(known), SPARE_ROWS)
    rows = known + [("", "")] * empty
    return [
        SimpleNamespace(no=place, nama=name, jabatan=post)
        for place, (name, post) in enumerate(rows, start=1)
    ]


def travellers(form: CaseForm) -> list[SimpleNamespace]:
    """Whom tickets are for: the passengers named, otherwise the client and everybody who came along."""
    named = form.tiket.penumpang if form.tiket else ()
    came: tuple[Any, ...] = (form.klien, *form.rombongan) if form.klien else ()
    people = named or came
    known = {indonesian.fold(one.nama): one for one in came}
    return [_traveller(one, known.get(indonesian.fold(one.nama))) for one in people]


def _traveller(one: Any, client: Any) -> SimpleNamespace:
    """A passenger with what a ticket asks for; what was not said again is known of the client of that name."""
    told = {
        key: getattr(one, key, None) or getattr(client, key, None)
        for key in Penumpang.model_fields
        if key != "nama"
    }
    return SimpleNamespace(nama=one.nama, paspor=getattr(client, "nomor_paspor", None), **told)


def releasing(letter: Letter, config: Config) -> SimpleNamespace | None:
    """Who lets a client go: the keeper who received them into the shelter, the officer, or the head."""
    form = letter.form
    if form.keluar_shelter is None:
        return None
    keeper = form.serah_terima.menerima if form.serah_terima else form.petugas
    if keeper is not None:
        return signer(keeper)
    head = signatory(letter, config)
    return SimpleNamespace(
        nama=head.nama, jabatan=head.jabatan, nip=head.nip, pangkat=head.pangkat, instansi=None
    )


def receiving(form: CaseForm) -> SimpleNamespace | None:
    """Who receives a client who leaves the shelter, and whether that is family."""
    if form.keluar_shelter is None:
        return None
    one = form.keluar_shelter.diserahkan_kepada
    kin = is_family(one.hubungan)
    told = {key: getattr(one, key) for key in type(one).model_fields if key not in SIGNER}
    return SimpleNamespace(**vars(signer(one)), **told, keluarga=kin)
