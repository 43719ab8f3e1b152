# SPDX-License-Identifier: MIT
"""
What the peers of the codec benchmark need to know of bench/schemas/*.swage: their structs, as C, Rust and Python.

    shapes.py dom|stream|read|swage|rust|python SCHEMA...       prints it

Every peer decodes into the same typed structs and encodes these. The C and C++ peers fill the very structs that
`swage gen` made; dom and stream print the functions that do so, read those for decoding
alone, in terms of the few steps that each peer defines (dom.h says which). Rust gets serde's derive, Python msgspec's Struct and functions that fill it from dicts. Only what
the benchmark's schemas use is understood, anything else is refused.
"""
import re
import sys

NUMBERS = {"int8": "int8_t", "int16": "int16_t", "int32": "int32_t", "int64": "int64_t", "uint8": "uint8_t",
           "uint16": "uint16_t", "uint32": "uint32_t", "uint64": "uint64_t", "float64": "double"}
RUST = {"int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64", "uint8": "u8", "uint16": "u16", "uint32": "u32",
        "uint64": "u64", "float64": "f64", "bool": "bool"}
C_WORDS = {"protected": "protected_"}
RUST_WORDS = {"type", "ref"}
TOKEN = re.compile(r"\s+|//[^\n]*|(\"[^\"]*\"|[A-Za-z_]\w*|\d+|[{}\[\]<>;:?|=,])")


class Type:
    """kind: a number's name, bool, string, struct, enum, array, fixed or map; item: of the last three."""

    def __init__(self, kind, item=None, count=0, key=None, name=None):
        self.kind, self.item, self.count, self.key, self.name = kind, item, count, key, name


class Member:
    def __init__(self, name, type_, is_optional, is_nullable):
        self.name, self.type = name, type_
        self.is_optional, self.is_nullable = is_optional, is_nullable
        snake = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: "_" + m.group(1).lower(), name).lower()
        self.c = C_WORDS.get(snake, snake)
        self.may_miss = is_optional or is_nullable


class Schema:
    """namespace; structs: name -> [Member]; enums: name -> [(C name, text)]; root: the first struct."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.tokens = [token for token in TOKEN.findall(text) if token]
        if re.sub(r"\s", "", TOKEN.sub("", text)):
            raise SystemExit(f"{path}: characters that are not understood")
        self.path, self.at, self.namespace, self.structs, self.enums = path, 0, "", {}, {}
        self.names = {self.tokens[i + 1]: token for i, token in enumerate(self.tokens) if token in ("struct", "enum")}
        while self.at < len(self.tokens):
            self.declaration()
        self.root = next(iter(self.structs))

    def take(self, *wanted):
        token = self.tokens[self.at]
        if wanted and token not in wanted:
            raise SystemExit(f"{self.path}: {token!r} where one of {wanted} is understood")
        self.at += 1
        return token

    def skip(self, token):
        found = self.tokens[self.at] == token
        self.at += found
        return found

    def declaration(self):
        word = self.take("namespace", "struct", "enum")
        name = self.take()
        if word == "namespace":
            self.namespace = name + "_"
            self.take(";")
            return
        self.take("{")
        if word == "enum":
            self.enums[name] = self.values()
            return
        members = self.structs[name] = []
        while not self.skip("}"):
            members.append(self.member())

    def values(self):
        values = []
        while not self.skip("}"):
            name = self.take()
            values.append((name, self.take()[1:-1] if self.skip("=") else name))
            self.skip(",")
        return values

    def member(self):
        name = self.take()
        is_optional = self.skip("?")
        self.take(":")
        type_ = self.type()
        is_nullable = self.skip("|") and bool(self.take("null"))
        self.take(";")
        return Member(name, type_, is_optional, is_nullable)

    def type(self):
        word = self.take()
        if word == "map":
            self.take("<")
            first = self.type()
            second = self.type() if self.skip(",") else None
            self.take(">")
            type_ = Type("map", second or first, key=first if second else Type("string"))
        elif word in self.names:
            type_ = Type(self.names[word], name=word)
        elif word in RUST or word == "string":
            type_ = Type(word)
        else:
            raise SystemExit(f"{self.path}: the type {word!r} is not understood")
        while self.skip("["):
            if self.skip("]"):
                type_ = Type("array", type_)
            else:
                type_ = Type("fixed", type_, int(self.take()))
                self.take("]")
        return type_

    def c_name(self, name):
        return self.namespace + re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


# --- C ----------------------------------------------------------------------------------------------------------------


class Printer:
    """Prints the C of one schema after the other; functions for arrays and maps once for each type."""

    def __init__(self, schemas, style):
        self.schemas, self.style, self.lines, self.done, self.schema = schemas, style, [], set(), None

    def out(self, text):
        self.lines += text.strip("\n").split("\n")

    def c_type(self, type_):
        if type_.kind in NUMBERS:
            return NUMBERS[type_.kind]
        if type_.kind in ("struct", "enum"):
            return f"{type_.kind} {self.schema.c_name(type_.name)}"
        if type_.kind == "array" and not type_.item.item and type_.item.kind not in ("struct", "enum"):
            return self.tag(type_)
        if type_.kind in ("array", "map"):
            return "struct " + self.tag(type_)
        return {"bool": "bool", "string": "swage_str"}[type_.kind]

    def tag(self, type_):
        """What the names of lists of the type begin with."""
        if type_.kind in ("struct", "enum"):
            return self.schema.c_name(type_.name)
        if type_.kind == "fixed":
            return f"{self.tag(type_.item)}_{type_.count}"
        if type_.kind == "array":
            return self.tag(type_.item) + "_array"
        if type_.kind == "map":
            return self.tag(type_.item) + "_map" + (f"_by_{type_.key.kind}" if type_.key.kind != "string" else "")
        return {"string": "swage_str"}.get(type_.kind, f"swage_{type_.kind}")

    def name(self, type_):
        """Of the functions for a type."""
        if type_.kind in ("struct", "enum"):
            return self.schema.c_name(type_.name)
        if type_.kind in ("array", "map", "fixed"):
            key = f"{type_.key.kind}_" if type_.key else ""
            return f"{self.name(type_.item)}_{key}{type_.kind}{type_.count or ''}"
        return type_.kind

    # Reading.

    def read(self, type_, node, lvalue):
        """An expression that is false when the node is not of the type."""
        self.need(type_)
        address = lvalue if type_.kind == "fixed" else "&" + lvalue
        return f"read_{self.name(type_)}(c, {node}, {address})"

    def declare(self, type_, name):
        """A parameter or variable that points to a value of the type."""
        if type_.kind == "fixed":
            return self.declare(type_.item, name)
        return f"{self.c_type(type_)} *{name}"

    def pointer(self, type_, name=""):
        """To items of the type."""
        if type_.kind == "fixed":
            return f"{self.c_type(type_.item)} (*{name})[{type_.count}]"
        return f"{self.c_type(type_)} *{name}"

    def need(self, type_):
        name = self.name(type_)
        if type_.kind not in ("array", "fixed", "map", "enum") or name in self.done:
            return
        self.done.add(name)
        lines, self.lines = self.lines, []
        getattr(self, "read_" + type_.kind)(type_, name)
        if self.style != "read":
            getattr(self, "write_" + type_.kind)(type_, name)
        self.before += self.lines + [""]
        self.lines = lines

    def read_enum(self, type_, name):
        self.out(f"""
static bool read_{name}(struct state *c, node v, enum {name} *out)
{{
    swage_str text;
    if (!read_string(c, v, &text))
        return false;
    *out = {name}_from(text);
    return (int)*out != 0;
}}""")

    def read_array(self, type_, name):
        read = self.read(type_.item, "v", "items[count]")
        pointer = self.pointer(type_.item)
        self.out(f"""
static bool read_{name}(struct state *c, node list, {self.c_type(type_)} *out)
{{
    struct items it;
    size_t count = 0;
    if (!items_open(list, &it))
        return false;
    size_t cap = it.hint ? it.hint : 4;
    {self.pointer(type_.item, "items")} = ({pointer})swage_arena_alloc(c->arena, cap * sizeof *items);
    for (node v; items_next(&it, &v); count++) {{
        if (count == cap) {{
            items = ({pointer})swage_arena_grow(c->arena, items, cap * sizeof *items, 2 * cap * sizeof *items);
            cap *= 2;
        }}
        if (!{read})
            return false;
    }}
    out->ptr = (const {pointer})items;
    out->len = count;
    return items_good(&it);
}}""")

    def read_map(self, type_, name):
        """Of keys that stand twice nobody but swage knows."""
        entry = f"struct {self.tag(type_)}_entry"
        key = f"swage_key_{type_.key.kind}(key, {type_.key.kind.upper()}_MIN, {type_.key.kind.upper()}_MAX, &entry->key)"
        if type_.key.kind == "string":
            key = "(entry->key = key, true)"
        self.out(f"""
static bool read_{name}(struct state *c, node v, {self.c_type(type_)} *out)
{{
    struct members it;
    size_t count = 0, cap = 8;
    if (!members_open(v, &it))
        return false;
    {entry} *entries = ({entry} *)swage_arena_alloc(c->arena, cap * sizeof *entries);
    for (; members_next(&it); count++) {{
        if (count == cap) {{
            entries = ({entry} *)swage_arena_grow(c->arena, entries, cap * sizeof *entries, 2 * cap * sizeof *entries);
            cap *= 2;
        }}
        {entry} *entry = &entries[count];
        swage_str key = key_text(&it);
        if (!{key} || !{self.read(type_.item, "it.value", "entry->value")})
            return false;
    }}
    out->ptr = entries;
    out->len = count;
    return members_good(&it);
}}""")

    def read_fixed(self, type_, name):
        read = self.read(type_.item, "v", "out[count]")
        self.out(f"""
static bool read_{name}(struct state *c, node list, {self.declare(type_, "out")})
{{
    struct items it;
    size_t count = 0;
    if (!items_open(list, &it))
        return false;
    for (node v; items_next(&it, &v); count++)
        if (count == {type_.count} || !{read})
            return false;
    return items_good(&it) && count == {type_.count};
}}""")

    def read_struct(self, name, members):
        c_name = self.schema.c_name(name)
        steps = []
        required = 0
        for i, m in enumerate(members):
            required |= 0 if m.is_optional else 1 << i
            steps.append(f"""
        if (have && key_is(&it, "{m.name}", {len(m.name)})) {{
            if (seen & {1 << i:#x}u)
                return false;
            seen |= {1 << i:#x}u;
{self.read_member(m)}
            have = members_next(&it);
        }}""")
        body = "".join(steps)
        self.out(f"""
static bool read_{c_name}(struct state *c, node v, struct {c_name} *out)
{{
    struct members it;
    uint64_t seen = 0;
    if (!members_open(v, &it))
        return false;
    memset(out, 0, sizeof *out);
    bool have = members_next(&it);
    while (have) {{
        uint64_t before = seen;{body}
        if (have && seen == before)
            have = members_next(&it);
    }}
    return members_good(&it) && (seen & {required:#x}u) == {required:#x}u;
}}""")
        self.lines.append("")

    def read_member(self, m):
        is_scalar = m.type.kind in NUMBERS or m.type.kind == "bool"
        lines = []
        if m.may_miss and m.type.kind == "struct":
            item = self.c_type(m.type)
            lines += [f"{item} *item = ({item} *)swage_arena_alloc(c->arena, sizeof *item);",
                      f"if (!{self.read(m.type, 'it.value', '(*item)')})", "    return false;", f"out->{m.c} = item;"]
        else:
            lines += [f"if (!{self.read(m.type, 'it.value', 'out->' + m.c)})", "    return false;"]
            if m.may_miss and is_scalar:
                lines.append(f"out->has.{m.c} = true;")
        if m.is_nullable:
            lines = ["if (!is_null(it.value)) {"] + ["    " + line for line in lines] + ["}"]
        return "\n".join(" " * 12 + line for line in lines)

    # Writing: dom builds values, stream puts them out.

    def write(self, type_, lvalue):
        """dom: an expression for the new value. stream: a statement without its semicolon."""
        self.need(type_)
        verb = "new" if self.style == "dom" else "put"
        by_address = "&" if type_.kind in ("struct", "array", "map") else ""
        if type_.kind == "enum":
            return f"{verb}_string(c, {self.name(type_)}_name({lvalue}))"
        if type_.kind in NUMBERS:
            kind = "float64" if type_.kind == "float64" else "uint64" if type_.kind[0] == "u" else "int64"
            return f"{verb}_{kind}(c, {lvalue})"
        return f"{verb}_{self.name(type_)}(c, {by_address}{lvalue})"

    def write_enum(self, type_, name):
        pass

    def write_array(self, type_, name):
        self.write_list(name, f"const {self.c_type(type_)} *in", "in->len", self.write(type_.item, "in->ptr[i]"))

    def write_fixed(self, type_, name):
        self.write_list(name, "const " + self.declare(type_, "in"), str(type_.count), self.write(type_.item, "in[i]"))

    def write_list(self, name, parameter, count, write):
        if self.style == "dom":
            self.out(f"""
static node new_{name}(struct state *c, {parameter})
{{
    node list = new_array(c);
    for (size_t i = 0; i < {count}; i++)
        push(c, list, {write});
    return list;
}}""")
            return
        self.out(f"""
static void put_{name}(struct state *c, {parameter})
{{
    open_array(c);
    for (size_t i = 0; i < {count}; i++) {{
        put_comma(c, i == 0);
        {write};
    }}
    close_array(c);
}}""")

    def write_map(self, type_, name):
        write = self.write(type_.item, "in->ptr[i].value")
        if self.style == "dom":
            self.out(f"""
static node new_{name}(struct state *c, const {self.c_type(type_)} *in)
{{
    node object = new_object(c);
    for (size_t i = 0; i < in->len; i++) {{
        swage_str key = {type_.key.kind}_key(c, in->ptr[i].key);
        set(c, object, key.ptr, key.len, {write});
    }}
    return object;
}}""")
            return
        self.out(f"""
static void put_{name}(struct state *c, const {self.c_type(type_)} *in)
{{
    open_object(c);
    for (size_t i = 0; i < in->len; i++) {{
        swage_str key = {type_.key.kind}_key(c, in->ptr[i].key);
        put_key(c, key.ptr, key.len, i == 0);
        {write};
    }}
    close_object(c);
}}""")

    def write_struct(self, name, members):
        c_name = self.schema.c_name(name)
        steps = []
        for m in members:
            if self.style == "dom":
                step = "set(c, object, \"%s\", %d, {});" % (m.name, len(m.name))
                null = step.format("new_null(c)")
            else:
                step = "put_key(c, \"%s\", %d, first);\n{};\nfirst = false;" % (m.name, len(m.name))
                null = step.format("put_null(c)")
            steps.append(self.write_member(m, step, null))
        body = "\n".join("    " + line for step in steps for line in step.split("\n"))
        if self.style == "dom":
            self.out(f"""
static node new_{c_name}(struct state *c, const struct {c_name} *in)
{{
    node object = new_object(c);
{body}
    return object;
}}""")
        else:
            self.out(f"""
static void put_{c_name}(struct state *c, const struct {c_name} *in)
{{
    bool first = true;
    open_object(c);
{body}
    close_object(c);
}}""")
        self.lines.append("")

    def write_member(self, m, step, null):
        lvalue = f"in->{m.c}"
        if not m.may_miss:
            return step.format(self.write(m.type, lvalue))
        there, value = lvalue, lvalue
        if m.type.kind == "struct":
            value = f"(*{lvalue})"
        elif m.type.kind in ("string", "array", "map"):
            there = lvalue + ".ptr"
        else:
            there = f"in->has.{m.c}"
        block = "if (%s) {\n    %s\n}" % (there, step.format(self.write(m.type, value)).replace("\n", "\n    "))
        if m.is_nullable:
            block += " else {\n    %s\n}" % null.replace("\n", "\n    ")
        return block

    # The whole.

    def peer(self, schema):
        root = schema.c_name(schema.root)
        order = sort_structs(schema)
        for name in schema.structs:
            self.out(f"static bool read_{schema.c_name(name)}(struct state *c, node v, "
                     f"struct {schema.c_name(name)} *out);")
            if self.style == "read":
                continue
            result = "node new" if self.style == "dom" else "void put"
            self.out(f"static {result}_{schema.c_name(name)}(struct state *c, const struct {schema.c_name(name)} *in);")
        self.lines.append("")
        for name in order:
            self.before, lines, self.lines = [], self.lines, []
            self.read_struct(name, schema.structs[name])
            if self.style != "read":
                self.write_struct(name, schema.structs[name])
            self.lines = lines + self.before + self.lines
        write = f"text_write(c, new_{root}(c, (const struct {root} *)in), out)"
        if self.style == "stream":
            write = f"(text_begin(c), put_{root}(c, (const struct {root} *)in), text_end(c, out))"
        self.out(f"""
static bool decode_{root}(struct state *c, swage_str text, void *out)
{{
    node root;
    return text_open(c, text, &root) && read_{root}(c, root, (struct {root} *)out) && text_close(c);
}}
""")
        if self.style == "read":
            return
        self.out(f"""
static bool encode_{root}(struct state *c, const void *in, swage_str *out)
{{
    swage_arena_reset(c->arena);
    return {write};
}}
""")

    def swage(self, schema):
        root = schema.c_name(schema.root)
        self.out(f"""
static bool decode_{root}(struct state *c, swage_str text, void *out)
{{
    swage_arena_reset(c->arena);
    return {root}_decode(text, c->arena, (struct {root} *)out, NULL) == SWAGE_OK;
}}

static bool encode_{root}(struct state *c, const void *in, swage_str *out)
{{
    c->out.len = 0;
    if ({root}_encode((const struct {root} *)in, &c->out) != SWAGE_OK)
        return false;
    *out = swage_str_of(c->out.ptr, c->out.len);
    return true;
}}
""")

    def print(self):
        self.out("/* Made by shapes.py. Do not edit. */")
        for schema in self.schemas:
            self.out(f'#include "{stem(schema.path)}.h"')
        self.lines.append("")
        for self.schema in self.schemas:
            (self.swage if self.style == "swage" else self.peer)(self.schema)
            self.lines.append("")
        self.out("static const struct shape shapes[] = {")
        for schema in self.schemas:
            root = schema.c_name(schema.root)
            encode = "NULL" if self.style == "read" else f"encode_{root}"
            self.out(f'    {{"{stem(schema.path)}", sizeof(struct {root}), decode_{root}, {encode}}},')
        self.out("    {NULL, 0, NULL, NULL},\n};")
        print("\n".join(self.lines))


def stem(path):
    return re.sub(r".*/|\.swage$", "", path)


def structs_of(type_):
    if type_.kind == "struct":
        return [type_.name]
    return structs_of(type_.item) if type_.item else []


def sort_structs(schema):
    """Inner structs first, so that what they need stands before."""
    order = []

    def visit(name, path):
        if name in order or name in path:
            return
        for m in schema.structs[name]:
            for inner in structs_of(m.type):
                visit(inner, path | {name})
        order.append(name)

    for name in schema.structs:
        visit(name, set())
    return order


# --- Rust -------------------------------------------------------------------------------------------------------------


def rust_type(type_, schema):
    if type_.kind in RUST:
        return RUST[type_.kind]
    if type_.kind == "string":
        return "Text<'a>"
    if type_.kind == "struct":
        return type_.name + ("<'a>" if is_borrowing(schema, type_, set()) else "")
    if type_.kind == "enum":
        return type_.name
    item = rust_type(type_.item, schema)
    if type_.kind == "fixed":
        return f"[{item}; {type_.count}]"
    if type_.kind == "map":
        return f"Map<{rust_type(type_.key, schema)}, {item}>"
    return f"Vec<{item}>"


def is_borrowing(schema, type_, path):
    if type_.kind == "struct":
        if type_.name in path:
            return False
        return any(is_borrowing(schema, m.type, path | {type_.name}) for m in schema.structs[type_.name])
    if type_.kind == "map":
        return is_borrowing(schema, type_.item, path) or is_borrowing(schema, type_.key, path)
    return type_.kind == "string" or (type_.item is not None and is_borrowing(schema, type_.item, path))


def rust_struct(schema, name, members):
    life = "<'a>" if is_borrowing(schema, Type("struct", name=name), set()) else ""
    lines = ["    #[derive(Serialize, Deserialize)]", f"    pub struct {name}{life} {{"]
    for m in members:
        type_ = rust_type(m.type, schema)
        if m.may_miss:
            type_ = f"Option<Box<{type_}>>" if m.type.kind == "struct" else f"Option<{type_}>"
        attributes = []
        field = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", m.name).lower()
        field += "_" if field in RUST_WORDS else ""
        if field != m.name:
            attributes.append(f'rename = "{m.name}"')
        if "'a" in type_:
            attributes.append("borrow")
        if m.is_optional:
            attributes.append('default, skip_serializing_if = "Option::is_none"')
            # serde takes null for None: a member that may be missing, but not be null, must say so.
            attributes.append('deserialize_with = "some"')
        elif m.is_nullable:
            # serde takes a missing Option for None unless the reading function is named.
            attributes.append('deserialize_with = "required"')
        if attributes:
            lines.append(f"        #[serde({', '.join(attributes)})]")
        lines.append(f"        pub {field}: {type_},")
    return lines + ["    }"]


def print_rust(schemas):
    print("// Made by shapes.py. Do not edit.")
    for schema in schemas:
        print(f"pub mod {stem(schema.path)} {{")
        print("    use crate::support::*;\n    use serde::{Deserialize, Serialize};\n")
        root = schema.root + ("<'a>" if is_borrowing(schema, Type("struct", name=schema.root), set()) else "")
        print(f"    pub type Root<'a> = {root};\n")
        for name, members in schema.structs.items():
            print("\n".join(rust_struct(schema, name, members)) + "\n")
        for name, values in schema.enums.items():
            print(f"    #[derive(Serialize, Deserialize)]\n    pub enum {name} {{")
            for value, text in values:
                print(f'        #[serde(rename = "{text}")]\n        {value.capitalize()},')
            print("    }\n")
        print("}")
    print("macro_rules! with_shape {\n    ($name:expr, $call:ident::<$library:ty>($($arg:expr),*)) => {\n        match $name {")
    for schema in schemas:
        name = stem(schema.path)
        print(f'            "{name}" => $call::<$library, shapes::{name}::Root<\'_>>($($arg),*),')
    print("            other => die(other),\n        }\n    };\n}\npub(crate) use with_shape;")


# --- Python -----------------------------------------------------------------------------------------------------------


def python_type(type_, prefix):
    if type_.kind in RUST:
        if type_.kind in ("bool", "float64"):
            return {"bool": "bool", "float64": "float"}[type_.kind]
        bits = int(re.sub(r"\D", "", type_.kind))
        low, high = (0, 2**bits - 1) if type_.kind[0] == "u" else (-2**(bits - 1), 2**(bits - 1) - 1)
        # msgspec's bounds are of 64 bits with sign; what is beyond them it cannot be told.
        bounds = "" if bits == 64 else f"ge={low}, le={high}"
        return f"Annotated[int, Meta({bounds})]" if bounds else "int"
    if type_.kind == "string":
        return "str"
    if type_.kind in ("struct", "enum"):
        return f'"{prefix}{type_.name}"'
    item = python_type(type_.item, prefix)
    if type_.kind == "fixed":
        return f"Annotated[list[{item}], Meta(min_length={type_.count}, max_length={type_.count})]"
    if type_.kind == "map":
        return f"dict[{python_type(type_.key, prefix)}, {item}]"
    return f"list[{item}]"


def python_member(m, prefix):
    type_ = python_type(m.type, prefix)
    field = f'{m.name}: Optional[{type_}]' if m.is_nullable else f'{m.name}: {type_}'
    if m.is_optional:
        field = f'{m.name}: Union[{type_}, UnsetType] = UNSET'
    return "    " + field


def print_python(schemas):
    print("# Made by shapes.py. Do not edit.\nfrom typing import Annotated, Literal, Optional, Union\n"
          "from msgspec import UNSET, Meta, Struct, UnsetType\n\nroots = {}\n")
    for schema in schemas:
        prefix = stem(schema.path).capitalize() + "_"
        for name, values in schema.enums.items():
            print(f"{prefix}{name} = Literal[{', '.join(repr(text) for _, text in values)}]")
        for name, members in schema.structs.items():
            print(f"class {prefix}{name}(Struct, kw_only=True):")
            print("\n".join(python_member(m, prefix) for m in members) + "\n")
        print(f"roots[{stem(schema.path)!r}] = {prefix}{schema.root}\n")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("dom", "stream", "read", "swage", "rust", "python"):
        raise SystemExit(__doc__)
    schemas = [Schema(path) for path in sys.argv[2:]]
    if sys.argv[1] == "rust":
        print_rust(schemas)
    elif sys.argv[1] == "python":
        print_python(schemas)
    else:
        Printer(schemas, sys.argv[1]).print()


if __name__ == "__main__":
    main()
