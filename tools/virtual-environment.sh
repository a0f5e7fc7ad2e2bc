#!/bin/sh
# Make or refresh .venv: `virtual-environment.sh requirements.txt` (or requirements-dev.txt).
# Packages come pinned and with hashes; nothing is done when none of the lists changed since.
set -eu

list=${1:?usage: $0 requirements.txt}
stamp=.venv/.installed
# The first line of the stamp stands for all lists together, since one list undoes another's pins;
# the others name the lists that were installed under it.
state=$(sha256sum requirements.txt requirements-dev.txt pyproject.toml | sha256sum)
if [ -x .venv/bin/pmbs ] && [ "$(head -n 1 "$stamp" 2>/dev/null)" = "$state" ] &&
  grep -qxF "$list" "$stamp"; then
  exit 0
fi

is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in python3 /usr/bin/python3; do
  if is_new_enough "$candidate"; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 atau lebih baru diperlukan, dan tidak ditemukan." >&2
  exit 3
fi

# An environment that was moved, half made, or made by a Python that is gone is made anew.
if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
  [ "$(.venv/bin/python -c 'import sys; print(sys.prefix)')" != "$(pwd -P)/.venv" ]; then
  "$python" -m venv --clear .venv
fi
[ "$(head -n 1 "$stamp" 2>/dev/null)" = "$state" ] || rm -f "$stamp"
echo "Memasang pustaka dari $list" >&2
pip=".venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input"
$pip --require-hashes -r "$list"
$pip --no-deps --no-build-isolation -e .
[ -s "$stamp" ] || echo "$state" >"$stamp"
echo "$list" >>"$stamp"
