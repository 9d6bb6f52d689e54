#!/bin/sh
# Installs Co-production Companion for you alone (into ~/.local), or where --prefix says. Nothing is downloaded.
#   ./install.sh [--prefix FOLDER]
# It never touches a journal. uninstall.sh, installed beside the program, takes away what this puts there.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=$HOME/.local
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        prefix=${2:?--prefix wants a folder}
        shift 2
        ;;
    *)
        echo "usage: install.sh [--prefix FOLDER]" >&2
        exit 2
        ;;
    esac
done
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
home=$prefix/lib/coprod-desktop

for link in /proc/[0-9]*/exe; do
    if [ "$(readlink "$link" 2>/dev/null || true)" = "$home/coprod-desktop" ]; then
        echo "Co-production Companion is open. Close it, then run this again." >&2
        exit 1
    fi
done

missing=$(LD_LIBRARY_PATH=$here/program/_internal ldd \
    "$here/program/_internal/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
    awk '/not found/ { print $1 }' | sort -u)
if [ -n "$missing" ]; then
    echo "The window needs these libraries of the system, which are not there:" >&2
    echo "$missing" | sed 's/^/  /' >&2
    echo "Install them with your system's packages, then run this again." >&2
    exit 1
fi

mkdir -p "$prefix/lib" "$prefix/bin"
rm -rf "$home.new"
cp -R "$here/program" "$home.new"
cp "$here/uninstall.sh" "$home.new/uninstall.sh"
rm -rf "$home"
mv "$home.new" "$home"
ln -sf ../lib/coprod-desktop/coprod-desktop "$prefix/bin/coprod-desktop"
(cd "$here/share" && find . -type f) | while IFS= read -r name; do
    mkdir -p "$(dirname "$prefix/share/$name")"
    cp "$here/share/$name" "$prefix/share/$name"
    printf 'share/%s\n' "${name#./}"
done >"$home/installed-files.txt"
# A menu finds the program by its full path: ~/.local/bin is not on everybody's PATH.
entry=$prefix/share/applications/coprod-desktop.desktop
sed -e "s|^Exec=coprod-desktop|Exec=\"$home/coprod-desktop\"|" \
    -e "s|^TryExec=.*|TryExec=$home/coprod-desktop|" "$here/share/applications/coprod-desktop.desktop" >"$entry"
# Has a tool of the desktop write its index of a folder anew, where both are there.
refresh() {
    if [ -d "$2" ] && command -v "$1" >/dev/null 2>&1; then
        "$1" "$2" >/dev/null 2>&1 || true
    fi
}
refresh update-desktop-database "$prefix/share/applications"
refresh update-mime-database "$prefix/share/mime"
echo "Installed. Find Co-production Companion in your menu, or start $prefix/bin/coprod-desktop"
echo "To remove it: $home/uninstall.sh"
