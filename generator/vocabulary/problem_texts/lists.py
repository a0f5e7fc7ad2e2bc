"""What is said of a list of people in a spreadsheet."""

__all__ = ["LISTS"]

LISTS: dict[str, tuple[str, str]] = {
    "B030": (
        "Orang pada {found} sama dengan orang pada {hint}",
        "Bila satu lembar mengulang isi lembar lain, hapus salah satunya. Bila orangnya memang dua, bedakan dengan NIK, tanggal lahir, atau umur.",
    ),
    "B040": (
        "Isi berkas ini bukan lembar kerja Excel (.xlsx), walaupun namanya demikian",
        "Buka daftarnya di Excel, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu masukkan kembali ke inbox.",
    ),
    "B041": (
        "Lembar kerja ini rusak atau terpotong, sehingga tidak dapat dibaca sampai habis",
        "Salin sekali lagi dari komputer asalnya atau buka lalu simpan ulang di Excel, dan masukkan kembali ke inbox.",
    ),
    "B042": (
        "Daftar klien ini kosong",
        "Isi satu baris untuk satu orang di bawah judul kolomnya, lalu masukkan kembali ke inbox.",
    ),
    "B043": (
        "Lembar kerja ini tidak memuat daftar klien dengan kolom Nama lengkap",
        "Pakai lembar kosong rombongan.xlsx; judul kolomnya jangan diubah atau dihapus.",
    ),
    "B044": (
        "Daftar ini memuat {found} orang; paling banyak {hint}",
        "Bagi menjadi beberapa lembar kerja.",
    ),
    "B045": (
        "Lembar kerja ini dikunci dengan kata sandi",
        "Hapus kata sandinya di Excel (File > Info > Protect Workbook), simpan, lalu masukkan kembali ke inbox.",
    ),
    "B046": (
        "Ini lembar kerja Excel lama (.xls)",
        "Di Excel pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu masukkan kembali ke inbox.",
    ),
    "B047": (
        "Lembar kerja ini memuat bagian yang tidak diperbolehkan ({found})",
        "Salin jawabannya ke lembar kosong rombongan.xlsx yang baru, lalu masukkan kembali ke inbox.",
    ),
    "B048": (
        "Ada dua kolom “{found}” dalam satu daftar, sehingga tidak jelas nama siapa yang dimaksud",
        "Taruh daftar yang berdampingan di bawah satu sama lain atau pada lembar sendiri, lalu masukkan kembali ke inbox.",
    ),
    "B049": (
        "Baris {found} tersembunyi atau disaring, padahal berisi orang",
        "Tampilkan semua baris (Data > Clear, lalu Unhide). Hapus baris yang memang tidak ikut, lalu masukkan kembali ke inbox.",
    ),
    "F040": (
        "Nomor kasus {found} tidak dapat dipakai bersama pilihan “kasus masing-masing”",
        "Kosongkan nomor kasusnya, atau pilih “satu kasus”.",
    ),
    "F041": (
        "{label} berisi galat Excel ({found})",
        "Ketik jawabannya di sel itu, simpan, lalu masukkan kembali ke inbox.",
    ),
    "F042": (
        "{label} berisi rumus yang belum dihitung",
        "Ketik jawabannya di sel itu, atau buka lalu simpan ulang di Excel.",
    ),
    "F044": (
        "{label} dicoret, tetapi isian lain pada baris itu tidak",
        "Coret seluruh barisnya bila orangnya tidak ikut, atau hapus coretannya, lalu masukkan kembali ke inbox.",
    ),
    "W040": (
        "Untuk satu kasus, isian {found} hanya dipakai dari klien pertama; jawaban orang lain disimpan bersama formulir",
        "Bila perlu dalam surat, tulis pada Keterangan atau pilih “kasus masing-masing”.",
    ),
    "W070": (
        "Baris {found} dicoret seluruhnya, jadi tidak dibaca",
        "Bila orangnya ikut, hapus coretannya dan kirim daftar lagi.",
    ),
    "W071": (
        "Baris {found} tidak dibaca sebagai orang (judul bagian, jumlah, atau tulisan di bawah daftar)",
        "Periksa apakah memang bukan orang; bila orang, lengkapi barisnya dan kirim lagi.",
    ),
    "W072": (
        "Kolom tersembunyi ikut dibaca: {found}",
        "Bila isinya tidak boleh dipakai, hapus kolomnya dan kirim daftar lagi.",
    ),
    "W073": (
        "Jumlah yang tertulis {found} orang, yang terbaca sampai baris itu {hint} orang",
        "Periksa apakah ada orang yang terlewat atau jumlahnya keliru.",
    ),
    "W074": (
        "Pada {label}, “{found}” dicoret dan tidak dipakai",
        "Bila yang dicoret berlaku, tulis kembali tanpa coretan dan kirim formulir perbaikan.",
    ),
    "W075": (
        "Lembar tersembunyi “{found}” memuat {hint} orang dan tidak dibaca",
        "Bila orangnya ikut, tampilkan lembarnya (klik kanan nama lembar > Unhide) dan kirim daftar lagi.",
    ),
    "W076": (
        "{label} {found} mungkin tertukar hari dan bulannya (bila begitu: {hint}), karena kolomnya bercampur tanggal dan tulisan, tanda Excel membaca bulan lebih dulu",
        "Cocokkan dengan dokumennya; bila keliru, kirim formulir perbaikan.",
    ),
    "W077": (
        "{label} “{found}” tersimpan sebagai angka di Excel, sehingga angka 0 di depannya mungkin hilang",
        "Tulis dengan 0 di depan dalam sel berjenis Teks, dan kirim formulir perbaikan.",
    ),
    "W078": (
        "{label} tersimpan sebagai tanggal di Excel ({found}); yang diketik mungkin lain, misalnya 1/2 menjadi tanggal",
        "Periksa; bila keliru, tulis dalam sel berjenis Teks dan kirim formulir perbaikan.",
    ),
}
