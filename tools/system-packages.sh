#!/bin/sh
# Install the Debian packages that are missing: `system-packages.sh run` or `system-packages.sh test`.
# As root or with a password-less sudo it installs them itself; otherwise it names the exact line.
set -eu

run="python3-venv ca-certificates python3-uno fonts-liberation fonts-crosextra-carlito
     fonts-crosextra-caladea fontconfig"
# Names and addresses of employers in the scripts of Asia.
run="$run fonts-noto-core fonts-noto-cjk"
# bubblewrap keeps LibreOffice away from the network and from every folder but its own.
run="$run bubblewrap"
# Scans that come back are made searchable.
run="$run tesseract-ocr tesseract-ocr-ind ghostscript"
# libatomic1 is what the node that comes with playwright needs.
test="git poppler-utils cups cups-client cups-filters cups-ipp-utils dbus avahi-daemon samba smbclient
      chromium default-jre-headless libpdfbox2-java
      libactivation-java libjaxb-api-java libcommons-io-java
      libatomic1 systemd"

case "${1:-run}" in
  run) wanted=$run ;;
  test) wanted="$run $test" ;;
  # For the package of this program: one line; Writer in either flavour.
  names) echo "$(echo $run)" "libreoffice-writer-nogui|libreoffice-writer"; exit 0 ;;
  *) echo "usage: $0 run|test|names" >&2; exit 2 ;;
esac

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  # Not Debian: `pmbs doctor` says what is missing.
  echo "Sistem ini bukan Debian; pasang sendiri LibreOffice Writer, UNO untuk Python, dan huruf Liberation." >&2
  exit 0
fi

missing=
for package in $wanted; do
  is_installed "$package" || missing="$missing $package"
done
# Either flavour of Writer will do; they exclude each other.
is_installed libreoffice-writer || is_installed libreoffice-writer-nogui ||
  missing="$missing libreoffice-writer-nogui"
# The tests also save spreadsheets again in Calc.
if [ "$1" = test ]; then
  is_installed libreoffice-calc || is_installed libreoffice-calc-nogui ||
    missing="$missing libreoffice-calc-nogui"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  become=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  become="sudo -n"
else
  echo "Paket sistem berikut belum terpasang. Jalankan sekali sebagai administrator:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 3
fi

echo "Memasang paket sistem:$missing" >&2
apt="$become env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900"
$apt update -q
# shellcheck disable=SC2086 - the list is meant to be split
$apt install -y -q --no-install-recommends $missing
