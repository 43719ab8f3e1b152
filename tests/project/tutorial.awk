# doc/tutorial.md as a script for sh: see tutorial.sh.
function begin(language, rest) {
    if (language == "sh" && rest == "in the second terminal") {
        kind = "second"
        print "second() {"
    } else if (language == "sh") {
        kind = "sh"
        blocks++
        print "step " NR
        print "{"
    } else if (language == "prints") {
        kind = "prints"
        print "cat >\"$tmp/wanted\" <<'END_OF_BLOCK'"
    } else if (rest ~ /^[a-z]/) {
        kind = "file"
        files++
        if (rest !~ /^tests/)
            print "writes"
        print "cat >" rest " <<'END_OF_BLOCK'"
    } else {
        print "tutorial.awk: line " NR ": what is a block of '" language " " rest "'?" > "/dev/stderr"
        is_wrong = 1
        exit 1
    }
}
function end() {
    if (kind == "second")
        print "}\nbegin_second"
    else if (kind == "sh")
        print "} >\"$tmp/printed\" 2>\"$tmp/errors\""
    else
        print "END_OF_BLOCK"
    if (kind == "prints")
        print "compare " NR
    kind = ""
}
kind == "" && /^```[a-z]/ {
    language = substr($1, 4)
    rest = $0
    sub(/^```[a-z]* */, "", rest)
    begin(language, rest)
    next
}
kind != "" && /^```$/ { end(); next }
kind == "second" { print "exec " $0; next }
# A command that fails ends it there and then.
kind == "sh" { print $0 (/&$/ ? "" : " || failed " NR); next }
kind != "" { print }
END {
    if (!is_wrong && (blocks < 10 || files < 5)) {
        print "tutorial.awk: only " blocks " blocks of commands and " files " files" > "/dev/stderr"
        exit 1
    }
}
