"""How electronic signatures are judged: whole, changed, by a known issuer, taken back, run out."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.scans import certificates as judging
from generator.scans import electronic_signatures, keep_safe
from generator.vocabulary.certificates import Certified
from generator.vocabulary.problems import Problem
from tests.returns.authority import (
    Authority,
    in_another_language,
    make_authority,
    sign,
    turned_over,
    uji,
    with_crl,
)

WHOLE, UNKNOWN = Certified.VALID, Certified.UNKNOWN_ISSUER


@pytest.fixture(scope="module")
def plain() -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(out)
    return out.getvalue()


def states(data: bytes, folder: Path, authority: Authority | None = None) -> list[Certified]:
    path = folder / "surat.pdf"
    path.write_bytes(data)
    roots = (authority or uji()).write_root(folder / "akar")
    return [one.state for one in electronic_signatures(path, roots)]


@pytest.mark.parametrize("curve", [False, True], ids=["RSA", "ECDSA"])
@pytest.mark.parametrize("years", [False, True], ids=["B-T", "B-LTA"])
def test_a_signature_stamped_by_a_known_authority(
    plain: bytes, tmp_path: Path, *, curve: bool, years: bool
) -> None:
    who = uji().person("Siti Aminah", curve=curve)
    (tmp_path / "surat.pdf").write_bytes(
        sign(plain, who, uji(), stamped=True, kept_for_years=years)
    )
    roots = uji().write_root(tmp_path / "akar")
    (found,) = electronic_signatures(tmp_path / "surat.pdf", roots)
    assert (found.state, found.signer, found.issuer) == (WHOLE, "Siti Aminah", "Penerbit Uji")
    assert found.is_stamped
    assert found.at is not None
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert found.at.utcoffset() == timedelta(hours=8), "as the office's clock shows it"


def test_without_a_stamp_the_moment_is_only_what_the_signer_claims(
    plain: bytes, tmp_path: Path
) -> None:
    (tmp_path / "surat.pdf").write_bytes(sign(plain, uji().person("Siti Aminah"), uji()))
    roots = uji().write_root(tmp_path / "akar")
    (found,) = electronic_signatures(tmp_path / "surat.pdf", roots)
    assert (found.state, found.is_stamped) == (WHOLE, False)


def test_no_root_is_guessed(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(sign(plain, uji().person("Siti Aminah"), uji()))
    for roots in (None, tmp_path / "tidak-ada", make_authority("Lain").write_root(tmp_path / "l")):
        assert [one.state for one in electronic_signatures(path, roots)] == [UNKNOWN]


def test_two_sign_one_after_the_other(plain: bytes, tmp_path: Path) -> None:
    once = sign(plain, uji().person("Siti Aminah"), uji())
    twice = sign(once, uji().person("Budi"), uji(), field_name="kedua", stamped=True)
    assert states(twice, tmp_path) == [WHOLE, WHOLE]


@pytest.mark.parametrize("change", [turned_over, in_another_language])
def test_whatever_is_changed_behind_the_signature_is_found(
    plain: bytes, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    once = sign(plain, uji().person("Siti Aminah"), uji())
    assert states(change(once), tmp_path) == [Certified.CHANGED]


def test_a_change_between_two_signatures_breaks_the_first(plain: bytes, tmp_path: Path) -> None:
    once = turned_over(sign(plain, uji().person("Siti Aminah"), uji()))
    twice = sign(once, uji().person("Budi"), uji(), field_name="kedua")
    assert states(twice, tmp_path) == [Certified.CHANGED, WHOLE]


def test_each_byte_counts(plain: bytes, tmp_path: Path) -> None:
    signed = sign(plain, uji().person("Siti Aminah"), uji())
    assert states(signed.replace(b" 842", b" 843", 1), tmp_path) == [Certified.CHANGED]


def test_saved_anew_it_is_no_longer_what_was_signed(plain: bytes, tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sign(plain, uji().person("Siti Aminah"), uji()))) as document:
        document.save(out)
    assert states(out.getvalue(), tmp_path) == [Certified.CHANGED]


def test_a_certificate_that_had_run_out_does_not_sign(plain: bytes, tmp_path: Path) -> None:
    signed = sign(plain, uji().person("Siti Aminah", days=100), uji())
    assert states(signed, tmp_path) == [Certified.EXPIRED]


def test_one_that_ran_out_since_still_holds(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(sign(plain, uji().person("Siti Aminah"), uji(), stamped=True))
    roots = judging.certificates_in(uji().write_root(tmp_path / "akar"))
    now = datetime.now(UTC) + timedelta(days=7300)
    assert [one["state"] for one in judging.judged(path, roots, now=now)] == [WHOLE]


@pytest.mark.parametrize(
    ("revoked", "stamped", "state"),
    [
        (-30, True, Certified.REVOKED),
        (-30, False, Certified.REVOKED),
        # Taken back after a stamp that proves the moment it harms nothing; a mere claim proves nothing.
        (+1, True, WHOLE),
    ],
)
def test_what_the_file_tells_of_revocation_counts(
    plain: bytes, tmp_path: Path, *, revoked: int, stamped: bool, state: Certified
) -> None:
    authority = make_authority()
    who = authority.person("Siti Aminah")
    signed = sign(plain, who, authority, stamped=stamped)
    authority.revoke(who, datetime.now(UTC) + timedelta(days=revoked))
    assert states(with_crl(signed, authority), tmp_path, authority) == [state]


def test_a_backdated_signature_with_a_certificate_taken_back_since(
    plain: bytes, tmp_path: Path
) -> None:
    """Signed yesterday, by its own word, with a key that was reported stolen this morning."""
    authority = make_authority()
    who = authority.person("Siti Aminah")
    path = tmp_path / "surat.pdf"
    signed = sign(plain, who, authority)
    authority.revoke(who, datetime.now(UTC) + timedelta(seconds=1))
    path.write_bytes(with_crl(signed, authority))

    roots = judging.certificates_in(authority.write_root(tmp_path / "akar"))
    now = datetime.now(UTC) + timedelta(days=1)
    assert [one["state"] for one in judging.judged(path, roots, now=now)] == [Certified.REVOKED]


def test_a_mark_of_a_signature_without_one_cannot_be_checked(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(plain + b"\n% /ByteRange [0 1 2 3]\n")
    kept = keep_safe(path, tmp_path / "bersih.pdf", roots=None)
    assert not isinstance(kept, Problem)
    assert [one.state for one in kept.signatures] == [Certified.UNREADABLE]


def test_a_folder_of_roots_that_holds_something_else(tmp_path: Path) -> None:
    roots = uji().write_root(tmp_path / "akar")
    (roots / "CATATAN.txt").write_text("bukan sertifikat")
    assert len(judging.certificates_in(roots)) == 1
    (roots / "rusak.crt").write_bytes(b"bukan sertifikat")
    with pytest.raises(ValueError, match=r"."):
        judging.certificates_in(roots)


def test_which_roots_have_run_out(tmp_path: Path) -> None:
    found = judging.certificates_in(uji().write_root(tmp_path / "akar"))
    now = datetime.now(UTC)
    assert judging.run_out(found, now) == []
    assert judging.run_out(found, now + timedelta(days=7300)) == ["Akar Uji"]
