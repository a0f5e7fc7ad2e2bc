"""Texts about keeping the archive: step times, access, retention, places, disposal."""

__all__ = ["KEEPING"]

KEEPING: dict[str, tuple[str, str]] = {
    "W043": (
        "Formulir menyebut kekerasan, TPPO, atau anak; kelas akses {found} disarankan (sekarang {hint})",
        "Surat dibuat menurut kelasnya yang sekarang. Bila benar, tetapkan dengan pmbs access; surat yang belum bertanda tangan lalu dibuat lagi menurut kelas itu, di bawah nomornya.",
    ),
    "T040": ("{found} tidak dapat dipakai: {hint}", "Perbaiki berkas itu di folder templates."),
    "W041": (
        "{found}: kode klasifikasi {hint} tidak ada dalam classification.toml",
        "Betulkan kodenya, atau tambahkan ke tabel itu.",
    ),
    "W042": (
        "retention.toml tidak punya aturan untuk {found} ({hint})",
        "Tambahkan aturannya; tanpa itu berkas tidak mendapat tanggal retensi.",
    ),
    "A040": (
        "“{found}” bukan tanggal dan jam yang sudah lewat",
        "Tulis misalnya 24-11-2026 09.30, tidak lebih lambat dari sekarang.",
    ),
    "A041": (
        "Berkas {found} tidak ditahan dengan nomor itu",
        "Lihat penahanannya pada berkasnya.",
    ),
    "A042": (
        "Berkas {found} ditahan lebih dari sekali: {hint}",
        "Sebutkan nomor penahanan yang dilepas.",
    ),
    "A043": (
        "Kelas akses {found} tidak dikenal",
        "Pilih salah satu: {hint}.",
    ),
    "A045": (
        "Tempat {found} sudah diisi berkas {hint}",
        "Pilih tempat lain, atau kosongkan nomor urutnya.",
    ),
    "A046": ("Berkas {found} sedang dipinjam ({hint})", "Catat dulu kembalinya."),
    "A047": ("Berkas {found} tidak sedang dipinjam", "Periksa nomornya pada daftar peminjaman."),
    "A048": ("“{found}” bukan tanggal kembali yang akan datang", "Tulis misalnya 24-12-2026."),
    "A050": ("Berkas {found} belum boleh diusulkan: {hint}", "Lihat pmbs list retensi."),
    "A051": ("Usul {found} tidak ada", "Lihat pmbs list pemusnahan."),
    "A052": (
        "Langkah ini sudah dicatat untuk usul {found}, atau usulnya sudah selesai",
        "Lihat langkahnya dengan pmbs dispose show {found}.",
    ),
    "A053": (
        "Usul {found} adalah penyerahan; isinya tidak dimusnahkan",
        "Catat penyerahannya dengan pmbs dispose hand-over; paket elektroniknya dibuat dengan pmbs export.",
    ),
    "A054": (
        "Usul {found} belum mempunyai persetujuan bertanda tangan, atau sudah selesai",
        "Arsipkan dulu pindaian persetujuannya: pmbs dispose approve. Langkahnya: pmbs dispose show.",
    ),
    "A055": ("Tidak ada berkas yang jatuh tempo", "Lihat pmbs list retensi."),
    "A056": (
        "{found} bukan pindaian naskah bertanda tangan",
        "Pindai naskah yang sudah ditandatangani sebagai PDF, JPG, PNG, atau TIFF.",
    ),
    "A057": (
        "Berkas {found} tidak dapat dimusnahkan tanpa {hint}:"
        " semuanya berasal dari satu lembar kerja, yang memuat data setiap orang di dalamnya",
        "Usulkan berkas-berkas itu bersama-sama, bila semuanya sudah boleh dimusnahkan"
        " (pmbs list retensi).",
    ),
    "A110": (
        "Usul {found}: belum disebutkan {hint}",
        "Langkah ini hanya dicatat bila semuanya disebutkan; lihat pmbs dispose --help perintahnya.",
    ),
    "A111": (
        "“{found}” tidak menyebut nama dan jabatan",
        'Tulis dengan titik koma: "Nama, Gelar; Jabatan; NIP". NIP boleh tidak ada.',
    ),
    "A112": (
        "Usul {found} belum mempunyai pertimbangan panitia penilai arsip",
        "Arsipkan dulu pindaian pertimbangannya: pmbs dispose opinion {found} PINDAIAN --number … --date … --by …",
    ),
    "A113": (
        "Tanggal {found} tidak mungkin: langkah sebelumnya bertanggal {hint}, dan tanggal ini tidak boleh sesudah hari ini",
        "Tulis tanggal seperti pada naskahnya.",
    ),
    "A114": (
        "Usul {found} adalah pemusnahan; isinya tidak diserahkan",
        "Laksanakan pemusnahannya dengan pmbs dispose carry-out.",
    ),
    "A115": ("Berkas {found} belum boleh dipindahkan: {hint}", "Lihat pmbs list retensi."),
    "A116": (
        "Tidak ada berkas yang masa aktifnya berakhir dan belum dipindahkan",
        "Lihat pmbs list retensi.",
    ),
    "A117": (
        "Panitia penilai mempertahankan semua berkas usul {found}",
        "Batalkan usulnya dengan alasan: pmbs dispose cancel {found} --reason …",
    ),
    "A119": (
        "Berkas {found} sudah diserahkan ke lembaga kearsipan ({hint})",
        "Mintalah pada lembaga kearsipan; kertasnya tidak ada lagi di kantor ini.",
    ),
    "A118": (
        "Nomor {found} tidak dapat dibatalkan: naskah usul {hint}, atau berita acara yang sudah dilaksanakan",
        "Usul yang belum dilaksanakan dibatalkan dengan pmbs dispose cancel; nomornya tetap tercatat.",
    ),
    "W110": (
        "Usul {found} memuat berkas dengan retensi sepuluh tahun atau lebih ({hint}); persetujuannya diberikan Kepala ANRI",
        "Periksa siapa yang menandatangani persetujuannya sebelum melaksanakan.",
    ),
    "W111": (
        "Kepala {found} belum ada dalam [[officials]] pmbs.toml; namanya dicetak sebagai baris kosong",
        'Tulis namanya dengan pena, atau isi role = "{hint}" dalam pmbs.toml.',
    ),
    "T041": (
        "Templat {found} tidak mencetak {hint}, yang harus ada pada naskah ini",
        "Ambil templat bawaannya (folder templates/arsip pada layanan), atau tambahkan isian itu.",
    ),
    "A059": (
        "{found} dalam revisi ini tidak berlaku lagi: sudah diganti atau dibatalkan",
        "Cetak revisinya yang terakhir; lihat berkasnya.",
    ),
    "A061": (
        "{found} disetujui oleh orang lain daripada pengirim formulirnya",
        "Mintalah pimpinan atau arsiparis lain memeriksa dan menyetujuinya.",
    ),
    "A062": (
        "Tidak ada yang kurang pada surat {found}, atau belum ada lembarnya yang kembali",
        "Yang dapat dinyatakan lengkap hanya surat yang kembali tidak lengkap; lihat pmbs list tanda-tangan.",
    ),
    "A064": (
        "Pada halamannya tertulis nomor surat lain ({found}), bukan {hint}",
        "Lihat lembarnya sekali lagi. Bila memang surat {hint}, ulangi dengan menyatakan yakin (pmbs match … --sure).",
    ),
    "A063": (
        "{found} bukan pindaian yang dicocokkan, atau pencocokannya sudah dibatalkan",
        "Sebut pindaiannya sebagai KASUS/URUTAN, seperti tampak pada pmbs show KASUS.",
    ),
    "A077": (
        "{found} sudah ada dalam berkas {hint}",
        "Tidak perlu dipindahkan. Periksa nomor berkas tujuannya.",
    ),
    "A078": (
        "{found} ({hint}) tidak dipindahkan sendiri",
        "Pindahkan surat atau formulir yang memilikinya: pindaian, tanda terima, dan disposisinya ikut. Pindaian yang salah surat: pmbs unmatch, lalu pmbs match. Surat yang dibatalkan tetap di berkasnya.",
    ),
    "A079": (
        "{found} tidak dapat dipindahkan ke luar berkas kasus",
        "Hanya surat masuk dan surat keluar yang dicatat dengan tangan, dan hanya ke tahunnya sendiri ({hint}).",
    ),
    "A080": (
        "Berkas {found} sudah ditutup; isinya tidak berpindah",
        "Buka kembali dahulu (pmbs reopen {found} --reason ALASAN, atau pada halaman berkasnya), pindahkan, lalu tutup lagi.",
    ),
    "A081": (
        "Berkas {found} sedang ditahan; isinya tidak boleh berubah",
        "Tunggu sampai penahanannya dilepas (pmbs release), atau tanyakan kepada yang meminta penahanan.",
    ),
    "A082": (
        "Berkas {found} ada dalam usul penyusutan {hint}; isinya tidak berpindah",
        "Batalkan dahulu usulnya (pmbs dispose cancel {hint}), pindahkan, lalu siapkan usul yang baru.",
    ),
    "A083": (
        "{found} adalah formulir yang membuka berkas {hint}; tanpa formulir itu berkasnya tidak ada",
        "Formulir pertama tidak dipindahkan. Bila jawabannya salah, kirim formulir koreksi; isi lain dapat dipindahkan satu per satu.",
    ),
    "A084": (
        "{found} tidak berasal dari berkas lain",
        "Tidak ada pemindahan yang dapat dibatalkan; lihat pmbs show KASUS.",
    ),
    "A085": (
        "Formulir {found} menyebut orang lain daripada berkas {hint}",
        "Periksa nomor berkas tujuannya. Bila benar orang yang sama tetapi namanya salah tulis, kirim dahulu formulir koreksi ke berkas itu.",
    ),
    "A086": (
        "Surat {found} bukan tentang orang dalam berkas {hint}: kertasnya akan menyatakan yang tidak benar",
        "Batalkan suratnya (pmbs void NOMOR --reason ALASAN), lalu buat surat baru dari berkas yang benar. Yang sudah bertanda tangan tetap di berkas orang yang disebutnya.",
    ),
    "A087": (
        "Surat {found} adalah revisi dari surat yang dibuat formulir lain",
        "Batalkan dahulu suratnya (pmbs void NOMOR --reason ALASAN), lalu pindahkan formulirnya; surat baru dibuat dari berkas {hint} dengan formulir koreksi.",
    ),
    "A067": (
        "Kantor ini dipulihkan dari cadangan yang berakhir {found}; nomor sesudahnya belum diketahui",
        "Tidak ada nomor yang diberikan sebelum seseorang menyebut nomor pertama yang masih bebas: di Beranda, atau dengan pmbs restore --next keluar=… --next internal=… --next masuk=… --next kasus=…; bila sejak itu tidak ada yang dikeluarkan, pmbs restore --nothing-issued-since.",
    ),
    "A068": (
        "Kantor ini tidak sedang menunggu jawaban sesudah pemulihan",
        "Tidak perlu apa-apa; nomor berjalan seperti biasa.",
    ),
    "A069": (
        "Register {found} belum disebut, atau tidak dikenal",
        "Sebut nomor bebas pertama dari setiap register: {hint}; misalnya --next keluar=442.",
    ),
    "A073": (
        "Tidak ada register bernama {found}",
        "Sebut salah satu dari {hint}, misalnya pmbs begin keluar=437.",
    ),
    "A074": (
        "{found} tidak mungkin nomor terakhir: menurut arsip nomor {hint} sudah diberikan",
        "Sebut nomor terakhir yang terpakai, sama dengan atau sesudah itu; yang terlalu jauh kemungkinan salah ketik.",
    ),
    "A076": (
        "Cadangan di {found} terputus sebelum ada isinya",
        "Buat cadangannya lagi (pmbs backup); bila kantornya sudah tidak ada, pakai cadangan lain.",
    ),
    "A075": (
        "Belum dinyatakan di nomor berapa buku agenda kantor ini",
        "Bila buku agenda tahun ini sudah terisi: pmbs begin keluar=437 masuk=512 --reason ALASAN, atau di Beranda. Bila belum ada: pmbs begin --from-one.",
    ),
    "A070": (
        "{found} tidak mungkin nomor bebas pertama: menurut arsip {hint}, paling jauh 5.000 lagi",
        "Periksa buku agenda di atas kertas dan surat terakhir yang dicetak, lalu sebut nomor sesudahnya.",
    ),
    "A065": (
        "NIP {found} tidak tercatat sebagai petugas kasus {hint}",
        "Lihat petugasnya dengan pmbs officers KASUS, atau pada halaman berkasnya.",
    ),
    "A066": (
        "{found} disetujui di halaman oleh pimpinan atau arsiparis, bukan oleh pengguna komputer ini",
        "Masuk di halaman dengan akun yang berhak; atau beri akun komputer ini peran itu (pmbs user add NAMA --role pimpinan).",
    ),
    "A058": (
        "Kasus {found} tidak ditutup",
        "Tidak perlu dibuka kembali; formulirnya langsung diterima.",
    ),
    "B056": (
        "Kasus {found} sudah ditutup pada {hint}; tidak ada yang ditambahkan atau diubah di dalamnya",
        "Periksa nomor kasusnya. Bila kasusnya memang berjalan lagi, mintalah arsiparis membukanya dengan alasan (pmbs reopen NOMOR --reason …), lalu masukkan lagi; untuk perkara baru, kirim formulir tanpa nomor kasus.",
    ),
    "B057": (
        "Berkas {found} sedang ditahan ({hint}); tidak ada yang ditambahkan atau diubah di dalamnya",
        "Mintalah arsiparis melepas penahanannya (pmbs hold NOMOR --release --reason …), lalu masukkan lagi.",
    ),
    "W086": (
        "Kasus {found} sudah ditutup pada {hint}; versi bertanda tangan ini tetap diarsipkan pada suratnya",
        "Tidak perlu apa-apa; kasusnya tidak terbuka lagi karenanya.",
    ),
    "V040": (
        "Keterangan pemusnahan ini hilang atau berubah",
        "Pulihkan berkas itu dari salinan cadangan.",
    ),
    "V041": (
        "Berkas ini sudah dinyatakan musnah, tetapi isinya masih ada",
        "Ulangi pmbs dispose carry-out untuk usulnya.",
    ),
    "V042": (
        "Pertimbangan atau persetujuan penyusutan hilang atau berubah",
        "Pulihkan dari salinan cadangan.",
    ),
    "V043": (
        "Naskah penyusutan ini disebut buku besar, tetapi tidak ada dalam arsip",
        "Pulihkan dari salinan cadangan.",
    ),
    "A044": ("Kasus {found} belum ditutup", "Retensi baru dihitung setelah kasusnya ditutup."),
}
