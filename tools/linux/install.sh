#!/bin/sh
# Installs ShopCare for this user, without administrator rights, or upgrades it; the shop's data in
# ~/.local/share/ShopCare is left alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

mkdir -p "$HOME/.local/opt" "$HOME/.local/bin" "$share/applications" "$share/metainfo" \
    "$share/icons/hicolor/scalable/apps"
rm -rf "$program.new"
cp -R "$here/ShopCare" "$program.new"
cp "$here/uninstall.sh" "$here/common.sh" "$program.new/"
rm -rf "$program"
mv "$program.new" "$program"

# A path in Exec is quoted; in it a backslash escapes, and the file's own rules ask for it twice.
quoted=$(printf '%s' "$program/ShopCare" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
while IFS= read -r line; do
    case $line in Exec=*) printf 'Exec="%s"\n' "$quoted" ;; *) printf '%s\n' "$line" ;; esac
done < "$here/share/$id.desktop" > "$share/applications/$id.desktop"
cp "$here/share/$id.metainfo.xml" "$share/metainfo/"
cp "$here/share/$id.svg" "$share/icons/hicolor/scalable/apps/"
ln -sf "$program/shopcare-cli" "$HOME/.local/bin/shopcare"
update-desktop-database -q "$share/applications" 2>/dev/null || true

say "ShopCare is installed. It is in the menu; the command is ~/.local/bin/shopcare." \
    "ShopCare 已安装，可从应用菜单打开；命令行为 ~/.local/bin/shopcare。"
