#!/bin/sh
# Removes ShopCare for this user. The shop's data stays; "--with-data" deletes it as well.
set -eu
share=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/opt/ShopCare
id=org.shopcare.ShopCare

say() {  # English, Chinese
    case "${LC_ALL:-${LANG:-}}" in zh*) echo "$2" ;; *) echo "$1" ;; esac
}

for running in /proc/[0-9]*/exe; do
    case "$(readlink "$running" 2>/dev/null || true)" in
    "$program"/*)
        say "ShopCare is running. Close its window and try again." "ShopCare 正在运行。请先关闭窗口再试。"
        exit 1
        ;;
    esac
done

rm -f "$share/applications/$id.desktop" "$share/metainfo/$id.metainfo.xml" \
    "$share/icons/hicolor/scalable/apps/$id.svg" "$HOME/.local/bin/shopcare"
rm -rf "$program"
update-desktop-database -q "$share/applications" 2>/dev/null || true

if [ "${1:-}" = --with-data ]; then
    rm -rf "$share/ShopCare"
    say "ShopCare and the shop's data were removed." "ShopCare 和店铺资料都已删除。"
else
    say "ShopCare was removed. The shop's data stays in $share/ShopCare." \
        "ShopCare 已删除。店铺资料仍在 $share/ShopCare。"
fi
