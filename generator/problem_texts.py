"""What is said to staff: one Indonesian text for each problem code, what happened and what to do.

Code families: B the file itself, F an answer in a form, W a warning (letters are made all the same),
T a template, K conversion to PDF, C printing, A the archive, V a finding of `verify`, D a finding of
`doctor`, S the configuration.
"""

__all__ = ["TEXTS"]

# code -> (what happened, what to do). Placeholders: {label} {found} {hint}; the place is added behind.
TEXTS: dict[str, tuple[str, str]] = {
    # B: the file as it was dropped
    "B001": (
        "Berkas ini kosong (0 bita)",
        "Simpan formulirnya sekali lagi, lalu masukkan kembali ke inbox.",
    ),
    "B002": (
        "Isi berkas ini bukan dokumen Word (.docx), walaupun namanya demikian",
        "Buka formulirnya di Word, pilih Simpan Sebagai, jenis Word (.docx), lalu masukkan kembali ke inbox.",
    ),
    "B003": (
        "Dokumen Word ini rusak atau terpotong, sehingga tidak dapat dibaca sampai habis",
        "Salin sekali lagi dari komputer asalnya atau buka lalu simpan ulang di Word, dan masukkan kembali ke inbox.",
    ),
    "B004": (
        "Jenis berkas {found} tidak dapat dibaca sebagai formulir",
        "Buka formulirnya, simpan sebagai Word (.docx), lalu masukkan kembali ke inbox.",
    ),
    "B005": (
        "Berkas ini berukuran {found}, lebih besar daripada batas {hint}",
        "Pastikan yang dimasukkan adalah formulir kasus, bukan lampiran; keluarkan gambar besar dari dalamnya.",
    ),
    "B006": (
        "Ini pintasan (tautan), bukan berkas formulir; isinya tidak dibuka",
        "Salin berkas aslinya ke inbox.",
    ),
    "B007": (
        "Ini bukan berkas biasa (berkas khusus sistem); isinya tidak dibuka",
        "Masukkan formulirnya saja ke inbox.",
    ),
    "B008": (
        "Dokumen Word ini dikunci dengan kata sandi",
        "Hapus kata sandinya di Word (Berkas > Info > Proteksi), simpan, lalu masukkan kembali ke inbox.",
    ),
    "B009": (
        "Dokumen Word ini memuat bagian yang tidak diperbolehkan ({found})",
        "Salin jawabannya ke formulir kosong yang baru, lalu masukkan kembali ke inbox.",
    ),
    "B010": (
        "Berkas JSON ini tidak dapat dibaca: {found}",
        "Perbaiki penulisannya di tempat yang disebut, lalu masukkan kembali ke inbox.",
    ),
    "B011": (
        "Berkas JSON ini harus berisi satu objek ({{ … }}), bukan {found}",
        "Kirim satu berkas untuk satu formulir.",
    ),
    "B012": (
        "Kunci {found} tertulis lebih dari sekali dalam berkas JSON ini",
        "Hapus salah satunya agar jelas jawaban mana yang berlaku.",
    ),
    "B013": (
        "Berkas JSON ini tidak memakai pengodean UTF-8",
        "Simpan ulang dengan pengodean UTF-8, lalu masukkan kembali ke inbox.",
    ),
    "B014": (
        "Tidak ada satu pun bagian formulir yang dikenali dalam dokumen ini",
        "Pakai formulir kosong dari folder templates/forms, isi, lalu masukkan ke inbox.",
    ),
    "B015": (
        "Susunan berkas ini bertingkat terlalu dalam atau isinya terlalu banyak ({found})",
        "Salin jawabannya ke formulir kosong yang baru, lalu masukkan kembali ke inbox.",
    ),
    "B016": (
        "Formulir yang sama persis sudah dicatat sebagai kasus {found}",
        "Tidak perlu dimasukkan lagi. Untuk melanjutkan kasus itu, isi Nomor kasus pada formulir baru.",
    ),
    "B017": (
        "Berkas ini masih berubah ketika dibaca",
        "Tunggu sampai penyalinan atau penyimpanannya selesai; berkas dicoba lagi dengan sendirinya.",
    ),
    "B018": (
        "Penyimpanan tidak dapat dipakai ({found})",
        "Periksa ruang cakram dan izin folder; formulir dicoba lagi dengan sendirinya.",
    ),
    "B019": (
        "Dokumen Word ini disimpan sebagai “Strict Open XML”, yang tidak dapat dibaca di sini",
        "Di Word pilih Simpan Sebagai, jenis Word Document (.docx) biasa, lalu masukkan kembali ke inbox.",
    ),
    "B020": (
        "Folder atau zip ini tidak berisi berkas apa pun",
        "Masukkan formulir dan lampirannya ke dalam folder itu, lalu pindahkan ke inbox.",
    ),
    "B021": (
        "Folder atau zip ini tidak memuat formulir",
        "Tambahkan formulirnya (.docx), atau beri folder itu nama dengan nomor kasus, misalnya “PMBS-2026-0007 lampiran”, bila isinya lampiran untuk kasus itu.",
    ),
    "B022": (
        "Folder atau zip ini memuat lebih dari satu formulir ({found})",
        "Buat satu folder untuk satu formulir dengan lampirannya.",
    ),
    "B023": (
        "Lampiran {found} tidak diambil: {hint}",
        "Simpan sebagai PDF, JPG, atau PNG dengan nama yang diawali nomor kasus, lalu masukkan kembali ke inbox.",
    ),
    "B024": (
        "Berkas zip ini dikunci dengan kata sandi",
        "Buat zip tanpa kata sandi, atau masukkan foldernya langsung ke inbox.",
    ),
    "B025": (
        "Isi folder atau zip ini terlalu banyak atau terlalu besar (paling banyak {found})",
        "Bagi lampirannya menjadi beberapa kiriman yang diberi nama dengan nomor kasus.",
    ),
    "B026": (
        "Berkas zip ini rusak atau terpotong",
        "Salin sekali lagi, atau masukkan foldernya langsung ke inbox.",
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
    "B027": (
        "Berkas JSON ini memakai versi susunan “{found}”, yang tidak dikenal di sini",
        "Kirim dengan versi {hint}; susunannya tampak dengan perintah pmbs schema.",
    ),
    # F: an answer in the form
    "F001": (
        "{label} wajib diisi, tetapi kosong",
        "Isi jawabannya, lalu masukkan kembali ke inbox.",
    ),
    "F002": (
        "{found} bukan isian yang dikenal{hint}",
        "Perbaiki namanya atau hapus, lalu masukkan kembali ke inbox.",
    ),
    "F003": ("{label} “{found}” bukan pilihan yang dikenal", "Pilih salah satu: {hint}."),
    "F011": (
        "{label} “{found}” tidak dapat dibaca sebagai tanggal",
        "Tulis seperti 24-11-2026 atau 24 November 2026.",
    ),
    "F012": (
        "{label} “{found}” bukan tanggal yang ada",
        "Perbaiki tanggalnya atau kosongkan, lalu masukkan kembali ke inbox.",
    ),
    "F013": ("{label} “{found}” tidak dapat dibaca sebagai jam", "Tulis seperti 09.00 atau 14.30."),
    "F014": (
        "{label} “{found}” tidak dapat dibaca sebagai bilangan bulat",
        "Tulis dengan angka saja, misalnya 34.",
    ),
    "F015": (
        "{label} “{found}” tidak dapat dibaca sebagai jumlah rupiah",
        "Tulis seperti 1500000 atau Rp1.500.000.",
    ),
    "F016": ("{label} “{found}” bukan jawaban ya atau tidak", "Tulis ya atau tidak."),
    "F017": (
        "{label} terlalu panjang ({found} huruf; paling banyak {hint})",
        "Ringkas jawabannya, atau pindahkan rinciannya ke lampiran.",
    ),
    "F018": ("{label} harus berisi {hint}, bukan {found}", "Perbaiki bentuk isiannya."),
    "F019": (
        "{label} memuat tanda yang tidak dapat dicetak ({found})",
        "Ketik ulang jawabannya tanpa tanda itu.",
    ),
    "F020": (
        "{label} berisi {found} baris; sedikitnya harus {hint}",
        "Lengkapi barisnya, lalu masukkan kembali ke inbox.",
    ),
    "F021": (
        "{label} berisi {found} baris; paling banyak {hint}",
        "Kurangi barisnya atau bagi menjadi dua formulir.",
    ),
    "F022": (
        "{label} “{found}” di luar batas yang wajar ({hint})",
        "Periksa angkanya, lalu perbaiki.",
    ),
    "F030": (
        "Nomor kasus “{found}” tidak ada dalam arsip",
        "Periksa nomornya dengan mencari nama klien, atau kosongkan untuk membuka kasus baru.",
    ),
    "F031": (
        "Nomor kasus “{found}” tidak ditulis dengan benar",
        "Tulis seperti PMBS-2026-0007, atau kosongkan untuk membuka kasus baru.",
    ),
    "F032": (
        "Formulir ini tidak memuat isian apa pun selain nomor kasus",
        "Isi sedikitnya satu bagian, lalu masukkan kembali ke inbox.",
    ),
    "F033": (
        "{label} diisi dua kali dengan jawaban yang berbeda",
        "Sisakan satu jawaban yang benar, lalu masukkan kembali ke inbox.",
    ),
    "F034": (
        "Nomor kasus dalam formulir ({found}) berbeda dari nomor dalam nama berkasnya ({hint})",
        "Samakan keduanya, lalu masukkan kembali ke inbox.",
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
    # W: warnings; the letters are made
    "W001": ("NIK {hint}", "Cocokkan dengan KTP atau KK bila ada."),
    "W002": ("Label “{found}” dibaca sebagai “{hint}”", "Periksa apakah itu maksudnya."),
    "W003": (
        "Isian “{found}” tidak dikenal; jawabannya disimpan bersama formulir tetapi tidak dipakai dalam surat",
        "Bila jawaban itu perlu, tulis pada isian yang tersedia.",
    ),
    "W004": ("{label} “{found}” {hint}", "Periksa, dan kirim formulir perbaikan bila keliru."),
    "W005": (
        "Isian ini ada dalam dokumen, tetapi di tempat yang tidak dibaca ({found})",
        "Pindahkan jawabannya ke tabel formulir bila perlu.",
    ),
    "W006": (
        "{label} ({found}) sudah lewat ketika formulir ini dicatat",
        "Periksa tanggalnya; bila keliru, kirim formulir perbaikan dengan nomor kasus ini.",
    ),
    "W007": (
        "{label} ({found}) mendahului {hint}",
        "Periksa kedua tanggal itu; bila keliru, kirim formulir perbaikan.",
    ),
    "W008": (
        "Lama tinggal di shelter {found} melebihi kebiasaan {hint} hari",
        "Pastikan perpanjangannya disetujui, atau perbaiki batas tinggalnya.",
    ),
    "W009": (
        "Shelter sudah penuh: {found} orang tercatat tinggal, sedangkan tempatnya {hint}",
        "Pastikan tempatnya ada, atau titipkan ke rumah singgah lain; catat yang sudah keluar dengan formulir lanjutan.",
    ),
    "W010": (
        "Orang yang sama mungkin sudah tercatat dalam kasus {found} ({hint})",
        "Bila memang orangnya sama, lanjutkan kasus itu dengan mengisi Nomor kasus.",
    ),
    "W011": (
        "{label} “{found}” berbeda dari jawaban sebelumnya dalam kasus ini (“{hint}”)",
        "Jawaban yang baru dipakai untuk surat berikutnya. Surat yang memuat jawaban lama diganti bila bagian formulirnya dikirim lagi dengan nomor kasus ini.",
    ),
    "W012": (
        "Formulir ini sudah tercatat sebagai kasus {found}; hanya lampiran yang baru yang ditambahkan",
        "Tidak perlu mengirim formulirnya lagi; lampiran cukup diberi nama dengan nomor kasus.",
    ),
    "W013": (
        "{label} ({found}) terletak di masa depan",
        "Periksa tanggalnya; bila keliru, kirim formulir perbaikan.",
    ),
    "W014": (
        "Tabel {found} tidak memuat baris judul kolom; isinya dibaca menurut urutan formulir kosong",
        "Periksa hasilnya pada surat; salin judul kolomnya dari formulir kosong.",
    ),
    "W020": (
        "Lampiran {found} tidak diambil: {hint}",
        "Simpan sebagai PDF, JPG, atau PNG dengan nama yang diawali nomor kasus, lalu masukkan ke inbox.",
    ),
    "W040": (
        "Untuk satu kasus, isian {found} hanya dipakai dari klien pertama; jawaban orang lain disimpan bersama formulir",
        "Bila perlu dalam surat, tulis pada Keterangan atau pilih “kasus masing-masing”.",
    ),
    # T: templates and their configuration
    "T001": (
        "Templat {found} tidak ada di folder templates",
        "Kembalikan berkas templat itu; formulir diteruskan dengan sendirinya.",
    ),
    "T002": (
        "Templat {found} bukan dokumen Word yang utuh",
        "Buka lalu simpan ulang templat itu di Word, atau kembalikan salinan lamanya.",
    ),
    "T003": (
        "Templat {found} memakai nama isian yang tidak dikenal: {hint}",
        "Perbaiki nama isian itu di templat; formulir diteruskan dengan sendirinya.",
    ),
    "T004": (
        "Tanda isian dalam templat {found} tidak lengkap atau salah tulis: {hint}",
        "Perbaiki di Word; formulir diteruskan dengan sendirinya.",
    ),
    "T005": (
        "Templat {found} tidak memuat tempat kode QR (gambar dengan teks alternatif QR)",
        "Salin gambar QR dari templat bawaan ke templat itu.",
    ),
    "T006": (
        "Templat {found} memakai huruf {hint} yang tidak terpasang",
        "Pakai Arial atau pasang huruf itu pada komputer layanan.",
    ),
    "T007": (
        "letters.toml tidak dapat dipakai: {hint}",
        "Perbaiki letters.toml di folder templates.",
    ),
    "T008": (
        "Gambar lambang {found} tidak dapat dipakai: {hint}",
        "Kembalikan gambarnya, atau kosongkan `logo` dalam pmbs.toml.",
    ),
    # K: conversion to PDF
    "K001": (
        "Surat {found} tidak berhasil diubah menjadi PDF: {hint}",
        "Administrator perlu memeriksa LibreOffice dengan perintah pmbs doctor.",
    ),
    "K002": (
        "PDF surat {found} tidak memuat {hint}",
        "Administrator perlu memeriksa templat dan huruf dengan perintah pmbs doctor.",
    ),
    "K003": (
        "LibreOffice sedang tidak dapat dipakai: {hint}",
        "Formulir menunggu dan dicoba lagi dengan sendirinya.",
    ),
    # C is printing
    "C001": ("Pencetak tidak menjawab: {hint}", "Periksa apakah pencetak menyala dan tersambung."),
    "C002": (
        "Pencetak menolak atau membatalkan cetakan: {hint}",
        "Periksa pencetak, lalu minta cetak lagi.",
    ),
    "C003": (
        "Tidak dapat dipastikan apakah lembar ini sudah tercetak: {hint}",
        "Lihat baki pencetak; bila belum ada, minta cetak lagi.",
    ),
    "C004": (
        "PDF surat ini {hint}, sehingga tidak dicetak",
        "Administrator perlu memeriksa arsip dengan perintah pmbs verify.",
    ),
    "C005": (
        "Pencetak belum dapat menerima cetakan: {hint}",
        "Cetakan dicoba lagi dengan sendirinya.",
    ),
    "C006": (
        "Cetakan menunggu di pencetak: {hint}",
        "Periksa pencetaknya; cetakan berlanjut dengan sendirinya.",
    ),
    # A: the archive
    "A001": (
        "Folder arsip {found} tidak memuat penanda PMBS-ARCHIVE",
        "Periksa apakah cakram arsip terpasang; jangan membuat arsip baru di atasnya.",
    ),
    "A002": (
        "Buku besar arsip rusak pada {found}",
        "Jalankan pmbs verify dan pulihkan dari salinan cadangan.",
    ),
    "A003": (
        "Jam komputer ({found}) lebih awal daripada catatan terakhir ({hint})",
        "Betulkan jam komputer; penomoran ditunda sampai jamnya benar.",
    ),
    "A004": ("Ruang cakram hampir habis: tersisa {found}", "Kosongkan ruang; formulir menunggu."),
    "A005": ("{found} tidak ada dalam arsip", "Periksa nomornya dengan pmbs find."),
    "A006": (
        "Nomor {found} sudah dipakai surat yang diarsipkan",
        "Nomor itu tidak dapat dibatalkan begitu saja.",
    ),
    "A007": (
        "Berkas {found} tidak dapat diarsipkan sebagai pindaian bertanda tangan",
        "Pindai sebagai PDF, JPG, PNG, atau TIFF, paling besar 20 MB.",
    ),
    "A999": (
        "Terjadi kesalahan pada layanan ini sendiri ({found})",
        "Formulir disimpan di tertahan; administrator perlu melihat catatan layanan.",
    ),
    # V: findings of verify
    "V001": (
        "Rantai buku besar putus pada baris ini",
        "Bandingkan dengan salinan cadangan; jangan disunting.",
    ),
    "V002": (
        "Baris terakhir buku besar tidak utuh",
        "Mulai ulang layanan: baris itu dipotong dan dilaporkan.",
    ),
    "V003": (
        "item.json tidak ada atau tidak terbaca",
        "Pulihkan folder ini dari salinan cadangan.",
    ),
    "V004": (
        "item.json berbeda dari yang dicatat buku besar",
        "Pulihkan folder ini dari salinan cadangan.",
    ),
    "V005": (
        "Isi berkas yang dicatat buku besar tidak ada",
        "Pulihkan folder ini dari salinan cadangan.",
    ),
    "V006": (
        "Folder ini tidak dicatat dalam buku besar",
        "Cari tahu asalnya; jangan dihapus begitu saja.",
    ),
    "V007": (
        "Nomor ini hilang dari urutan atau tercatat dua kali",
        "Bandingkan dengan salinan cadangan.",
    ),
    "V008": (
        "Folder ini tidak berada di tempatnya sendiri",
        "Kembalikan ke tempat yang disebut item.json.",
    ),
    "V009": ("Berkas ini hilang", "Pulihkan dari salinan cadangan."),
    "V010": ("Isi berkas ini berubah sejak diarsipkan", "Pulihkan dari salinan cadangan."),
    "V011": ("Berkas ini bukan bagian dari arsip", "Pindahkan keluar dari folder arsip."),
    "V012": (
        "Nomor ini tidak dipakai tetapi tidak dibatalkan, atau dibatalkan tetapi dipakai",
        "Periksa surat dan buku agendanya.",
    ),
    "V020": ("Indeks berbeda dari isi arsip", "Jalankan pmbs rebuild."),
    "V021": ("Nomor dalam indeks berbeda dari buku besar", "Jalankan pmbs rebuild."),
    "V022": ("Catatan cetak dalam indeks berbeda dari buku besar", "Jalankan pmbs rebuild."),
    # D: the surroundings
    "D001": ("Pemeriksaan {found} gagal: {hint}", "Periksa izin folder dan cakramnya."),
    "D002": (
        "Folder {found} tidak mengenal tautan keras",
        "Taruh folder kantor di cakram lokal (ext4 atau xfs), bukan di folder jaringan.",
    ),
    "D003": (
        "Folder {found} berada di cakram lain daripada arsip",
        "Taruh keduanya di cakram yang sama.",
    ),
    "D004": (
        "Program {found} tidak terpasang",
        "Pasang dengan make run, atau dengan apt-get install.",
    ),
    "D005": (
        "Huruf {found} tidak terpasang dan diganti {hint}, yang lebarnya berbeda",
        "Pasang paket fonts-liberation.",
    ),
    # S is the configuration
    "S001": ("pmbs.toml tidak dapat dipakai: {hint}", "Perbaiki pmbs.toml."),
    "S002": (
        "Folder {found} sudah berisi kantor (pmbs.toml)",
        "Pilih folder lain; kantor yang ada tidak ditimpa.",
    ),
    "S003": (
        "Layanan untuk folder ini sudah berjalan",
        "Hentikan yang sedang berjalan, atau biarkan ia yang mengerjakan.",
    ),
    "S004": ("Berkas {found} tidak ada", "Periksa nama dan tempat berkasnya."),
    "S006": ("{found} tidak dikenal", "Pilih salah satu: {hint}."),
    "S005": ("Daftar {found} tidak dikenal", "Pilih salah satu: {hint}."),
}
