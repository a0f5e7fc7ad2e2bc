#!/bin/sh
# A Debian package out of a wheelhouse, without a network: `deb.sh WHEELHOUSE FOLDER [PYTHON]`.
# Code and pinned environment lie under /opt/pmbs; the package is for the Python that it was made with.
set -eu
umask 022

usage="usage: $0 WHEELHOUSE FOLDER [PYTHON]"
wheelhouse=$(cd "${1:?$usage}" && pwd)
mkdir -p "${2:?$usage}"
folder=$(cd "$2" && pwd)
python=${3:-/usr/bin/python3}
cd "$(dirname "$0")/debian"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root="$scratch/root"
home=/opt/pmbs
mkdir -p "$root$home" "$root/DEBIAN" "$root/usr/bin" "$root/etc/pmbs" "$root/usr/share/doc/pmbs"

"$python" -m venv "$root$home"
pip="$root$home/bin/python -m pip --quiet --disable-pip-version-check --no-input"
$pip install --no-index --find-links "$wheelhouse" --no-compile pmbs
$pip uninstall --yes pip
# Scripts name the interpreter where it was; it will lie elsewhere.
rm -f "$root$home"/bin/[aA]ctivate* "$root$home"/bin/pip*
grep -rlI "^#!$root" "$root$home/bin" | xargs sed -i "1s|$root||"
sed -i '/^command/d' "$root$home/pyvenv.cfg"
find "$root" -name __pycache__ -prune -exec rm -rf {} +

version=$("$root$home/bin/python" -c 'import importlib.metadata; print(importlib.metadata.version("pmbs"))')
series=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
next=$("$python" -c 'import sys; print("%d.%d" % (sys.version_info[0], sys.version_info[1] + 1))')
needs=$(../../system-packages.sh names | sed 's/python3-venv //; s/ /, /g')
size=$(du -sk "$root" | cut -f 1)

install -m 755 pmbs "$root/usr/bin/pmbs"
install -m 644 office.conf "$root/etc/pmbs/office.conf"
install -m 644 ../../../CHANGELOG.md ../../../LICENSE "$root/usr/share/doc/pmbs"
install -m 755 postinst prerm postrm "$root/DEBIAN"
echo /etc/pmbs/office.conf >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<END
Package: pmbs
Version: $version+py$series
Architecture: $(dpkg --print-architecture)
Maintainer: PMBS <pmbs@localhost>
Section: misc
Priority: optional
Installed-Size: $size
Depends: python3 (>= $series~), python3 (<< $next~), passwd, util-linux, $needs
Suggests: restic, cups, samba
Description: Letters, registers and archive for a social-affairs office
 Case forms dropped into a folder become numbered letters, ready to sign; signed pages that are scanned
 find their own letter; everything is filed in an archive with an index.
END
chmod -R u+rwX,go+rX,go-w "$root"
dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$folder" >&2
