#!/bin/bash
# Has Apple look at a ZIP or a disk image and waits for the answer; shows Apple's reasons when it is no.
#   notarise.sh FILE KEYCHAIN     NOTARY_PROFILE names the password that lies in the keychain
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=installers/macos/common.sh
. "$here/common.sh"
file=$1
keychain=$2

with_password() {
    xcrun notarytool "$@" --keychain-profile "$NOTARY_PROFILE" --keychain "$keychain"
}

# A value from the answer, which is a small JSON object.
value() {
    printf '%s' "$answer" | tr ',{}' '\n' | sed -n "s/^ *\"$1\" *: *\"\\([^\"]*\\)\".*/\\1/p" | head -n 1
}

answer=$(with_password submit "$file" --wait --timeout 30m --output-format json) || true
id=$(value id)
status=$(value status)
say "Apple's answer about $(basename "$file"): ${status:-none}"
if [ "$status" != Accepted ]; then
    [ -z "$id" ] || with_password log "$id" >&2 || true
    fail "$(basename "$file") is not notarised."
fi
