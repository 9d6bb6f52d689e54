#!/bin/sh
# Installs Co-production Companion for you alone (into ~/.local), or where --prefix says. Nothing is downloaded.
#   ./install.sh [--prefix FOLDER]
# It never touches a journal. uninstall.sh, installed beside the program, takes away what this puts there.
set -eu
umask 022 # what is installed for everybody can be read by everybody, whatever the one who installs is used to
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${HOME:+$HOME/.local}
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
'' | *'
'*)
        echo "Say with --prefix which folder to install into; its name may have one line." >&2
        exit 2
        ;;
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
prefix=${prefix%/}
home=$prefix/lib/coprod-desktop

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

missing=$(cd -- "$here/program/_internal" &&
    LD_LIBRARY_PATH=. ldd PySide6/Qt/plugins/platforms/libqxcb.so 2>/dev/null |
    awk '/not found/ { print $1 }' | sort -u)
if [ -n "$missing" ]; then
    echo "The window needs these libraries of the system, which are not there:" >&2
    echo "$missing" | sed 's/^/  /' >&2
    echo "Install them with your system's packages, then run this again." >&2
    exit 1
fi

# Takes away the version before, with its files in share/ that this one no longer has.
finish() {
    if [ -f "$home.old/installed-files.txt" ]; then
        while IFS= read -r name; do
            grep -Fqx -e "$name" "$home/installed-files.txt" || rm -f "$prefix/$name"
        done <"$home.old/installed-files.txt"
    fi
    rm -rf "$home.old"
}

# An earlier run may have been ended half way: between the two renames, or before it had taken the old one away.
rm -rf "$home.new"
if [ -e "$home" ]; then
    finish
elif [ -e "$home.old" ]; then
    mv "$home.old" "$home"
fi

# All of it is laid down beside the old version, with the list that uninstall.sh reads. Then they change places.
mkdir -p "$prefix/lib" "$prefix/bin"
cp -R "$here/program" "$home.new"
cp "$here/uninstall.sh" "$home.new/uninstall.sh"
(cd "$here" && find share -type f) >"$home.new/installed-files.txt"
chmod -R u=rwX,go=rX "$home.new" # unpacked by somebody with another umask, they are that person's alone
if [ -e "$home" ]; then
    mv "$home" "$home.old"
fi
mv "$home.new" "$home"

ln -sf ../lib/coprod-desktop/coprod-desktop "$prefix/bin/coprod-desktop"
while IFS= read -r name; do
    mkdir -p "$(dirname "$prefix/$name")"
    cp "$here/$name" "$prefix/$name"
    chmod 644 "$prefix/$name"
done <"$home/installed-files.txt"
# A menu finds the program by its full path: ~/.local/bin is not on everybody's PATH. The path is written as the
# Desktop Entry Specification has it: for Exec in quotation marks, with what is special in those escaped and each
# % doubled; then, as in every value, each backslash doubled.
COPROD_PROGRAM=$home/coprod-desktop awk '
BEGIN {
    path = ENVIRON["COPROD_PROGRAM"]
    for (i = 1; i <= length(path); i++) {
        c = substr(path, i, 1)
        plain = c == "\\" ? "\\\\" : c
        try = try plain
        quoted = quoted (index("\"`$\\", c) ? "\\\\" : c == "%" ? "%" : "") plain
    }
}
sub(/^Exec=coprod-desktop/, "") { $0 = "Exec=\"" quoted "\"" $0 }
/^TryExec=/ { $0 = "TryExec=" try }
{ print }' "$here/share/applications/coprod-desktop.desktop" >"$prefix/share/applications/coprod-desktop.desktop"
finish
# Has a tool of the desktop write its index of a folder anew, where both are there.
refresh() {
    if [ -d "$2" ] && command -v "$1" >/dev/null 2>&1; then
        "$1" "$2" >/dev/null 2>&1 || true
    fi
}
refresh update-desktop-database "$prefix/share/applications"
refresh update-mime-database "$prefix/share/mime"
printf 'Installed. Find Co-production Companion in your menu, or start %s\n' "$prefix/bin/coprod-desktop"
printf 'To remove it: %s\n' "$home/uninstall.sh"
