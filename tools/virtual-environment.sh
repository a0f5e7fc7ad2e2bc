#!/bin/sh
# Make or refresh .venv: `virtual-environment.sh requirements.txt` (or requirements-dev.txt).
# Packages come pinned and with hashes; nothing is done when the list did not change.
set -eu

list=$1
stamp=.venv/.installed-from
if [ -x .venv/bin/pmbs ] && grep -qsxF "$(sha256sum "$list" pyproject.toml | sha256sum)" "$stamp"; then
  exit 0
fi

python=$(command -v python3 || echo /usr/bin/python3)
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Python 3.11 atau lebih baru diperlukan; $python lebih lama." >&2; exit 3; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$list"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
sha256sum "$list" pyproject.toml | sha256sum >>"$stamp"
