#!/bin/sh
# Takes away what install.sh put there. Journals stay where they are.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=${home%.old} # install.sh was ended between its two renames
prefix=$(CDPATH='' cd -- "$(dirname -- "$home")/.." && pwd)
if [ ! -f "$home/installed-files.txt" ] && [ ! -f "$home.old/installed-files.txt" ]; then
    echo "Nothing is installed here. Run the uninstall.sh in the folder lib/coprod-desktop." >&2
    exit 1
fi

# Whether a program that lies in a folder is running. The system tells real paths, without links.
is_open() {
    real=$(CDPATH='' cd -P -- "$1" 2>/dev/null && pwd -P) || return 1
    for link in /proc/[0-9]*/exe; do
        [ "$(readlink "$link" 2>/dev/null || true)" != "$real/coprod-desktop" ] || return 0
    done
    return 1
}
if is_open "$home" || is_open "$home.old"; then
    echo "Co-production Companion is open. Close it, then run this again." >&2
    exit 1
fi

for list in "$home/installed-files.txt" "$home.old/installed-files.txt"; do
    if [ -f "$list" ]; then
        while IFS= read -r name; do
            rm -f "$prefix/$name"
        done <"$list"
    fi
done
rm -f "$prefix/bin/coprod-desktop"
rm -rf "$home/_internal" # the list and this script last: ended half way, it can be run again
rm -rf "$home" "$home.old" "$home.new"
# Has a tool of the desktop write its index of a folder anew, where both are there.
refresh() {
    if [ -d "$2" ] && command -v "$1" >/dev/null 2>&1; then
        "$1" "$2" >/dev/null 2>&1 || true
    fi
}
refresh update-desktop-database "$prefix/share/applications"
refresh update-mime-database "$prefix/share/mime"
data=${XDG_DATA_HOME:-${HOME:-}/.local/share}/coprod-desktop
echo "Removed. Journals were not touched."
if [ -d "$data" ]; then
    printf 'Yours and your settings are still in %s\n' "$data"
fi
