# SPDX-License-Identifier: MIT
# Cuts pages of the manual into chapters, each a folder under `out` with the schemas, the code and the cases of its
# fenced blocks. What stands behind the three backticks says what a block is; tests/manual.sh says what there is.
#
#   awk -v out=FOLDER -f blocks.awk PAGE...

function fail(words) {
    printf "%s:%d: %s\n", FILENAME, FNR, words > "/dev/stderr"
    failed = 1
    exit 1
}

function trim(text) {
    sub(/^[ \t]+/, "", text)
    sub(/[ \t]+$/, "", text)
    return text
}

# A C string literal.
function literal(text,    i, c, made) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\" || c == "\"")
            c = "\\" c
        else if (c == "\n")
            c = "\\n"
        else if (c == "?")
            c = "\\?"
        made = made c
    }
    return "\"" made "\""
}

# CamelCase as C has it: "app.HTTPError" is app_http_error.
function snake(name,    i, c, made) {
    for (i = 1; i <= length(name); i++) {
        c = substr(name, i, 1)
        if (c == ".")
            c = "_"
        else if (substr(name, i - 1, 2) ~ /^[a-z0-9][A-Z]$/ || substr(name, i - 1, 3) ~ /^[A-Z][A-Z][a-z]$/)
            c = "_" c
        made = made c
    }
    return tolower(made)
}

# ---- chapters ----

function put(file, text) {
    file = folder "/" file
    printf "%s\n", text >> file
    close(file)
}

function begin_chapter(title) {
    end_chapter()
    stem = tolower(title)
    gsub(/[^a-z0-9]+/, "_", stem)
    chapters++
    folder = sprintf("%s/%02d_%s", out, chapters, stem)
    if (system("mkdir -p '" folder "'") != 0)
        fail("no folder " folder)
    split("", types)
    split("", stems)
    stem_count = type_count = runs = 0
    documents = requests = run_calls = code = run_code = ""
}

function use_stem(name) {
    stem = name
    if (!(name in stems)) {
        stems[name] = ++stem_count
        stem_names[stem_count] = name
    }
}

function end_chapter(    i) {
    if (stem_count == 0)
        return
    for (i = 1; i <= stem_count; i++) {
        put("stems", stem_names[i])
        put("headers.h", "#include \"" stem_names[i] ".h\"\n#include \"" stem_names[i] "_routes.h\"")
    }
    if (code != "")
        put("code.c", "#include \"headers.h\"\n" code)
    put("cases.c", "#include \"chapter.h\"\n#include \"headers.h\"\n#include <assert.h>\n")
    for (i = 1; i <= type_count; i++)
        put("cases.c", "CHAPTER_TYPE(" type_names[i] ");")
    put("cases.c", run_code)
    put("cases.c", "int main(void)\n{\n" run_calls documents requests "    return chapter_end();\n}")
    stem_count = 0
}

# ---- what cases are made from ----

function page(    name) {
    name = FILENAME
    sub(/.*\//, "", name)
    return name
}

function place(line) {
    return "\"" page() ":" line "\""
}

function use_type(name) {
    name = snake(name)
    if (!(name in types)) {
        types[name] = 1
        type_names[++type_count] = name
    }
    return name
}

function add_document(line, type, json, verdict) {
    documents = documents "    chapter_document(" place(line) ", &chapter_type_" use_type(type) ", " \
        literal(json) ", " literal(verdict) ");\n"
    counts["documents"]++
}

function end_request(verdict) {
    requests = requests "    chapter_request(" place(request_line) ", " literal(request_target) ", " \
        literal(request_fields) ", " literal(request_body) ", " literal(verdict) ");\n"
    request_line = 0
    counts["requests"]++
}

# "value   // verdict": where the second part begins, or 0.
function verdict_at(line) {
    return index(line, " // ")
}

# ---- lines of blocks, by what the block is ----

function take_line(line,    at, word, rest) {
    if (kind == "schema")
        put(stem ".swage", line)
    else if (kind == "file")
        put(file_name, line)
    else if (kind == "refused") {
        put(block ".swage", line)
        at = index(line, "// error: ")
        if (at > 0)
            put(block ".wanted", FNR - first_line " " substr(line, at + 10))
    } else if (kind == "document")
        text = text (text == "" ? "" : "\n") line
    else if (kind == "documents") {
        at = verdict_at(line)
        if (at == 0)
            fail("a document without ' // ' and what becomes of it")
        add_document(FNR, type, trim(substr(line, 1, at)), trim(substr(line, at + 4)))
    } else if (kind == "declarations")
        take_declaration(line)
    else if (kind == "code")
        code = code line "\n"
    else if (kind == "run")
        run_code = run_code "    " line "\n"
    else if (kind == "console")
        put(block ".console", line)
    else if (kind == "requests")
        take_request(line)
}

# Declarations are looked for one by one: what an empty line or a line of "..." ends.
function take_declaration(line) {
    if (trim(line) == "" || trim(line) == "...") {
        chunk++
        return
    }
    put(block "_" chunk ".declaration", line)
    counts["declarations"] += chunk != last_chunk
    last_chunk = chunk
}

function take_request(line,    at, verdict) {
    if (trim(line) == "")
        return
    at = verdict_at(line)
    verdict = at > 0 ? trim(substr(line, at + 4)) : ""
    line = trim(at > 0 ? substr(line, 1, at) : line)
    if (line ~ /^[A-Z]+ \//) {
        if (request_line > 0)
            fail("the request before says not what becomes of it")
        request_line = FNR
        request_fields = ""
        match(line, /^[A-Z]+ [^ ]+/)
        request_target = substr(line, 1, RLENGTH)
        request_body = trim(substr(line, RLENGTH + 1))
    } else if (line ~ /^[A-Za-z-]+: / && request_line > 0)
        request_fields = request_fields line "\n"
    else
        fail("neither a request nor a header field")
    if (at > 0)
        end_request(verdict)
}

# ---- fences ----

# Lets the C compiler name the manual's lines.
function line_mark() {
    return "#line " (FNR + 1) " \"" page() "\"\n"
}

function begin_block(info,    words, lang, rest) {
    split(info, words, " ")
    lang = words[1]
    rest = trim(substr(info, length(lang) + 1))
    first_line = FNR
    block = "line_" FNR
    counts["blocks"]++
    if (folder == "")
        fail("a block before the first chapter")
    if (lang == "swage" && rest == "refused")
        kind = "refused"
    else if (lang == "swage" && (rest == "" || rest ~ /^[a-z_]+\.swage$/)) {
        kind = "schema"
        use_stem(rest == "" ? stem : substr(rest, 1, length(rest) - 6))
    } else if (stem_count == 0)
        fail("a block before any schema of its chapter")
    else if (lang == "json" && rest != "") {
        kind = "document"
        type = words[2]
        wanted = trim(substr(rest, length(type) + 1))
        text = ""
    } else if (lang == "jsonc" && rest ~ /^[A-Za-z0-9_.]+$/) {
        kind = "documents"
        type = rest
    } else if (lang == "c" && rest == "") {
        kind = "declarations"
        chunk = 1
        last_chunk = 0
    } else if (lang == "c" && rest == "code") {
        kind = "code"
        code = code line_mark()
    } else if (lang == "c" && rest == "run") {
        kind = "run"
        run_code = run_code "static void run_" block "(swage_arena *arena)\n{\n    (void)arena;\n" line_mark()
        run_calls = run_calls "    chapter_run(run_" block ");\n"
    } else if (lang == "c" && rest ~ /^[a-z_]+\.h$/) {
        kind = "file"
        file_name = rest
    } else if (lang == "http" && rest == "") {
        kind = "requests"
        request_line = 0
    } else if (lang == "console" && rest == "")
        kind = "console"
    else
        fail("a block of a kind that the test does not know: '" info "'")
}

function end_block() {
    if (kind == "document")
        add_document(first_line, type, text, wanted == "" ? "accepted" : wanted)
    else if (kind == "run")
        run_code = run_code "}\n"
    else if (kind == "requests" && request_line > 0)
        fail("the last request says not what becomes of it")
    else if (kind == "schema")
        put(stem ".swage", "")
    kind = ""
}

FNR == 1 {
    if (kind != "")
        fail("the last block of the page before does not end")
    end_chapter()
    folder = ""
}

/^```/ {
    if (kind == "")
        begin_block(trim(substr($0, 4)))
    else
        end_block()
    next
}

kind != "" { take_line($0); next }

/^## / { begin_chapter(trim(substr($0, 4))) }

END {
    if (failed)
        exit 1
    if (kind != "")
        fail("the last block does not end")
    end_chapter()
    printf "%d chapters, %d blocks, %d documents, %d requests, %d declarations\n", \
        chapters, counts["blocks"], counts["documents"], \
        counts["requests"], counts["declarations"]
}
