"""What the doctor finds around an office."""

__all__ = ["SURROUNDINGS"]

# D: the surroundings: folders, disks, programs, pages, shares.
SURROUNDINGS: dict[str, tuple[str, str]] = {
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
    "D006": (
        "Program yang membuka berkas orang luar tidak terkurung ({found}); berkas yang jahat dapat membaca berkas kantor",
        "Pasang paket bubblewrap, dan izinkan user namespaces untuk pengguna layanan.",
    ),
    "D007": (
        "Folder {found} milik {hint}, bukan milik pengguna layanan; layanan tidak dapat memindahkan isinya",
        "Serahkan kepada pengguna layanan: sudo chown -R --reference=archive {found}",
    ),
    "D008": (
        "Folder {found} tidak dapat ditulisi layanan (mode {hint})",
        "Beri hak tulis kepada pemiliknya: sudo chmod u+rwx {found}",
    ),
    "D009": (
        "{found} tidak ada, atau bukan folder",
        "Pasang cakramnya, atau buat lagi: sudo -u PENGGUNA mkdir -p {found}",
    ),
    "D010": (
        "Folder {found} di cakram lain daripada {hint}; berkas tidak dapat dipindahkan sekaligus",
        "Taruh keduanya di cakram yang sama, lalu mulai ulang layanan.",
    ),
    "D011": (
        "Lambang {found} tidak dapat dipakai: {hint}",
        "Simpan sebagai PNG atau JPEG di folder kantor, dan sebut namanya dalam [office] logo.",
    ),
    "D012": (
        "Kunci TLS {found} dapat dibaca pengguna lain (mode {hint})",
        "Tutup: sudo chmod 600 {found}",
    ),
    "D013": (
        "Sertifikat TLS {found} {hint}",
        "Minta atau buat sertifikat baru, ganti berkasnya, lalu mulai ulang layanan.",
    ),
    "D014": (
        "Port {found} sedang dipakai program lain",
        'Lihat programnya dengan: sudo ss -ltnp "sport = :{found}"; atau ubah [web] port.',
    ),
    "D015": (
        "Bahasa Indonesia untuk pengenalan teks (tesseract, ind) tidak terpasang",
        "sudo apt-get install tesseract-ocr-ind",
    ),
    "D016": (
        "Cadangan terakhir {found}; batasnya {hint} hari",
        "pmbs backup FOLDER, atau setiap malam: sudo pmbs service install --backup FOLDER",
    ),
    "D017": (
        "Share Samba [{found}] tidak memakai force user = {hint}; yang dijatuhkan petugas tidak dapat diambil layanan",
        "Tulis lagi dengan: sudo pmbs share --into /etc/samba/pmbs.conf",
    ),
    "D018": (
        "Share Samba [{found}] memperlihatkan {hint}",
        "Keluarkan folder itu dari share; petugas hanya perlu share yang ditulis pmbs share.",
    ),
}
