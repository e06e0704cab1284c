#!/bin/sh
# Removes ShopCare for this user. The shop's data stays; "--with-data" deletes it as well.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

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
