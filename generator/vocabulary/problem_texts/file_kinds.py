"""What is said of files that are no form, scan or attachment: each kind has its own way out."""

__all__ = ["FILE_KINDS"]

FILE_KINDS: dict[str, tuple[str, str]] = {
    "B031": (
        "Lembar kerja {found} tidak dibaca; hanya Excel Workbook (.xlsx) yang memperlihatkan baris dan lembar tersembunyi",
        "Buka di Excel atau LibreOffice, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu masukkan kembali ke inbox.",
    ),
    "B032": (
        "Gambar {found} tidak dapat dibaca",
        "Buka gambarnya di Paint atau Foto, simpan sebagai JPG dengan nama yang diawali nomor kasus, lalu masukkan lagi.",
    ),
    "B033": (
        "{found} hanya pintasan ke berkas di tempat lain; isinya tidak ikut",
        "Buka pintasannya, unduh atau salin berkasnya (Google Dokumen: File > Download > Microsoft Word), lalu masukkan berkas itu.",
    ),
    "B034": (
        "{found} adalah surel",
        "Buka surelnya, simpan lampirannya satu per satu ke inbox; surelnya sendiri cetak ke PDF dengan nama yang diawali nomor kasus.",
    ),
    "B035": (
        "Berkas kemasan {found} tidak dibuka",
        "Keluarkan isinya (klik kanan > Ekstrak), lalu masukkan berkasnya, foldernya, atau kemasan .zip.",
    ),
    "B036": (
        "Dokumen {found} tidak dapat dibaca sebagai formulir",
        "Buka di Word atau LibreOffice, pilih Simpan Sebagai, jenis Word Document (.docx), lalu masukkan kembali ke inbox.",
    ),
    "B037": (
        "Video atau rekaman suara {found} tidak diarsipkan",
        "Simpan di tempat yang aman dan sebut tempatnya pada Catatan formulir.",
    ),
    "B038": (
        "{found} adalah program; program tidak pernah dibuka atau disimpan",
        "Hapus berkasnya dari inbox; bila tidak tahu dari mana asalnya, beri tahu administrator.",
    ),
    "B039": (
        "Salindia {found} tidak dapat dibaca sebagai formulir",
        "Simpan sebagai PDF dengan nama yang diawali nomor kasus bila perlu diarsipkan.",
    ),
    "B053": (
        "Pindaian ini berukuran {found}, lebih besar daripada batas {hint}",
        "Pindai dengan 200 dpi, skala abu-abu, atau bagi menjadi beberapa berkas; foto: kirim dengan ukuran yang lebih kecil. Lalu masukkan lagi.",
    ),
    "W082": (
        "Dalam formulir ada {found}, yang tidak dapat dibaca dan tidak ikut dalam surat",
        "Ketik jawabannya sebagai tulisan, atau simpan sebagai PDF atau JPG dan lampirkan.",
    ),
    "W083": (
        "Gambar dalam formulir disimpan sebagai lampiran “{found}”; isinya tidak dibaca",
        "Ketik juga jawabannya bila harus ada dalam surat.",
    ),
    "W079": (
        "Gambar {found} ({hint}) disimpan sebagai JPG",
        "Tidak perlu apa-apa; aslinya ada di folder selesai.",
    ),
}
