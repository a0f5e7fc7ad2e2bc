"""Texts about what a person dropped: the file, the answers in it, and what is odd about them."""

__all__ = ["FORMS"]

FORMS: dict[str, tuple[str, str]] = {
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
        "Jenis berkas {found} tidak dikenal di sini",
        "Formulir: Word (.docx), lembar rombongan (.xlsx), atau JSON. Pindaian dan lampiran: PDF, JPG, PNG, atau TIFF.",
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
    "B050": (
        "{found} konsep surat menunggu persetujuan sebelum diberi nomor",
        "Lihat konsepnya di sebelah berkas ini. Setuju: pmbs approve NAMA-BERKAS. Tidak: pmbs reject NAMA-BERKAS --reason ALASAN.",
    ),
    "B051": (
        "Tidak ada berkas “{found}” yang menunggu persetujuan",
        "Lihat namanya di folder inbox/persetujuan.",
    ),
    "B052": (
        "Konsep suratnya tidak disetujui: {found}",
        "Perbaiki formulirnya, lalu masukkan kembali ke inbox.",
    ),
    "B060": (
        "Folder konsep hanya untuk formulir, dan tidak ada formulir di dalamnya",
        "Taruh pindaian dan lampiran di folder inbox.",
    ),
    "B027": (
        "Berkas JSON ini memakai versi susunan “{found}”, yang tidak dikenal di sini",
        "Kirim dengan versi {hint}; susunannya tampak dengan perintah pmbs schema.",
    ),
    "B029": (
        "Berkas ini {found} kali menghentikan layanan pada langkah yang sama",
        "Berkas disimpan di tertahan supaya yang lain berjalan, dan tidak dicoba lagi dengan sendirinya; administrator perlu melihat catatan layanan. Bila penyebabnya sudah diatasi, pindahkan berkas itu kembali ke inbox.",
    ),
    "B028": (
        "Berkas ini dimampatkan dengan cara ({found}) yang tidak dibuka di sini",
        "Simpan ulang di Word atau Excel, atau buat zip-nya dengan menu Windows (Kirim ke > Folder terkompresi), lalu masukkan kembali ke inbox.",
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
    "F035": (
        "Nomor kasus kosong, padahal formulir ini melanjutkan kasus",
        "Isi Nomor kasus, lalu masukkan kembali ke inbox. {hint}.",
    ),
    "F043": (
        "{label} memuat huruf yang tidak ada di komputer layanan ({found}), sehingga tercetak sebagai kotak",
        "Tulis namanya dengan huruf Latin seperti pada paspor, lalu masukkan kembali ke inbox. "
        "Administrator dapat memasang hurufnya (misalnya fonts-noto-core, fonts-noto-cjk).",
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
    # W: warnings; the letters are made
    "W001": ("NIK {hint}", "Cocokkan dengan KTP atau KK bila ada."),
    "W002": ("Label “{found}” dibaca sebagai “{hint}”", "Periksa apakah itu maksudnya."),
    "W003": (
        "Isian “{found}” tidak dikenal; jawabannya disimpan bersama formulir tetapi tidak dipakai dalam surat",
        "Bila jawaban itu perlu, tulis pada isian yang tersedia.",
    ),
    "W069": (
        "{label} memuat huruf yang tidak ada di komputer layanan ({found}); pada surat tercetak sebagai kotak",
        "Tulis dengan huruf Latin dan kirim formulir perbaikan, atau minta administrator memasang hurufnya.",
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
        "Tempat di shelter tidak cukup: menjadi {found}, sedangkan tempatnya {hint}",
        "Pastikan tempatnya ada, atau titipkan ke rumah singgah lain; catat yang sudah keluar dengan formulir lanjutan.",
    ),
    "W010": (
        "Orang yang sama mungkin sudah tercatat dalam kasus {found} ({hint})",
        "Bila memang orangnya sama, lanjutkan kasus itu dengan mengisi Nomor kasus.",
    ),
    "W011": (
        "{label} “{found}” berbeda dari jawaban sebelumnya dalam kasus ini (“{hint}”)",
        "Jawaban yang baru berlaku. Surat yang belum bertanda tangan dan memuat jawaban lama dibuat lagi di bawah nomornya; yang sudah bertanda tangan disebut di sini dengan kode W085.",
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
    "W015": (
        "{label} “{found}” dibaca sebagai {hint}",
        "Tulis tahunnya dengan empat angka; bila keliru, kirim formulir perbaikan.",
    ),
    "W017": (
        "{label} “{found}” disimpan dan dicetak seperti tertulis, karena tidak terbaca sebagai {hint}",
        "Bila memang begitu adanya, biarkan; bila keliru, kirim formulir perbaikan.",
    ),
    "W018": (
        "{label} “{found}” dibaca sebagai {hint}",
        "Tulis sisanya pada Catatan bila perlu diketahui penerima; bila keliru, kirim formulir perbaikan.",
    ),
    "W016": (
        "Tidak ada surat permohonan yang dibuat untuk {label} “{found}”: surat hanya diperlukan untuk {hint}",
        "Tidak perlu apa-apa bila itu benar; bila keliru, kirim formulir perbaikan dengan nomor kasus ini.",
    ),
    "W020": (
        "Lampiran {found} tidak diambil: {hint}",
        "Simpan sebagai PDF, JPG, atau PNG dengan nama yang diawali nomor kasus, lalu masukkan ke inbox.",
    ),
    "W084": (
        "{label} tampil “{found}”, tetapi pemilih tanggal di Word menyimpan {hint}",
        "Cocokkan dengan dokumennya; bila keliru, kirim formulir perbaikan.",
    ),
    "W080": (
        "Kunci milik sistem lain ({found}) tidak dibaca",
        "Tidak perlu apa-apa; isian untuk surat tidak diawali garis bawah atau @.",
    ),
    "W081": (
        "Tanda halaman web (HTML) dilepas dari {found}",
        "Periksa bunyinya pada surat; minta sistem asalnya mengirim teks biasa.",
    ),
    "W060": (
        "Tulisan {hint} dalam templat {found} tidak akan tercetak",
        "Tanda p atau tr menghapus paragraf atau barisnya; pindahkan tulisan itu.",
    ),
    "W061": (
        "Isian {hint} dalam templat {found} kosong bila formulirnya tidak memuat bagian itu",
        "Apit dengan tanda if, atau tambahkan bagiannya pada needs dalam letters.toml.",
    ),
    "W062": (
        "Templat {found} tidak mencetak {hint}, padahal formulirnya mewajibkannya",
        "Tambahkan isian itu bila memang perlu tercetak.",
    ),
    "W063": (
        "Tulisan {hint} dalam templat {found} tampak seperti isian, tetapi tidak akan pernah diisi",
        "Tulis dengan dua kurung kurawal, atau hapus.",
    ),
    "W064": (
        "Templat {found} memakai huruf {hint}, yang tidak terpasang dan diganti huruf yang lebarnya berbeda",
        "Pakai Arial atau Times New Roman, atau pasang huruf itu pada komputer layanan.",
    ),
}
