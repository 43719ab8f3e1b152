#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
Where instructions went: the difference of two of callgrind's files, divided by what the runs differ in.

    bench/spent.py FEW MANY COUNT LINES

By the part that a line of code belongs to, wherever it was inlined, and then the LINES functions with the most. bench/instructions
calls it.
"""
import collections
import re
import sys

# The object or the source file, the function that it stands in, and the part of a request's way. The first that fits.
PARTS = [
    (r"/libevent", "", "libevent"),
    (r"/(libc|ld-linux)[^/]*\.so", "", "the C library"),
    (r"runtime/http/|server/http1", "", "HTTP/1: head, framing, head of the answer"),
    (r"runtime/server/", "", "loop and connections: turn, deadlines, recv, send"),
    (r"runtime/app/|_routes\.c|_app\.c", "", "routes, parameters, reply"),
    (r"examples/", "", "handler"),
    (r"swage/write\.h|json/.*writ", "", "encode"),
    (r"swage/read\.h|runtime/json/", "", "decode and validate"),
    (r"runtime/core/|runtime/swage/", "", "arenas and buffers"),
    (r"mmintrin\.h|/user\.[ch]$", "^read_|^user_read", "decode and validate"),
    (r"mmintrin\.h|/user\.[ch]$", "", "encode"),
]


def part_of(place):
    made_by, file, function = place
    for where, within, part in PARTS:
        if re.search(where, file if file != "???" else made_by) and re.search(within, function):
            return part
    return "the C library" if "/libc." in made_by else "libevent" if "libevent" in made_by else "other"


def read(path):
    """{(object, file, function): instructions of its own}"""
    names, spent = {}, collections.Counter()
    now = {"ob": "", "fl": "", "fn": ""}
    is_call = False

    def name(kind, text):
        number, _, said = text.partition(" ")
        kind = {"cfi": "fl", "cfl": "fl", "fi": "fl", "fe": "fl", "cob": "ob", "cfn": "fn"}.get(kind, kind)
        if said:
            names[kind, number] = said
        return kind, names.get((kind, number), text)

    for line in open(path, encoding="utf-8", errors="replace"):
        found = re.match(r"(ob|fl|fi|fe|fn|cob|cfi|cfl|cfn)=(.*)", line)
        if found:
            kind, said = name(*found.groups())
            if not found.group(1).startswith("c"):
                now[kind] = said
        elif line.startswith("calls="):
            is_call = True
        elif re.match(r"[0-9+*-]", line):
            words = line.split()
            # The line behind "calls=" has what was spent below the call.
            if not is_call and len(words) > 1:
                spent[now["ob"], now["fl"], now["fn"]] += int(words[1])
            is_call = False
    return spent


def show(title, spent, count, lines):
    print(f"\n{title}")
    for name, value in spent.most_common(lines):
        if value / count >= 0.05:
            print(f"{value / count:10.1f}  {name}")


def main():
    few, many, count, lines = read(sys.argv[1]), read(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    parts, functions = collections.Counter(), collections.Counter()
    for place in set(few) | set(many):
        spent = many[place] - few[place]
        parts[part_of(place)] += spent
        functions[place[2]] += spent
    show("where a request's instructions go, by part", parts, count, len(parts))
    show("and by function", functions, count, lines)


if __name__ == "__main__":
    main()
