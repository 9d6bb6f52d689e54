#!/bin/bash
# Signs the program, has Apple look at it, tries it, puts it on a disk image, and tries it from there. On a Mac only.
#   package.sh APP IMAGE PYTHON     PYTHON has what draws the picture and writes the image
# With the APPLE_… values that keychain.sh names it is signed and notarised; without them it is signed for this build
# alone, and whoever opens it has to tell macOS that they want to.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=installers/macos/common.sh
. "$here/common.sh"
# shellcheck source=installers/macos/keychain.sh
. "$here/keychain.sh"
app=$1
image=$2
python=$3
export NOTARY_PROFILE=coprod-notary
work=$(mktemp -d)
trap 'keychain_close; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

if [ -n "${APPLE_CERTIFICATE:-}" ]; then
    keychain_open
else
    say "There is no certificate: this build is neither signed by a publisher nor notarised."
fi
"$here/sign.sh" "$app" "$identity" "$keychain"
codesign --verify --deep --strict --verbose=2 "$app"
if [ "$identity" != - ]; then
    # ditto and no other zip: a framework's links must come through, or Apple finds it changed.
    ditto -c -k --keepParent "$app" "$work/app.zip"
    "$here/notarise.sh" "$work/app.zip" "$keychain"
    again 4 xcrun stapler staple "$app"
    codesign --verify --deep --strict "$app"
    spctl --assess --type execute --verbose=2 "$app"
fi
"$here/smoke.sh" "$app/Contents/MacOS/coprod-desktop"
"$python" "$here/image.py" "$app" "$image"
if [ "$identity" != - ]; then
    again 4 codesign --force --sign "$identity" --keychain "$keychain" --timestamp "$image"
    "$here/notarise.sh" "$image" "$keychain"
    again 4 xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
fi
"$here/try-image.sh" "$image"
