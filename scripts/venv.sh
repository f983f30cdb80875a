#!/bin/sh
# Makes the virtual environment .venv with the first Python 3.11 or newer; does nothing where a sound one exists.
set -eu
cd "$(dirname "$0")/.."
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
recent .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 && exit 0

for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    recent "$name" || continue
    if ! "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$name cannot make virtual environments: install its venv package (Debian, Ubuntu: python3-venv)." >&2
        exit 1
    fi
    echo "Making .venv with $("$name" --version)"
    exec "$name" -m venv --clear .venv
done
echo "Relance needs Python 3.11 or newer, and none was found: install it, or run: make setup PYTHON=/path/to/python" >&2
exit 1
