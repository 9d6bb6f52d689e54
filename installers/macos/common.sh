# Words that the scripts of this folder share; they take it in with `.`, and nobody runs it by itself.
# shellcheck shell=bash

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Tries a command up to as many times as the first word says, waiting longer each time. Apple's clock may not answer
# at once, and macOS looks into a fresh disk image while one wants to make or eject it ("Resource busy").
again() {
    local most=$1 count=1
    shift
    until "$@"; do
        [ "$count" -lt "$most" ] || return 1
        sleep "$((count * ${PATIENCE:-5}))"
        count=$((count + 1))
        say "Once more ($count of $most): $1 ${2:-}"
    done
}
