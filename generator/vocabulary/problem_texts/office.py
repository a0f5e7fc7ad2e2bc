"""Texts about the office's own side: templates, PDF, printing, the archive, its findings, the settings."""

__all__ = ["OFFICE"]

OFFICE: dict[str, tuple[str, str]] = {
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
    "T007": (
        "letters.toml tidak dapat dipakai: {hint}",
        "Perbaiki letters.toml di folder templates.",
    ),
    "T008": (
        "Gambar lambang {found} tidak dapat dipakai: {hint}",
        "Kembalikan gambarnya, atau kosongkan `logo` dalam pmbs.toml.",
    ),
    "T010": (
        "Tanda isian dalam templat {found} dibuka tetapi tidak ditutup, atau sebaliknya: {hint}",
        "Tulis ulang tanda itu utuh dalam satu paragraf, tanpa spasi di antara kedua kurungnya.",
    ),
    "T011": (
        "Tanda dalam templat {found} tidak berpasangan: {hint}",
        "Lengkapi pasangannya, atau hapus keduanya.",
    ),
    "T012": (
        "Tanda dalam templat {found} berada di tempat yang salah: {hint}",
        "Taruh kedua tanda yang berpasangan di tabel atau badan yang sama, masing-masing sendiri"
        " dalam paragraf (p) atau baris tabelnya (tr).",
    ),
    "T013": (
        "Surat dari templat {found} bukan dokumen Word yang utuh",
        "Periksa pasangan tanda if dan for; taruh keduanya di paragraf tersendiri.",
    ),
    "T014": (
        "Surat SRIKANDI dari templat {found} tidak memuat {hint} dalam keadaan utuh",
        "Pakai surat.nomor, penandatangan.ttd, dan penandatangan.nama tanpa saringan yang mengubahnya.",
    ),
    "T015": (
        "Templat {found} belum selesai diisi setelah {hint} detik, lalu dihentikan",
        "Cari perulangan ({{% for … %}}) yang bersarang atau terlalu panjang di dalamnya; formulirnya "
        "ditahan dan dilanjutkan sendiri setelah templatnya dibetulkan.",
    ),
    "T017": (
        "Program pengisi templat tidak dapat dijalankan ({hint})",
        "Formulir menunggu dan dicoba lagi. Administrator perlu memeriksa layanan dengan pmbs doctor.",
    ),
    "T016": (
        "Templat {found} memerlukan memori terlalu banyak atau menghentikan pengisiannya",
        "Cari perulangan atau teks yang terlalu panjang di dalamnya, atau pakai salinan templat "
        "sebelumnya.",
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
        "Jangan disunting; hentikan layanan dan pulihkan dari salinan cadangan.",
    ),
    "A003": (
        "Jam komputer ({found}) lebih awal daripada catatan terakhir ({hint})",
        "Betulkan jam komputer; penomoran ditunda sampai jamnya benar. Bila jam yang sekarang benar dan catatan itu yang salah: tekan Jam ini benar di Beranda, atau pmbs clock accept --reason ALASAN.",
    ),
    "A071": (
        "Jam komputer ({found}) jauh sesudah catatan terakhir ({hint}), dan tidak disesuaikan dengan waktu jaringan",
        "Periksa tanggalnya; penomoran ditunda. Bila benar: tekan Jam ini benar di Beranda, atau pmbs clock accept --reason ALASAN.",
    ),
    "A072": (
        "Jam komputer ({found}) tidak bermasalah",
        "Tidak perlu apa-apa.",
    ),
    "A004": ("Ruang cakram hampir habis: tersisa {found}", "Kosongkan ruang; formulir menunggu."),
    "A005": ("{found} tidak ada dalam arsip", "Periksa nomornya, atau cari dahulu."),
    "A006": (
        "Nomor {found} tidak dapat dibatalkan: suratnya sudah bertanda tangan, seluruhnya atau sebagian, atau sudah diganti",
        "Surat bertanda tangan tetap berlaku; yang sudah diganti dibatalkan pada penggantinya.",
    ),
    "A007": (
        "Berkas {found} tidak dapat diarsipkan sebagai pindaian bertanda tangan",
        "Pindai sebagai PDF, JPG, PNG, atau TIFF, paling besar 20 MB.",
    ),
    "A008": (
        "Pindaian yang sama sudah diarsipkan untuk surat {found}",
        "Tidak perlu dimasukkan lagi. Bila pencocokannya pernah dibatalkan dan ternyata benar, pindai lembarnya sekali lagi.",
    ),
    "A009": (
        "Berkas {found} bukan lagi seperti ketika diarsipkan",
        "Jalankan pmbs verify, lalu pulihkan berkas itu dari salinan cadangan.",
    ),
    "A030": (
        "Folder {found} tidak kosong, atau berada di dalam kantor itu sendiri",
        "Pilih folder kosong di tempat lain.",
    ),
    "A031": ("Penyalinan terhenti: {hint}", "Periksa ruang dan izin di tujuannya, lalu ulangi."),
    "A032": (
        "Buku besar {found} tidak melanjutkan yang ada dalam cadangan",
        "Salah satunya ditulis ulang: jangan diteruskan, bandingkan keduanya dengan kepala rantai"
        " pada laporan bulanan.",
    ),
    "A033": ("Folder {found} bukan cadangan PMBS", "Pilih folder yang memuat PMBS-CADANGAN."),
    "A036": (
        "Daftar cadangan menyebut {found}, yang terletak di luar kantor",
        "Cadangan itu diubah orang atau rusak; tidak ada yang dipulihkan. Pakai cadangan lain.",
    ),
    "A034": ("Pencadangan lain ke {found} sedang berjalan", "Tunggu sampai selesai."),
    "A020": (
        "{found} bukan naskah yang dinomori SRIKANDI",
        "Lihat daftar naskah yang menunggu nomornya.",
    ),
    "A021": (
        "Nomor {found} sudah dicatat untuk surat lain",
        "Periksa nomornya di SRIKANDI.",
    ),
    "A022": ("Tanggal {found} belum tiba", "Periksa tanggal naskah di SRIKANDI."),
    "A023": (
        "Surat {found} dibuat untuk SRIKANDI dan tidak dicetak dari sini",
        "Cetak dari SRIKANDI, atau buka surat.docx di arsip.",
    ),
    "A024": (
        "Surat {found} sudah dibatalkan",
        "Lihat berkasnya; surat penggantinya, bila ada, bernomor lain.",
    ),
    "A025": (
        "{found} adalah awal dari beberapa nomor, antara lain {hint}",
        "Tulis nomornya sampai tahunnya.",
    ),
    "A035": (
        "{found} bukan surat yang dibuat layanan ini",
        "Salinan tersamar dibuat dari surat PDF layanan, bukan dari pindaian, formulir, atau lampiran.",
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
    "V063": (
        "Cadangan ini terputus sewaktu dibuat: berkas ini mungkin lebih baru atau lebih lama daripada yang lain",
        "Periksa isinya sebelum dipakai; arsip dan buku besarnya utuh sampai cadangan sebelumnya.",
    ),
    "V064": (
        "Buku besar bukan lagi yang sudah dibaca indeks: barisnya diganti dan rantainya dihitung ulang",
        "Jangan dilanjutkan: pulihkan buku besar dari salinan cadangan, atau cocokkan dengan segel cetakan.",
    ),
    "V062": (
        "Berkas kantor ini hilang, kosong, atau rusak sejak cadangan sebelumnya; yang terakhir baik disimpan di folder lama pada cadangan",
        "Bila tidak disengaja, salin kembali dari folder lama, lalu jalankan layanan ulang.",
    ),
    "V061": (
        "Tanda tangan elektronik pada isi berkas ini tidak utuh lagi",
        "Ambil isi berkasnya dari cadangan; bila di sana pun rusak, minta PDF-nya lagi kepada penandatangan.",
    ),
    "V014": (
        "Buku besar lebih pendek daripada yang sudah dibaca indeks: baris terakhirnya hilang",
        "Jangan dilanjutkan: pulihkan buku besar dari salinan cadangan, atau cocokkan dengan segel cetakan.",
    ),
    "V012": (
        "Nomor ini tidak dipakai tetapi tidak dibatalkan, atau dibatalkan tetapi dipakai",
        "Periksa surat dan buku agendanya.",
    ),
    "V030": (
        "Templat yang membuat surat ini tidak tersimpan dalam arsip",
        "Pulihkan folder templat dari salinan cadangan.",
    ),
    "V031": (
        "Templat tersimpan ini bukan lagi yang disebut namanya",
        "Pulihkan dari salinan cadangan.",
    ),
    "V032": (
        "Teks yang dikenali pada lampiran ini hilang atau berubah",
        "Jalankan pmbs rebuild; layanan mengenalinya lagi.",
    ),
    "V013": (
        "Nomor dalam item.json bukan nomor yang diambil untuk isi berkas ini",
        "Pulihkan folder ini dari salinan cadangan.",
    ),
    "V035": (
        "Nomor SRIKANDI ini dicatat untuk sesuatu yang bukan naskah SRIKANDI",
        "Bandingkan dengan salinan cadangan.",
    ),
    "V020": ("Indeks berbeda dari isi arsip", "Jalankan pmbs rebuild."),
    "V021": ("Nomor dalam indeks berbeda dari buku besar", "Jalankan pmbs rebuild."),
    "V022": ("Catatan cetak dalam indeks berbeda dari buku besar", "Jalankan pmbs rebuild."),
    "V023": (
        "Tabel indeks ini berbeda dari yang dibuat ulang dari arsip dan buku besar",
        "Jalankan pmbs rebuild.",
    ),
    "V024": ("Halaman daftar isi ini berbeda dari isi arsip", "Jalankan pmbs rebuild."),
    # S is the configuration
    "S001": ("pmbs.toml tidak dapat dipakai: {hint}", "Perbaiki pmbs.toml."),
    "S002": (
        "Folder {found} sudah berisi kantor (pmbs.toml)",
        "Pilih folder lain; kantor yang ada tidak ditimpa.",
    ),
    "S032": (
        "Perintah ini dijalankan sebagai {found}, padahal arsip ini milik {hint}",
        "Jalankan sebagai pemiliknya: sudo -u {hint} pmbs …, atau sebagai root. Belum ada yang diubah.",
    ),
    "S033": (
        "Pemilik arsip ({found}) tidak dapat membaca program ini di {hint}",
        "Pasang programnya di tempat yang dapat dibaca semua orang, misalnya /opt, atau jalankan sebagai {found}. Belum ada yang diubah.",
    ),
    "S034": (
        "Tidak diizinkan membuka {found}",
        "Bila itu seharusnya milik kantor ini: sudo chown -R --reference=pmbs.toml {hint} (dari folder kantor), lalu ulangi.",
    ),
    "S035": (
        "Folder kantor {found} milik root; layanan tidak dijalankan sebagai root",
        "Buat penggunanya dan serahkan foldernya: sudo adduser --system --group pmbs, lalu sudo chown -R pmbs:pmbs {found}, lalu ulangi.",
    ),
    "S036": (
        "{found} tidak ditulis oleh perintah ini, jadi tidak diubah",
        "Pakai nama lain dengan --name, atau pindahkan dahulu berkas itu.",
    ),
    "S037": (
        "Mesin ini tidak dijalankan oleh systemd",
        "Jalankan layanannya dengan cara mesin ini: pmbs --office FOLDER run.",
    ),
    "S038": (
        "{found} ditolak: {hint}",
        "Baca journalctl --unit NAMA; perintah untuk unit sistem dijalankan sebagai root (sudo).",
    ),
    "S039": (
        "Disk arsip tidak dapat ditulisi ({found})",
        "Kosongkan ruang pada disk itu (df -h), lalu ulangi. Yang sudah diarsipkan tetap utuh; formulir menunggu dan dikerjakan dengan sendirinya.",
    ),
    "S003": (
        "Layanan untuk folder ini sudah berjalan",
        "Hentikan yang sedang berjalan, atau biarkan ia yang mengerjakan.",
    ),
    "S004": ("Berkas {found} tidak ada", "Periksa nama dan tempat berkasnya."),
    "S006": ("{found} tidak dikenal", "Pilih salah satu: {hint}."),
    "S007": (
        "Daftar {found} tidak dibuat per bulan",
        "Hilangkan --month; daftar ini mencakup setahun atau keadaan sekarang.",
    ),
    "S005": ("Daftar {found} tidak dikenal", "Pilih salah satu: {hint}."),
}
