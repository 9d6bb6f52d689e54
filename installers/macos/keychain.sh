# A keychain for one signing, taken in with `.` by package.sh. It holds the certificate and Apple's password, and is
# gone afterwards, also when something fails. Passwords go through pipes: a command's words can be seen by others.
# shellcheck shell=bash

identity=-
keychain=
secrets=
keychains_before=

# Opens it. Wants APPLE_CERTIFICATE (a .p12 in base64), APPLE_CERTIFICATE_PASSWORD, APPLE_ID, APPLE_ID_PASSWORD and
# APPLE_TEAM, and takes them out of the environment, so that nothing started later has them.
keychain_open() {
    local own
    secrets=$(umask 077 && mktemp -d)
    keychain=$secrets/signing.keychain-db
    own=$(openssl rand -hex 24)
    (umask 077 && printf '%s' "$APPLE_CERTIFICATE" | base64 --decode >"$secrets/certificate.p12")
    keychains_before=$(security list-keychains -d user | sed -e 's/^ *"//' -e 's/"$//')
    {
        say "create-keychain -p $(quoted "$own") $(quoted "$keychain")"
        say "set-keychain-settings -l -u -t 21600 $(quoted "$keychain")"
        say "unlock-keychain -p $(quoted "$own") $(quoted "$keychain")"
        say "import $(quoted "$secrets/certificate.p12") -k $(quoted "$keychain") -f pkcs12" \
            "-P $(quoted "$APPLE_CERTIFICATE_PASSWORD") -T /usr/bin/codesign"
        say "set-key-partition-list -S apple-tool:,apple:,codesign: -s -k $(quoted "$own") $(quoted "$keychain")"
    } | security -i >/dev/null
    rm -f "$secrets/certificate.p12"
    listed "$keychain" "$keychains_before"
    # `security -i` ends well whatever happened inside it: what counts is whether there is a key to sign with.
    identity=$(security find-identity -v -p codesigning "$keychain" |
        awk '/Developer ID Application/ && !seen++ { print $2 }')
    [ -n "$identity" ] || fail "The certificate holds no valid \"Developer ID Application\" key, or its password is wrong."
    # notarytool takes a password in no other way; it is seen for as long as this one command runs.
    xcrun notarytool store-credentials "$NOTARY_PROFILE" --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" \
        --password "$APPLE_ID_PASSWORD" --keychain "$keychain" >/dev/null
    unset APPLE_CERTIFICATE APPLE_CERTIFICATE_PASSWORD APPLE_ID APPLE_ID_PASSWORD APPLE_TEAM
}

# Takes it away. Never fails, so that it can stand in a trap.
keychain_close() {
    [ -n "$secrets" ] || return 0
    listed "" "$keychains_before" || true
    security delete-keychain "$keychain" >/dev/null 2>&1 || true
    rm -rf "$secrets"
    secrets=
}

# The keychains that macOS searches: one more at the front (or none), then those of before.
listed() {
    local name
    set -- "$1" "$2"
    while IFS= read -r name; do
        [ -z "$name" ] || set -- "$@" "$name"
    done <<EOF
$2
EOF
    if [ -n "$1" ]; then
        name=$1
        shift 2
        set -- "$name" "$@"
    else
        shift 2
    fi
    security list-keychains -d user -s "$@"
}

# A word for `security -i`, which reads quotes and backslashes as a shell does.
quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed -e 's/[\\"]/\\&/g')"
}
