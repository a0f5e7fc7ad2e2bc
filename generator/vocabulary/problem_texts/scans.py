"""Texts about scans that came back, and about PDFs that act."""

__all__ = ["SCANS"]

SCANS: dict[str, tuple[str, str]] = {
    "R001": (
        "Pindaian ini tidak dapat dibuka",
        "Pindai sekali lagi sebagai PDF atau JPG, lalu masukkan lagi.",
    ),
    "R002": (
        "Pindaian ini terlalu panjang (paling banyak {found} halaman)",
        "Bagi menjadi beberapa berkas.",
    ),
    "R003": (
        "Pindaian PDF ini dikunci dengan kata sandi",
        "Simpan tanpa kata sandi, lalu masukkan lagi.",
    ),
    "R004": (
        "Pindaian ini terlalu berat untuk dibaca",
        "Pindai sekali lagi dengan 200 dpi, skala abu-abu, lalu masukkan lagi.",
    ),
    "R005": (
        "Surat pada pindaian ini belum dikenali",
        "Cocokkan dengan perintah pmbs match NOMOR BERKAS, atau pindai sekali lagi dengan lebih jelas. Bila ini lampiran, beri nama yang diawali nomor kasusnya. {hint}",
    ),
    "R006": (
        "Pindaian ini memuat surat kantor lain ({found})",
        "Serahkan kepada kantor itu; surat kantor lain tidak diarsipkan di sini.",
    ),
    "R007": (
        "Tidak ada surat dengan nomor urut {found} dalam arsip, atau nomornya sudah dibatalkan",
        "Periksa lembar aslinya pada buku agenda.",
    ),
    "R008": (
        "PDF ini memuat {found}",
        "Cetak, lalu pindai lembarnya, atau simpan lewat “Cetak ke PDF”; pemindai tidak pernah menulis itu.",
    ),
    "R009": (
        "PDF bertanda tangan elektronik ini memuat {found}; ia tidak boleh diubah, dan tidak disimpan dengan itu",
        "Minta penerbitnya menandatangani PDF biasa tanpa program dan tanpa berkas di dalamnya.",
    ),
    "R010": (
        "Halaman {found} pindaian ini memuat lebih dari satu surat{hint}",
        "Pindai suratnya satu per satu pada A4, jangan berdampingan pada A3, lalu masukkan lagi.",
    ),
    "R014": (
        "Gambar pindaian ini terlalu besar untuk dibaca (lebih dari 130 juta titik)",
        "Pindai pada 300 dpi, atau ambil fotonya dengan resolusi yang lebih kecil, lalu masukkan lagi.",
    ),
    "R013": (
        "Surat bernomor {found} di arsip adalah surat lain: isinya bukan yang tercetak di lembar ini",
        "Mungkin lembar ini dibuat sebelum arsip dipulihkan dari cadangan, atau dengan arsip lain yang disalin. Jangan arsipkan sebagai surat itu; tanyakan arsiparis, surat mana yang berlaku.",
    ),
    "R012": (
        "Pindaian ini tidak diarsipkan: {found}",
        "Hapus bila tidak diperlukan lagi, atau pindai lagi dengan benar.",
    ),
    "R016": (
        "Pindaian ini diunggah sebagai surat dari luar, dan belum dicatat dalam agenda",
        "Catat di halaman Surat masuk; sampai saat itu ia menunggu di sini.",
    ),
    "R011": (
        "Pencocokan pindaian ini dengan surat {found} dibatalkan: {hint}",
        "Cocokkan dengan surat yang benar, atau keluarkan dari folder ini bila tidak dipakai; salinannya tetap dalam arsip.",
    ),
    "R015": (
        "PDF surat {found} diubah sesudah ditandatangani secara elektronik",
        "Minta berkas aslinya kepada penandatangan atau unduh lagi dari SRIKANDI; jangan disimpan ulang, digabung, dikompres, atau dicetak ke PDF.",
    ),
    "W092": (
        "Tanda tangan elektronik pada {found}: {hint}",
        "Tidak perlu apa-apa; tercatat pada halaman berkasnya.",
    ),
    "W093": (
        "Tanda tangan elektronik pada {found}: {hint}",
        "Periksa PDF-nya di layanan pemeriksa tanda tangan elektronik pemerintah. Bila sah, nyatakan lengkap pada halaman suratnya; agar dikenali lain kali, admin menyimpan sertifikat induk penerbitnya di folder [signatures] roots.",
    ),
    "W094": (
        "Tanda tangan elektronik pada {found} tidak dapat diterima: {hint}",
        "Minta berkas yang ditandatangani ulang dengan sertifikat yang berlaku.",
    ),
    "W095": (
        "Berkas {found} diubah sesudah ditandatangani secara elektronik ({hint})",
        "Jangan dipakai sebagai bukti; minta berkas aslinya kepada penerbitnya.",
    ),
    "W096": (
        "Surat ini ditandatangani secara elektronik oleh {found}, bukan oleh {hint}",
        "Mintakan tanda tangan pejabat yang namanya tertulis di surat. Bila penggantinya berwenang, nyatakan lengkap pada halaman suratnya dengan alasannya.",
    ),
    "W097": (
        "PDF surat {found} bukan hasil pindai dan tidak memuat tanda tangan elektronik",
        "Masukkan PDF bertanda tangan apa adanya (jangan dicetak ke PDF atau dikompres), atau pindai lembar yang ditandatangani.",
    ),
    "W098": (
        "Lembar surat {found} memuat kode layanan tanda tangan elektronik, yang tidak dapat diperiksa dari kertas",
        "Minta PDF aslinya dan masukkan ke inbox. Bila tidak ada, nyatakan lengkap pada halaman suratnya dengan alasannya.",
    ),
    "W099": (
        "Teks pindaian surat {found} belum dapat dikenali; pindaiannya tersimpan utuh",
        "Tidak perlu apa-apa: dicoba lagi bila layanan senggang, lalu dapat dicari menurut isinya.",
    ),
    "W120": (
        "Salinan terbaca pindaian surat {found} tidak disimpan, karena tidak memperlihatkan semua yang ada pada pindaiannya; yang ditampilkan pindaian aslinya",
        "Tidak perlu apa-apa; teksnya tetap dapat dicari.",
    ),
    "W121": (
        "Berkas-berkas ini dibaca sebagai satu tumpukan; halamannya: {found}",
        "Tidak perlu apa-apa; nomor halaman yang disebut di sini adalah nomor dalam tumpukan itu.",
    ),
    "W122": (
        "Gambar ini datang bersama {found}, tetapi tidak satu pun memuat kode surat; masing-masing dibaca sendiri",
        "Bila semuanya satu surat, satukan menjadi satu PDF, lalu masukkan lagi.",
    ),
    "W123": (
        "Berkas {found} dari kiriman ini tidak dapat diambil dan menunggu di folder ditolak. {hint}",
        "Yang lain tetap dicatat.",
    ),
    "W090": (
        "Halaman {found} pindaian ini tampak kosong; disimpan bersama surat {hint}",
        "Tidak perlu apa-apa, kecuali halaman itu milik surat lain: pindai lagi sendiri.",
    ),
    "W091": (
        "Halaman {found} pindaian ini tanpa kode dan bertulisan tipis; disimpan bersama surat {hint}",
        "Periksa apakah halaman itu memang milik surat tersebut; bila milik surat lain, pindai lagi sendiri.",
    ),
    "W030": (
        "Yang ditandatangani adalah revisi {hint} surat {found}, yang sudah diganti",
        "Bila revisi yang baru yang berlaku, mintakan tanda tangan pada revisi itu.",
    ),
    "W031": (
        "Pindaian memuat {found} dari {hint} halaman surat ini",
        "Pindai lagi semua halamannya, lalu masukkan ke inbox.",
    ),
    "W032": (
        "Pindaian memuat {found} halaman, padahal suratnya {hint} halaman",
        "Periksa apakah ada halaman yang terpindai dua kali.",
    ),
    "W033": (
        "Kode QR tidak terbaca; surat {found} dikenali dari nomor dan isinya",
        "Cocokkan pindaian ini dengan suratnya.",
    ),
    "W034": (
        "Kotak tanda tangan {found} tampak kosong pada pindaian",
        "Surat ini belum dihitung bertanda tangan: pindai lagi setelah lengkap. Bila lembarnya sudah benar, nyatakan lengkap pada halaman suratnya (atau pmbs complete NOMOR --reason …).",
    ),
    "W035": (
        "Halaman {found} dari {hint} surat ini tidak ada pada pindaian",
        "Pindai semua halamannya, lalu masukkan ke inbox.",
    ),
    "W036": (
        "Halaman {found} surat ini ada lebih dari satu kali pada pindaian",
        "Semuanya disimpan; periksa mana yang ditandatangani.",
    ),
    "W037": (
        "Halaman surat ini berasal dari rangkap yang berbeda ({found})",
        "Satukan lagi lembar tiap rangkap, lalu pindai sekali lagi.",
    ),
    "W045": (
        "PDF ini memuat {found}; yang disimpan hanya halaman-halamannya, tanpa itu",
        "Tidak perlu apa-apa. Bila berkas di dalamnya perlu diarsipkan, masukkan sebagai lampiran tersendiri.",
    ),
    "W046": (
        "PDF bertanda tangan elektronik ini memuat {found}; disimpan utuh karena tidak boleh diubah",
        "Jangan mengikuti tautan di dalamnya bila tidak yakin.",
    ),
    "W047": (
        "Lampiran {found} tidak diambil: PDF-nya memuat {hint}",
        "Cetak, lalu pindai, atau simpan lewat “Cetak ke PDF”, dan masukkan lagi dengan nama yang diawali nomor kasus.",
    ),
    "W048": (
        "Lampiran {found} memuat {hint}",
        "Bila tidak bertanda tangan elektronik, yang disimpan hanya halaman-halamannya; bila bertanda tangan, ia disimpan utuh.",
    ),
}
