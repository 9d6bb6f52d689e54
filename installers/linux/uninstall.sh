#!/bin/sh
# Takes away what install.sh put there. Journals stay where they are.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=$(CDPATH='' cd -- "$home/../.." && pwd)
if [ ! -f "$home/installed-files.txt" ]; then
    echo "Nothing is installed here. Run the uninstall.sh in the folder lib/coprod-desktop." >&2
    exit 1
fi
for link in /proc/[0-9]*/exe; do
    if [ "$(readlink "$link" 2>/dev/null || true)" = "$home/coprod-desktop" ]; then
        echo "Co-production Companion is open. Close it, then run this again." >&2
        exit 1
    fi
done
while IFS= read -r name; do
    rm -f "$prefix/$name"
done <"$home/installed-files.txt"
rm -f "$prefix/bin/coprod-desktop"
rm -rf "$home"
# Has a tool of the desktop write its index of a folder anew, where both are there.
refresh() {
    if [ -d "$2" ] && command -v "$1" >/dev/null 2>&1; then
        "$1" "$2" >/dev/null 2>&1 || true
    fi
}
refresh update-desktop-database "$prefix/share/applications"
refresh update-mime-database "$prefix/share/mime"
data=${XDG_DATA_HOME:-$HOME/.local/share}/coprod-desktop
echo "Removed. Journals were not touched."
if [ -d "$data" ]; then
    echo "Yours and your settings are still in $data"
fi
