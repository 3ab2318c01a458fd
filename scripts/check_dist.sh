#!/usr/bin/env bash
# Builds the sdist, and the wheel from it, into the folder $1 (dist/), and tests them: metadata that an index accepts,
# all that belongs in them, and then, in a fresh environment and outside the checkout, the command and the tests that
# come with the sdist against what the wheel installed.
#
#   scripts/check_dist.sh [DIR] [--full]
#
# A short set of tests with the dependencies of the environment that is active (it has the extra `test`), or with --full
# every test, with dependencies that are installed anew.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=${1:-dist}
full=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=$(command -v "${PYTHON:-python3}")

"$python" -m build --version >/dev/null 2>&1 || "$python" -m pip install --quiet -c constraints.txt '.[release]'
rm -rf "$dist"
"$python" -m build --outdir "$dist" . >"$work/build.log" 2>&1 || { tail -30 "$work/build.log"; exit 1; }
"$python" -m twine check --strict "$dist"/*
"$python" scripts/dist_contents.py "$dist"

tar -xzf "$dist"/crossclaim-*.tar.gz -C "$work"
mv "$work"/crossclaim-* "$work/tree"
# What is tested is what the wheel installs: the sources beside the tests are there to be read, not to be imported.
echo 'raise ImportError("these are the sources, and not what was installed")' >"$work/tree/compare/__init__.py"
export PYTHONSAFEPATH=1
wheel=$(echo "$dist"/crossclaim-*.whl)
"$python" -m venv "$work/venv"
fresh=$work/venv/bin/python
[ -d "$work/venv/Scripts" ] && fresh=$work/venv/Scripts/python
if [ "$full" = --full ]; then
  "$fresh" -m pip install --quiet -c constraints.txt "${wheel}[test]"
  tests=()
else
  "$fresh" -m pip install --quiet --no-deps "$wheel"
  # After its own packages, those of the active environment: the wheel's own come first.
  paths='import sysconfig; print(sysconfig.get_path("purelib"))'
  "$python" -c "$paths" >"$("$fresh" -c "$paths")/dependencies.pth"
  tests=(tests/cli/test_main.py tests/cli/test_end_to_end.py tests/embeddings/test_fast.py tests/reports/test_html.py
    tests/reports/test_json.py tests/store/test_opening.py tests/test_cli_docs.py tests/test_public_face.py
    tests/test_packaging.py tests/test_readme.py tests/test_reports_current.py)
fi
cd "$work/tree"
export CROSSCLAIM_CACHE=$work/cache
"$fresh" - "$work/venv" <<'PY'
import sys
from importlib.metadata import version
from pathlib import Path

import compare

home = Path(compare.__file__).resolve()
assert home.is_relative_to(Path(sys.argv[1]).resolve()), f"{home} is not what the wheel installed"
assert compare.__version__ == version("crossclaim")
assert (Path(sys.prefix) / "share/man/man1/crossclaim.1").is_file(), "no manual page"
PY
"$fresh" -m compare --version
"$fresh" -m pytest -q -p no:cacheprovider "${tests[@]}"
