"""What letters may say, and when: receivers, access classes, days."""

__all__ = ["TELLING"]

TELLING: dict[str, tuple[str, str]] = {
    "W065": (
        "Templat {found} memuat isian {hint}, yang tidak boleh diketahui penerimanya menurut letters.toml; isian itu dicetak kosong",
        "Hapus isian itu dari templat, atau izinkan pada tabel tells jenis suratnya bila penerimanya memang memerlukannya.",
    ),
    "W066": (
        "Jenis surat {found} belum punya tabel tells dalam letters.toml; suratnya menyebut klien hanya dengan nomor berkas dan memberi tahu yang paling sedikit",
        "Tambahkan tabel tells: apa yang perlu diketahui penerimanya (docs/penulis-templat.md).",
    ),
    "W067": (
        "Berkas ini berkelas {found} sejak surat pertamanya: {hint}. Suratnya menyebut klien sesedikit mungkin, bertanda Rahasia, dan tanpa tembusan ke luar",
        "Bila keliru, turunkan kelasnya dengan alasan (pmbs access NOMOR KELAS --reason …); surat yang belum bertanda tangan lalu dibuat lagi menurut kelas itu, di bawah nomornya.",
    ),
    "W087": (
        "{label} tidak dibuat, karena harinya ({found}) sudah lewat",
        "Bila masih diperlukan, perbaiki tanggalnya, atau isi Tetap dibuat dengan ya, dan kirim lagi dengan nomor kasus ini.",
    ),
    "W089": (
        "{label} ({found}) diadakan {hint}",
        "Pastikan itu maksudnya dan yang diundang dapat datang; bila keliru, kirim formulir perbaikan.",
    ),
    "W100": (
        "{label} {found}, padahal {hint}",
        "Surat dibuat seperti tertulis. Periksa kedua angka itu; bila keliru, kirim formulir perbaikan.",
    ),
    "W101": (
        "Pada berita acara keluar shelter seorang anak belum tertulis {found} penerimanya",
        "Barisnya dicetak kosong: tulis tangan dari dokumen yang ditunjukkan sebelum ditandatangani, atau kirim formulir perbaikan.",
    ),
    "W102": (
        "Berkas ini sekarang berkelas {hint}: surat yang belum bertanda tangan dibuat lagi di bawah nomornya ({found})",
        "Cetakan yang lama jangan dipakai; musnahkan lembarnya.",
    ),
    "W103": (
        "Berkas ini sekarang berkelas {hint}, tetapi yang sudah bertanda tangan atau dikirim tetap seperti semula: {found}",
        "Putuskan apakah lembarnya perlu ditarik kembali dari penerimanya.",
    ),
    "W085": (
        "{found} sudah bertanda tangan atau sudah dikirim, dan tidak diubah; yang berbeda dari jawaban baru: {hint}",
        "Putuskan apakah perlu surat baru: kirim lagi bagian formulirnya dengan nomor kasus ini, lalu beri tahu penerimanya.",
    ),
}
