/* SPDX-License-Identifier: MIT */
/*
 * Structs: members are looked for in the schema's order: the next one's key, with its quotes and colon, is compared as it
 * stands. Only on a miss is a key read and looked up. Both ways end in one switch over the member, whose cases fall through
 * from member to member as long as the keys come in order.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

enum { DECODE_CHAIN = 4 }; /* optional members that are passed over by comparing before a lookup is made */

/* A reader under construction. A struct within a union has the union's tag for its first member: one without a type, whose
   text the union's own reader has looked at. */
struct plan {
    struct emitter *e;
    const struct model_struct *structure;
    const struct model_member *members;
    size_t count;
    const char *name, *next;
    bool is_alone; /* the struct has no functions of its own */
};

/* ---- keys ---- */

static void emit_key_case(struct emitter *e, struct model_text key, const char *constant)
{
    if (key.len == 0)
        text_add(&e->text, "return %s;\n", constant);
    else
        text_add(&e->text, "if (memcmp(key.ptr, %s, %zu) == 0)\n    return %s;\n", text_literal(e->pool, key.ptr, key.len), key.len,
                 constant);
}

static void emit_find(struct emitter *e, const struct model_text *keys, const char *const *constants, size_t count,
                      const char *name)
{
    struct text *t = &e->text;
    text_add(t, "static int %s(swage_str key)\n{\nswitch (key.len) {\n", name);
    for (size_t i = 0; i < count; i++) {
        size_t len = keys[i].len;
        bool is_seen = false;
        for (size_t j = 0; j < i && !is_seen; j++)
            is_seen = keys[j].len == len;
        if (is_seen)
            continue;
        text_add(t, "case %zu:\n", len);
        for (size_t j = i; j < count; j++)
            if (keys[j].len == len)
                emit_key_case(e, keys[j], constants[j]);
        if (len > 0)
            text_add(t, "break;\n");
    }
    text_add(t, "default:\nbreak;\n}\nreturn -1;\n}\n\n");
}

static size_t longest(const struct model_text *keys, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = keys[i].len > most ? keys[i].len : most;
    return most;
}

void emit_key_functions(struct emitter *e, const struct model_text *keys, const char *const *constants, size_t count,
                        const char *find, const char *next)
{
    emit_find(e, keys, constants, count, find);
    if (!next)
        return;
    text_add(&e->text,
             "/* Reads whatever key comes: `*member` is its number, or -1. */\n"
             "static const char *%s(swage_reader *r, const char *p, int *member)\n"
             "{\n"
             "char scratch[%zu];\n"
             "swage_str key;\n"
             "if (!(p = swage_read_key(r, p, &key, scratch, sizeof scratch)))\n"
             "    return NULL;\n"
             "*member = key.ptr ? %s(key) : -1;\n"
             "return p;\n"
             "}\n"
             "\n",
             next, longest(keys, count) + 1, find);
}

static void emit_keys(const struct plan *plan, const char *base)
{
    struct emitter *e = plan->e;
    struct model_text *keys = pool_alloc(e->pool, plan->count * sizeof *keys);
    const char **constants = pool_alloc(e->pool, plan->count * sizeof *constants);
    for (size_t i = 0; i < plan->count; i++) {
        keys[i] = plan->members[i].key;
        constants[i] = plan->members[i].c_constant;
    }
    emit_key_functions(e, keys, constants, plan->count, emitter_name(e, plan->members, "find", base), plan->next);
}

/* Whether the bytes between the quotes of the key are the key: then they can be compared as they stand. */
static bool is_plain_key(const struct model_member *member)
{
    for (size_t i = 0; i < member->key.len; i++) {
        unsigned char c = (unsigned char)member->key.ptr[i];
        if (c < ' ' || c == '"' || c == '\\')
            return false;
    }
    return true;
}

static const char *key_test(struct emitter *e, const struct model_member *member)
{
    const char *quoted = pool_printf(e->pool, "\"%.*s\":", (int)member->key.len, member->key.ptr);
    return emitter_format(e, "swage_key(r, &p, %s, %zu)", text_literal(e->pool, quoted, strlen(quoted)), member->key.len + 3);
}

/* ---- which members have been seen ---- */

static void emit_seen(const struct plan *plan)
{
    struct text *t = &plan->e->text;
    if (plan->count <= 32)
        text_add(t, "uint32_t seen = 0;\n");
    else if (plan->count <= 64)
        text_add(t, "uint64_t seen = 0;\n");
    else
        text_add(t, "uint64_t seen[%zu] = {0};\n", (plan->count + 63) / 64);
}

static const char *seen_word(const struct plan *plan, size_t word)
{
    return plan->count <= 64 ? "seen" : emitter_format(plan->e, "seen[%zu]", word);
}

/* An unsigned constant of the word's width. */
static const char *seen_bits(const struct plan *plan, unsigned long long bits)
{
    return emitter_format(plan->e, plan->count <= 32 ? "0x%llxu" : "UINT64_C(0x%llx)", bits);
}

static void emit_required(const struct plan *plan)
{
    for (size_t word = 0; word * 64 < plan->count; word++) {
        unsigned long long required = 0;
        for (size_t i = word * 64; i < plan->count && i < word * 64 + 64; i++)
            if (plan->members[i].is_required)
                required |= 1ull << (i % 64);
        if (required == 0)
            continue;
        const char *mask = seen_bits(plan, required);
        null_if(plan->e, emitter_format(plan->e, "(%s & %s) != %s", seen_word(plan, word), mask, mask));
    }
}

/* ---- values ---- */

/* Where the value goes, and what C must note about it being there. */
static void emit_present_value(struct emitter *e, const struct model_member *member)
{
    const char *target = emitter_format(e, "out->%s", member->c_name);
    if (member->is_pointer)
        emit_read_pointer(e, member->type, target);
    else
        emit_read_value(e, member->type, target, member->presence == MODEL_BY_POINTER);
    if (member->presence == MODEL_BY_HAS)
        text_add(&e->text, "out->has.%s = true;\n", member->c_name);
}

/* What null leaves behind: nothing, since absence was set at the start; unless a default stands there. */
static void emit_null_value(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    bool has_value = member->value && member->value->kind != MODEL_VALUE_NULL;
    if (member->has_null_bit)
        text_add(t, "out->is_null.%s = true;\n", member->c_name);
    if (has_value && member->presence == MODEL_BY_HAS)
        text_add(t, "out->has.%s = false;\n", member->c_name);
    if (has_value && member->is_pointer)
        text_add(t, "out->%s = NULL;\n", member->c_name);
    else if (has_value && member->presence == MODEL_BY_POINTER)
        text_add(t, "memset(&out->%s, 0, sizeof out->%s);\n", member->c_name, member->c_name);
}

static bool null_leaves_nothing(const struct model_member *member)
{
    return !member->has_null_bit && (!member->value || member->value->kind == MODEL_VALUE_NULL);
}

static void emit_tag(struct emitter *e)
{
    text_add(&e->text, "{\nswage_str tag;\n");
    null_if(e, "!(p = swage_read_string(r, p, &tag))");
    text_add(&e->text, "}\n");
}

static void emit_member_value(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    if (!member->type) {
        emit_tag(e);
        return;
    }
    if (member->is_skipped) {
        null_if(e, "!(p = swage_skip(r, p)) || !swage_inside(r, p)");
        return;
    }
    if (!member->is_nullable) {
        if (member->is_pointer)
            text_add(t, "{\n");
        emit_present_value(e, member);
        if (member->is_pointer)
            text_add(t, "}\n");
        return;
    }
    if (null_leaves_nothing(member)) {
        text_add(t, "if (!swage_null(r, &p)) {\n");
    } else {
        text_add(t, "if (swage_null(r, &p)) {\n");
        emit_null_value(e, member);
        text_add(t, "} else {\n");
    }
    emit_present_value(e, member);
    text_add(t, "}\n");
}

/* ---- the way from member to member ---- */

/* To the next member: falls into its case when its key stands here; passes over optional ones; else to the lookup. */
static void emit_step(const struct plan *plan, size_t i)
{
    struct emitter *e = plan->e;
    struct text *t = &e->text;
    const struct model_member *members = plan->members;
    size_t next = i + 1;
    text_add(t, "if (!swage_comma(r, &p))\n    goto close;\n");
    if (next == plan->count || !is_plain_key(&members[next])) {
        text_add(t, "break;\n");
        return;
    }
    bool is_required = members[next].is_required || next + 1 == plan->count;
    text_add(t, is_required ? "if (!%s)\n    break;\n" : "if (!%s) {\n", key_test(e, &members[next]));
    for (size_t j = next + 1; j < plan->count && j <= next + DECODE_CHAIN; j++) {
        if (is_required || members[j - 1].is_required || !is_plain_key(&members[j]))
            break;
        text_add(t, "if (%s) {\nmember = %s;\ncontinue;\n}\n", key_test(e, &members[j]), members[j].c_constant);
    }
    text_add(t, is_required ? "/* fall through */\n" : "break;\n}\n/* fall through */\n");
}

static void emit_member_case(const struct plan *plan, size_t i)
{
    const struct model_member *member = &plan->members[i];
    const char *seen = seen_word(plan, i / 64), *bit = seen_bits(plan, 1ull << (i % 64));
    text_add(&plan->e->text,
             "case %s:\n"
             "if (%s & %s)\n"
             "    return NULL;\n"
             "%s |= %s;\n",
             member->c_constant, seen, bit, seen, bit);
    emit_member_value(plan->e, member);
    emit_step(plan, i);
}

static void emit_unknown(const struct plan *plan)
{
    struct text *t = &plan->e->text;
    text_add(t, "default:\n");
    if (plan->structure->is_strict)
        text_add(t, "return NULL;\n");
    else
        text_add(t, "if (!(p = swage_skip(r, p)) || !swage_inside(r, p))\n"
                    "    return NULL;\n"
                    "if (!swage_comma(r, &p))\n"
                    "    goto close;\n"
                    "break;\n");
}

/* ---- the function ---- */

/* All members are written by the loop when all are required and plain. */
static bool needs_init(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->members[i].is_skipped && (!plan->members[i].is_required || plan->members[i].is_nullable))
            return true;
    return false;
}

static void emit_first(const struct plan *plan)
{
    struct emitter *e = plan->e;
    const struct model_member *first = &plan->members[0];
    if (is_plain_key(first))
        text_add(&e->text, "if (%s)\n    member = %s;\nelse if (!(p = %s(r, p, &member)))\n    return NULL;\n", key_test(e, first),
                 first->c_constant, plan->next);
    else
        null_if(e, emitter_format(e, "!(p = %s(r, p, &member))", plan->next));
}

static void emit_end(const struct plan *plan)
{
    struct text *t = &plan->e->text;
    text_add(t, "r->depth++;\n");
    if (plan->structure->check_count == 0) {
        text_add(t, "return swage_close(p, '}');\n}\n\n");
        return;
    }
    text_add(t,
             "p = swage_close(p, '}');\n"
             "return p && %s(r, out) ? p : NULL;\n"
             "}\n"
             "\n",
             emitter_find(plan->e, plan->structure, "check"));
}

/* Where the union's reader has found the tag an object with a member stands. */
static bool is_variant(const struct plan *plan)
{
    return plan->count > 0 && !plan->members[0].type;
}

static void emit_read_members(const struct plan *plan)
{
    struct text *t = &plan->e->text;
    emit_seen(plan);
    text_add(t, "int member;\n\n");
    emit_descend(plan->e, true);
    text_add(t, is_variant(plan) ? "p = swage_indent(r, p + 1);\n" : "if (!(p = swage_open(r, p, '{')))\n    return NULL;\n");
    if (plan->is_alone)
        text_add(t, "*out = (struct %s){0};\n", plan->structure->c_name);
    else if (needs_init(plan) || plan->structure->member_count == 0)
        text_add(t, "%s_init(out);\n", plan->structure->c_name);
    if (!is_variant(plan))
        text_add(t, "if (*p == '}')\n    goto close;\n");
    emit_first(plan);
    text_add(t, "for (;;) {\nswitch (member) {\n");
    for (size_t i = 0; i < plan->count; i++)
        emit_member_case(plan, i);
    emit_unknown(plan);
    text_add(t, "}\nif (!(p = %s(r, p, &member)))\n    return NULL;\n}\n\nclose:\n", plan->next);
    emit_required(plan);
}

/* A struct without members: whatever its object holds is skipped, or refused. */
static void emit_read_empty(const struct plan *plan)
{
    struct text *t = &plan->e->text;
    emit_descend(plan->e, true);
    text_add(t, "if (!(p = swage_open(r, p, '{')))\n    return NULL;\n%s_init(out);\n", plan->structure->c_name);
    if (!plan->structure->is_strict)
        text_add(t, "if (*p != '}') {\n"
                    "do {\n"
                    "swage_str key;\n"
                    "if (!(p = swage_read_key(r, p, &key, NULL, 0)) || !(p = swage_skip(r, p)) || !swage_inside(r, p))\n"
                    "    return NULL;\n"
                    "} while (swage_comma(r, &p));\n"
                    "}\n");
}

static void emit_read(const struct plan *plan, const char *storage)
{
    text_add(&plan->e->text, "%sconst char *%s(swage_reader *r, const char *p, struct %s *out)\n{\n", storage, plan->name,
             plan->structure->c_name);
    if (plan->count > 0)
        emit_read_members(plan);
    else
        emit_read_empty(plan);
    emit_end(plan);
}

/* ---- @check ---- */

static void emit_checks(struct emitter *e, const struct model_struct *structure)
{
    struct text *t = &e->text;
    const char *name = structure->c_name;
    if (structure->check_count == 0 || emitter_find(e, structure, "check"))
        return;
    text_add(t,
             "static bool %s(const swage_reader *r, const struct %s *in)\n"
             "{\n"
             "struct swage_faults none = {0, NULL}, *faults = r->faults ? r->faults : &none;\n"
             "size_t before = faults->count;\n",
             emitter_name(e, structure, "check", name), name);
    for (size_t i = 0; i < structure->check_count; i++)
        text_add(t, "%s(in, faults);\n", structure->checks[i].c_name);
    text_add(t, "return faults->count == before;\n}\n\n");
}

/* ---- all ---- */

static void emit_numbers(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text, "enum {\n");
    for (size_t i = 0; i < structure->wire_count; i++)
        text_add(&e->text, "%s%s\n", structure->wire[i].c_constant, i + 1 < structure->wire_count ? "," : "");
    text_add(&e->text, "};\n\n");
}

static void emit_decode(struct emitter *e, const struct model_struct *structure)
{
    const char *name = structure->c_name;
    text_add(&e->text,
             "enum swage_status %s_decode(swage_str json, swage_arena *arena, struct %s *out, struct swage_error *error)\n"
             "{\n"
             "swage_reader r;\n"
             "struct %s value;\n"
             "const char *p = swage_reader_open(&r, json, arena);\n"
             "if (!p || !(p = %s_read(&r, p, &value)) || p != r.end)\n"
             "    return swage_reader_explain(&r, json, &%s_type, error);\n"
             "*out = value;\n"
             "return SWAGE_OK;\n"
             "}\n"
             "\n",
             name, name, name, name, name);
}

static void emit_member_functions(struct emitter *e, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const char *base = emitter_format(e, "%s_%s", structure->c_name, member->c_name);
        emit_patterns(e, member->type, base);
        emit_read_functions(e, member->type, base, member->presence == MODEL_BY_POINTER);
    }
    emit_checks(e, structure);
}

void emit_struct_decoder(struct emitter *e, const struct model_struct *structure)
{
    const char *base = emitter_format(e, "%s_member", structure->c_name);
    struct plan plan = {e, structure, structure->wire, structure->wire_count, emitter_format(e, "%s_read", structure->c_name),
                        "", false};
    emit_member_functions(e, structure);
    if (plan.count > 0) {
        plan.next = emitter_name(e, plan.members, "next", base);
        emit_numbers(e, structure);
        emit_keys(&plan, base);
    }
    emit_read(&plan, "");
    emit_decode(e, structure);
}

void emit_read_variant(struct emitter *e, const struct model_struct *structure, struct model_text tag, const char *name)
{
    struct model_member *members = pool_alloc(e->pool, (structure->wire_count + 1) * sizeof *members);
    members[0] = (struct model_member){.key = tag, .is_required = true};
    for (size_t i = 0; i < structure->wire_count; i++)
        members[i + 1] = structure->wire[i];
    for (size_t i = 0; i <= structure->wire_count; i++)
        members[i].c_constant = emitter_format(e, "%zu", i);
    struct plan plan = {e, structure, members, structure->wire_count + 1, name, "", false};
    emit_member_functions(e, structure);
    plan.next = emitter_name(e, members, "next", name);
    emit_keys(&plan, name);
    emit_read(&plan, "static ");
}

void emit_members_reader(struct emitter *e, const struct model_struct *structure, const char *name)
{
    struct model_member *members = pool_alloc(e->pool, structure->wire_count * sizeof *members);
    for (size_t i = 0; i < structure->wire_count; i++) {
        members[i] = structure->wire[i];
        members[i].c_constant = emitter_format(e, "%zu", i);
    }
    struct plan plan = {e, structure, members, structure->wire_count, name, "", true};
    emit_member_functions(e, structure);
    plan.next = emitter_name(e, members, "next", name);
    emit_keys(&plan, name);
    emit_read(&plan, "static ");
}
