# What installing and removing share: the places, the two languages, and that no window is open.
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
