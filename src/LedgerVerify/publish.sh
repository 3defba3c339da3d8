#!/usr/bin/env bash
# Makes ledger-verify one file, to be handed to auditors:
#
#   bash src/LedgerVerify/publish.sh <folder> [runtime identifier]    needs the .NET runtime where it is run
#   SELF_CONTAINED=true bash src/LedgerVerify/publish.sh <folder>     needs nothing there
#
# Lock files speak of builds for every machine; this one is for one, so it keeps its own in obj/.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
here="$(dirname "${BASH_SOURCE[0]}")"
dotnet publish "$here/LedgerVerify.csproj" -c Release -r "${2:-linux-x64}" --self-contained "${SELF_CONTAINED:-false}" -o "$1" -v quiet \
  -p:PublishSingleFile=true -p:DebugType=none -p:GenerateDocumentationFile=false -p:NuGetLockFilePath=obj/publish.lock.json -p:RestoreLockedMode=false
