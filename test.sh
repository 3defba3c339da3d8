#!/usr/bin/env bash
# Runs every test of the project. The last line printed is the sum over all test projects:
#     N passed, N failed, N skipped
# and the exit code is 0 only when every project ran to its end and nothing failed.
#
#   bash test.sh                       everything
#   bash test.sh --filter <expression> only the tests `dotnet test --filter` would choose
#   bash test.sh --long                also the tests that take minutes (GOVERNANCE_LONG_TESTS=1)
#
# With CI=true packages are restored in locked mode: a version that is not in a lock file fails the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

filter=()
while [ $# -gt 0 ]; do
  case "$1" in
    --filter) [ $# -ge 2 ] || { echo "test.sh: --filter needs an expression" >&2; exit 2; }
              filter=(--filter "$2"); shift 2 ;;
    --long)   export GOVERNANCE_LONG_TESTS=1; shift ;;
    -h|--help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "test.sh: unknown argument '$1' (known: --filter <expression>, --long)" >&2; exit 2 ;;
  esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
configuration=Debug
results=TestResults
hang=10m # no single test may take longer
[ -z "${GOVERNANCE_LONG_TESTS:-}" ] || hang=120m

# The browser tests need Chromium, and a run without them must not look like a run with them:
# $CHROMIUM_PATH, else an installed one, else apt-get, else stop and say what to type.
installed_chromium() {
  local name path
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    # Asked for its version, because some distributions install a launcher that starts nothing.
    if path=$(command -v "$name") && "$path" --version >/dev/null 2>&1; then echo "$path"; return; fi
  done
  return 1
}

ensure_chromium() {
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    [ -x "$CHROMIUM_PATH" ] || { echo "test.sh: CHROMIUM_PATH is '$CHROMIUM_PATH', which cannot be executed" >&2; exit 1; }
    return
  fi
  if ! CHROMIUM_PATH=$(installed_chromium); then
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo -n)
    if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
      echo "Installing Chromium for the browser tests ..."
      { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null \
        || echo "test.sh: apt-get could not install Chromium" >&2
    fi
    if ! CHROMIUM_PATH=$(installed_chromium); then
      echo "test.sh: the browser tests need Chromium. Run one of these, then test.sh again:" >&2
      echo "    sudo apt-get update && sudo apt-get install -y chromium" >&2
      echo "    export CHROMIUM_PATH=/path/to/an/installed/chromium-or-chrome" >&2
      exit 1
    fi
  fi
  export CHROMIUM_PATH
}

ensure_chromium
echo "Chromium: $CHROMIUM_PATH"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "test.sh: the second verifier of the ledger (tests/second-verifier) and the identity provider of the tests (tests/identity-provider) run on Node.js 20 or later: install it so that 'node' and 'npm' are found, then run test.sh again" >&2
  exit 1
fi

dotnet restore GovernanceConsole.sln -v quiet
dotnet build GovernanceConsole.sln --no-restore -c "$configuration" -v quiet

mapfile -t projects < <(grep -l '<IsTestProject>true</IsTestProject>' tests/*/*.csproj)
[ "${#projects[@]}" -gt 0 ] || { echo "test.sh: no test project found under tests/" >&2; exit 1; }
rm -rf "$results"
mkdir -p "$results"

# A project that breaks off (its host crashed, hung, or left no result file) counts as one failure of its own,
# so that the last line never looks better than the run was.
broken=0
for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  code=0
  dotnet test "$project" --no-build -c "$configuration" -m:1 --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout "$hang" --blame-hang-dump-type none "${filter[@]}" || code=$?
  trx="$results/$name.trx"
  if [ ! -f "$trx" ]; then
    echo "test.sh: $name left no result file (exit code $code)" >&2
    broken=$((broken + 1))
  elif [ "$code" -ne 0 ] && grep -q '<Counters [^>]* failed="0"' "$trx"; then
    echo "test.sh: $name broke off with exit code $code although no test failed" >&2
    broken=$((broken + 1))
  elif [ "${#filter[@]}" -eq 0 ] && grep -q '<Counters total="0"' "$trx"; then
    echo "test.sh: $name holds no test" >&2
  fi
done

trx_files=$(find "$results" -maxdepth 1 -name '*.trx' | wc -l)
if [ "$trx_files" -ne "${#projects[@]}" ]; then
  echo "test.sh: ${#projects[@]} test projects, but $trx_files result files" >&2
fi

# Skipped = total - executed: the TRX logger leaves notExecuted at 0.
read -r passed failed skipped < <(
  find "$results" -maxdepth 1 -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + | awk '
    function of(key) { return match($0, " " key "=\"[0-9]+\"") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 4) + 0 : 0 }
    { passed += of("passed"); failed += of("failed") + of("error") + of("timeout") + of("aborted"); skipped += of("total") - of("executed") }
    END { print passed + 0, failed + 0, skipped + 0 }')
failed=$((failed + broken))

status=0
[ "$failed" -eq 0 ] && [ "$trx_files" -eq "${#projects[@]}" ] || status=1
if [ "$status" -eq 0 ] && [ $((passed + skipped)) -eq 0 ]; then
  echo "test.sh: not one test ran" >&2
  status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
