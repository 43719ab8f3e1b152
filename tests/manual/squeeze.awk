# SPDX-License-Identifier: MIT
# C without comments, directives and white space, in one line: what declarations are compared as.
{
    if ($0 ~ /^#/)
        next
    text = text " " $0
}

END {
    while ((start = index(text, "/*")) > 0) {
        rest = substr(text, start + 2)
        end = index(rest, "*/")
        text = substr(text, 1, start - 1) (end > 0 ? substr(rest, end + 2) : "")
    }
    gsub(/[ \t]+/, "", text)
    print text
}
