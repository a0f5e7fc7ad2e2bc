"""Cari by step of the SOP and by person, letters given up; a scan linked by a click on what is proposed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from generator import watch
from generator.office import Office
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.web.kit import Pages, serving

ONE, OTHER = "PMBS-2026-0001", "PMBS-2026-0002"
LETTER, INVITATION = "Surat Koordinasi Penanganan PMBS", "Undangan Temu Bahas Kasus"


@dataclass(frozen=True)
class Desk:
    office: Office
    pages: Pages


@pytest.fixture(scope="module")
def desk(module_office: Office) -> Iterator[Desk]:
    """Two people's cases: one as far as the meeting, one just begun."""
    drop(module_office, form(temu_bahas=TEMU_BAHAS))
    watch.handle_once(module_office)
    drop(module_office, form(klien={"nama": "Maria Bria"}), "maria.json")
    watch.handle_once(module_office)
    with serving(module_office) as pages:
        yield Desk(module_office, pages)


def found(desk: Desk, query: str) -> set[str]:
    text = desk.pages.get(f"/potongan/cari?{query}").text
    return set(re.findall(r'<a href="(/berkas/[^"]+/\d+)">', text))
