"""Texts about registers: numbers taken by hand, letters entered by hand, slips, dispositions."""

__all__ = ["REGISTERS"]

REGISTERS: dict[str, tuple[str, str]] = {
    "A010": ("Surat yang sama sudah dicatat sebagai {found}", "Tidak perlu dicatat lagi."),
    "A011": (
        "Tanggal {found} belum tiba",
        "Nomor diberikan paling lambat untuk surat hari ini.",
    ),
    "A012": (
        "Tanggal {found} lebih awal daripada surat bernomor terakhir",
        "Ambil nomor sisipan, dengan alasannya.",
    ),
    "A013": (
        "Surat bertanggal {found} tidak memerlukan nomor sisipan",
        "Ambil nomor berikutnya.",
    ),
    "A014": (
        "Tidak ada nomor yang dapat disisipi pada {found}",
        "Periksa tanggalnya pada buku agenda surat keluar; satu nomor menampung sisipan a sampai z.",
    ),
    "A015": (
        "{found} bukan nomor cadangan yang belum dipakai",
        "Lihat buku agenda surat keluar: nomor cadangan ditandai DICADANGKAN.",
    ),
    "A017": (
        "Tanggal {found} tidak mungkin: belum tiba, atau mendahului suratnya",
        "Periksa tanggal kirim dan tanggal terima.",
    ),
    "A018": (
        "Buku besar tidak lagi memuat segel baris {found}",
        "Rantainya ditulis ulang, atau segelnya salah disalin: bandingkan dengan salinan cadangan.",
    ),
    "A019": (
        "Kode klasifikasi {found} tidak ada dalam tabel klasifikasi kantor",
        "Periksa kodenya; kode baru ditambahkan administrator ke tabel itu.",
    ),
    "A016": (
        "Berkas {found} tidak dapat dibaca sebagai PDF, JPG, PNG, atau TIFF",
        "Pindai ulang, atau catat suratnya tanpa berkas.",
    ),
    # What is asked for on a page.
    "A090": ("{label} belum diisi", "Isi dahulu, lalu kirim lagi."),
    "A091": ("{label}: “{found}” bukan tanggal yang ada", "Tulis misalnya 24-11-2026."),
    "A092": ("{label}: “{found}” bukan jam", "Tulis misalnya 09.30."),
    "A093": ("{label}: “{found}” bukan bilangan yang dapat dipakai", "Tulis bilangan {hint}."),
    "A094": ("{label}: “{found}” bukan salah satu pilihannya", "Pilih dari daftarnya."),
    "A095": ("{label} terlalu panjang", "Paling banyak {hint} huruf."),
}
