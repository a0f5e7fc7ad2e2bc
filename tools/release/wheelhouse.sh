#!/bin/sh
# A folder from which `pip install --no-index --find-links FOLDER pmbs` works without a network:
# `wheelhouse.sh FOLDER [PYTHON]`. Libraries come pinned and with hashes, for that Python and this machine;
# our own wheel is made by the environment of this checkout.
set -eu
umask 022

folder=${1:?usage: $0 FOLDER [PYTHON]}
python=${2:-/usr/bin/python3}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$python" -m venv "$scratch/venv"
quietly="--quiet --disable-pip-version-check --no-input"
# shellcheck disable=SC2086 - the options are meant to be split
"$scratch/venv/bin/python" -m pip wheel $quietly --require-hashes -r requirements.txt -w "$folder"
rm -f "$folder"/pmbs-*.whl
# shellcheck disable=SC2086
.venv/bin/python -m pip wheel $quietly --no-deps --no-build-isolation -w "$folder" .
