"""Texts about keeping the archive: step times, access, retention, places, disposal."""

__all__ = ["KEEPING"]

KEEPING: dict[str, tuple[str, str]] = {
    "A040": (
        "“{found}” bukan tanggal dan jam yang sudah lewat",
        "Tulis misalnya 24-11-2026 09.30, tidak lebih lambat dari sekarang.",
    ),
}
