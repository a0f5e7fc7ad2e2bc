"""Texts about who may come in: users, passwords, programs."""

__all__ = ["ACCESS"]

ACCESS: dict[str, tuple[str, str]] = {
    "S020": (
        "Layanan hendak dibuka untuk komputer lain ({hint}), padahal belum ada pengguna",
        "Tambahkan administrator dengan pmbs user add NAMA --role admin, atau pakai host 127.0.0.1.",
    ),
    "S021": ("Nama {found} sudah terdaftar", "Pilih nama lain."),
    "S022": ("Nama {found} tidak terdaftar", "Lihat daftarnya dengan pmbs user list."),
    "S023": (
        "Kata sandi itu tidak dapat dipakai: {hint}",
        "Pilih kata sandi lain; beberapa kata yang tidak berhubungan mudah diingat dan kuat.",
    ),
    "S024": (
        "Nama {found} tidak dapat dipakai",
        "Pakai huruf kecil a-z, angka, titik, atau garis; paling banyak 32 huruf.",
    ),
    "S029": (
        "Nama {found} dipakai layanan sendiri dalam catatan",
        "Pilih nama lain.",
    ),
    "S031": (
        "Sertifikat induk untuk tanda tangan elektronik tidak dapat dibaca ({hint})",
        "Periksa folder [signatures] roots di pmbs.toml: hanya berkas sertifikat PEM atau DER.",
    ),
    "S030": (
        "{found} bukan NIP",
        "Tulis NIP 18 angka (boleh dengan spasi), atau nomor pegawai 8 sampai 21 angka.",
    ),
    "S025": (
        "{found} satu-satunya administrator",
        "Jadikan orang lain administrator lebih dahulu.",
    ),
    "S026": (
        "{found} di folder access tidak dapat dibaca",
        "Kembalikan salinannya; sampai saat itu tidak ada yang dapat masuk.",
    ),
    "S027": (
        "Sertifikat TLS tidak dapat dipakai: {hint}",
        "Periksa tls_certificate dan tls_key di pmbs.toml.",
    ),
    "S028": (
        "{found} dapat dibaca pengguna lain di komputer ini",
        "Jalankan chmod 600 pada berkas itu.",
    ),
}
