#!/bin/bash
# Signs a program from the inside out: every library, then every framework, then the whole. Never with --deep, which
# misses what does not lie where it looks, and gives the program's rights to all of it.
#   sign.sh APP IDENTITY [KEYCHAIN]     IDENTITY "-" signs for this build alone ("ad hoc")
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=installers/macos/common.sh
. "$here/common.sh"
app=$1
identity=$2
keychain=${3:-}

sign() {
    if [ "$identity" = - ]; then
        # Without a team nothing could pass the hardened runtime's look at libraries, so it stays off.
        codesign --force --sign - --timestamp=none "$@"
    else
        again 4 codesign --force --sign "$identity" --keychain "$keychain" --options runtime --timestamp "$@"
    fi
}

# The deepest first: what is inside must be finished before what holds it.
deepest_first() {
    awk -F/ '{ print NF "\t" $0 }' | sort -rn | cut -f2-
}

program="$app/Contents/MacOS/coprod-desktop"
[ -f "$program" ] || fail "There is no program in $app."
count=0
while IFS= read -r one; do
    [ "$one" != "$program" ] || continue
    case $(file -b "$one") in
    *Mach-O*)
        sign "$one"
        count=$((count + 1))
        ;;
    esac
done < <(find "$app/Contents" -type f | deepest_first)
frameworks=0
while IFS= read -r one; do
    sign "$one"
    frameworks=$((frameworks + 1))
done < <(find "$app/Contents" -type d -name '*.framework' | deepest_first)
sign --entitlements "$here/entitlements.plist" "$app"
say "Signed $count libraries, $frameworks frameworks and the program."
