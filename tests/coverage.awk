# SPDX-License-Identifier: MIT
# Reads what lcov has captured: a line a folder with the lines and branches that ran. `build` is where generated code stands.
function folder(path)
{
    if (path ~ /\/schemas\/[^\/]*$/)
        return path ~ /_(check|fuzz)\.c$/ ? "" : "generated"
    if (!match(path, /(compiler|runtime)\/.*$/))
        return ""
    path = substr(path, RSTART)
    sub(/\/[^\/]*$/, "", path)
    return path
}
function percent(part, whole)
{
    return whole > 0 ? sprintf("%5.1f %%", 100 * part / whole) : "      -"
}
function row(name)
{
    printf "%-20s %7d %8s   %8d %8s\n", name, lines[name], percent(lines_hit[name], lines[name]), \
        branches[name], percent(branches_hit[name], branches[name]) | sorted
}
# A file stands in the capture once for each object it went into: a line ran when it did in one of them.
function count_line(key, ran)
{
    if (!(key in line_ran)) {
        line_ran[key] = 0
        lines[name]++
        lines["total"]++
    }
    if (ran > 0 && !line_ran[key]) {
        line_ran[key] = 1
        lines_hit[name]++
        lines_hit["total"]++
    }
}
function count_branch(key, ran)
{
    if (!(key in branch_ran)) {
        branch_ran[key] = 0
        branches[name]++
        branches["total"]++
    }
    if (ran > 0 && !branch_ran[key]) {
        branch_ran[key] = 1
        branches_hit[name]++
        branches_hit["total"]++
    }
}
BEGIN { sorted = "sort"; FS = "," }
/^SF:/ { file = substr($0, 4); name = folder(file) }
/^DA:/ && name != "" { count_line(file ":" substr($1, 4), $2) }
/^BRDA:/ && name != "" { count_branch(file ":" substr($1, 6) ":" $2 ":" $3, $4) }
END {
    printf "%-20s %7s %8s   %8s %8s\n", "folder", "lines", "run", "branches", "run"
    for (name in lines)
        if (name != "total")
            row(name)
    close(sorted)
    sorted = "cat"
    row("total")
}
