#!/usr/bin/env bash
# requirements.lock: the versions that were tested, with the hashes of their files; needs uv.
# For Linux on x86-64 and Python 3.11, with the CPU build of torch: https://download.pytorch.org/whl/cpu
set -euo pipefail
cd "$(dirname "$0")/.."
uv pip compile --quiet pyproject.toml --extra test -c constraints.txt --python-version 3.11 --python-platform x86_64-manylinux_2_28 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-markers --custom-compile-command scripts/update_lock.sh \
  "$@" -o requirements.lock
