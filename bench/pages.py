"""How long each page takes. Run with `python -m bench.pages [CASES …]`.

A real office with a few filed cases, and as many more in its index; every page is asked over its port,
one request after the other. Figures are printed, never judged.
"""

import http.client
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.many import fill_archive
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from tests.office_kit import drop, form, make_office_folder, open_office

SIZES = (0, 10_000)
RUNS = 15
PAGES = {
    "Beranda": "/",
    "Beranda, the part fetched every 20 s": "/potongan/beranda",
    "Cari, a common word": "/cari?q=klien",
    "Cari, a name": "/cari?q=yohanes+lado",
    "Cari, while typing": "/potongan/cari?q=yoh",
    "Cari, a letter number": "/cari?q=400.9.8/1/DINSOSPM/2026",
    "Berkas, all": "/berkas",
    "Berkas, the last page": "/berkas?halaman=100000",
    "Berkas, one case": "/berkas/PMBS-2026-0001",
    "Berkas, one letter": "/berkas/PMBS-2026-0001/2",
    "Formulir": "/formulir",
    "Agenda, a year of outgoing letters": "/agenda/buku-agenda-keluar",
    "Agenda, the running cases": "/agenda/sop",
    "Agenda, a year as XLSX": "/agenda/buku-agenda-keluar/unduh?format=xlsx",
    "Templat": "/templat",
    "Pengaturan": "/pengaturan",
}


def ask(url: str, path: str) -> tuple[int, int, float]:
    """One request: status, bytes, milliseconds."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    data = answer.read()
    took = 1000 * (time.perf_counter() - began)
    connection.close()
    return answer.status, len(data), took


def measure(cases: int) -> None:
    """Print the median and the slowest of several requests for each page."""
    with tempfile.TemporaryDirectory() as folder:
        root = make_office_folder(Path(folder) / "kantor")
        office = open_office(root)
        for n in range(3):
            drop(office, form(klien={"nama": f"Klien Contoh {n}"}), f"{n}.json")
        handling.handle_once(office)
        office.close()
        fill_archive(root / "archive", cases)
        office = open_office(root)
        server = WebServer(office, WebSettings(port=0))
        server.start()
        print(f"\n{cases + 3:,} cases")
        print(f"{'page':<40}{'kB':>8}{'first ms':>10}{'median ms':>11}{'slowest ms':>12}")
        for name, path in PAGES.items():
            status, size, first = ask(server.url, path)
            if status not in (200, 303):
                raise SystemExit(f"{path}: {status}")
            times = [ask(server.url, path)[2] for _ in range(RUNS)]
            median, slowest = statistics.median(times), max(times)
            print(f"{name:<40}{size / 1000:>8.1f}{first:>10.1f}{median:>11.1f}{slowest:>12.1f}")
        server.stop()
        office.close()


def main() -> None:
    """Measure at each size."""
    for cases in [int(size) for size in sys.argv[1:]] or SIZES:
        measure(cases)


if __name__ == "__main__":
    main()
