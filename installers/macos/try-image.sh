#!/bin/bash
# Does what a person does with a disk image: opens it, copies the program out of it, starts the copy.
#   try-image.sh IMAGE
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=installers/macos/common.sh
. "$here/common.sh"
image=$1
work=$(mktemp -d)
volume=$work/volume
attached=

put_away() {
    if [ -n "$attached" ]; then
        again 6 hdiutil detach "$volume" >/dev/null || hdiutil detach -force "$volume" >/dev/null || true
    fi
    rm -rf "$work/copy"
    rmdir "$volume" "$work" 2>/dev/null || true
}
trap put_away EXIT

mkdir "$volume" "$work/copy"
hdiutil verify -quiet "$image"
again 6 hdiutil attach -readonly -nobrowse -quiet -mountpoint "$volume" "$image"
attached=yes
[ "$(readlink "$volume/Applications")" = /Applications ] || fail "The image has no link to Applications."
for name in .DS_Store .background.tiff; do
    [ -f "$volume/$name" ] || fail "The image has no $name: its window would be bare."
done
app=$(find "$volume/" -maxdepth 1 -name '*.app')
[ -d "$app" ] || fail "The image holds not one program."
ditto "$app" "$work/copy/$(basename "$app")"
app="$work/copy/$(basename "$app")"
codesign --verify --deep --strict "$app"
"$here/smoke.sh" "$app/Contents/MacOS/coprod-desktop"
say "Opened, copied out of it and started: $(basename "$image")"
