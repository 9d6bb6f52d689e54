#!/bin/bash
# Lets a built program go through its main job, first without a screen and then, where somebody is signed in, on the
# screen with macOS's own windows. Any word on standard error that allowed-words.txt does not list is a failure.
#   smoke.sh PROGRAM
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=installers/macos/common.sh
. "$here/common.sh"
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -e '/^#/d' -e '/^$/d' "$here/allowed-words.txt" >"$work/allowed"

try() {
    say "On $1:"
    if ! QT_QPA_PLATFORM=$1 "$program" --smoke "$work/$1" 2>"$work/$1.said"; then
        cat "$work/$1.said" >&2
        fail "The program did not do its main job."
    fi
    if grep -v -E -f "$work/allowed" "$work/$1.said" >&2; then
        fail "The program said that on standard error."
    fi
}

try offscreen
if [ "$(launchctl managername)" = Aqua ]; then
    try cocoa
else
    say "Nobody is signed in at a screen here, so it was not tried on one."
fi
