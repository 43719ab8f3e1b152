/* SPDX-License-Identifier: MIT */
/*
 * Structs that no decoder makes: each function changes one place of a full value, so that encoding it must fail: an enum or
 * a text that is unset, a value outside of its bounds.
 *
 *     static bool break_user_name_absent(void *at, swage_arena *arena)
 *     {
 *         struct user *value = at;
 *         (void)arena;
 *         value->name = (swage_str){NULL, 0};
 *         return true;
 *     }
 *
 * Of a struct within the struct one place is enough: it has functions of its own.
 */
#include "config.h"

#include "emit/check.h"

#include <inttypes.h>
#include <string.h>

enum {
    DEPTH_MAX = 4,         /* values within values that are broken */
    COUNT_MAX = 4096       /* items or letters, above which too many are not made */
};

struct breaker {
    struct check *check;
    const char *c_name;   /* what functions are named after */
    const char *variable; /* "struct user *value" */
    struct text rows;
    const struct check_break *first, **last;
    size_t count;
    unsigned depth;
};

/* A place in the struct. */
struct place {
    struct breaker *breaker;
    const struct model_type *type;
    const char *target; /* the lvalue */
    const char *guards; /* lines that return false where the place is not there */
    const char *what;   /* "name", "tags_item" */
    bool is_whole;      /* each of its members is broken, not only one */
    bool may_be_absent; /* without a pointer it is absent or null, and that is fine */
};

/* Writes the function for lines that break the place, and its row. */
static void add(const struct place *place, const char *fact, const char *lines, const char *status)
{
    struct breaker *breaker = place->breaker;
    struct emitter *e = breaker->check->e;
    const char *what = emitter_format(e, "%s_%s", place->what, fact);
    const char *name = check_name(breaker->check, what, "break", emitter_format(e, "%s_%s", breaker->c_name, what));
    text_add(&e->text, "static bool %s(void *at, swage_arena *arena)\n{\n%s = at;\n(void)arena;\n", name,
             breaker->variable);
    text_add(&e->text, "%s%sreturn true;\n}\n\n", place->guards, lines);
    check_row(&breaker->rows, "{\"%s\", %s, %s},\n", what, name, status);
    struct check_break *one = pool_alloc(e->pool, sizeof *one);
    *one = (struct check_break){.what = what, .function = name};
    *breaker->last = one;
    breaker->last = &one->next;
    breaker->count++;
    breaker->check->case_count++;
}

static void set(const struct place *place, const char *fact, const char *value, const char *status)
{
    add(place, fact, emitter_format(place->breaker->check->e, "%s = %s;\n", place->target, value), status);
}

/* ---- numbers ---- */

static void break_signed(const struct place *place)
{
    static const int64_t least[] = {INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN};
    static const int64_t most[] = {INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX};
    const struct model_type *type = place->type;
    struct emitter *e = place->breaker->check->e;
    if (type->min > least[type->kind - MODEL_INT8])
        set(place, "too_small", int_constant(e, type->min - 1), "SWAGE_E_SCHEMA");
    if (type->max < most[type->kind - MODEL_INT8])
        set(place, "too_large", int_constant(e, type->max + 1), "SWAGE_E_SCHEMA");
    if (type->step > 1)
        set(place, "no_multiple", type->max > 0 ? "1" : "-1", "SWAGE_E_SCHEMA");
}

static void break_unsigned(const struct place *place)
{
    static const uint64_t most[] = {UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX};
    const struct model_type *type = place->type;
    struct emitter *e = place->breaker->check->e;
    if (type->umin > 0)
        set(place, "too_small", uint_constant(e, type->umin - 1), "SWAGE_E_SCHEMA");
    if (type->umax < most[type->kind - MODEL_UINT8])
        set(place, "too_large", uint_constant(e, type->umax + 1), "SWAGE_E_SCHEMA");
    if (type->step > 1)
        set(place, "no_multiple", "1", "SWAGE_E_SCHEMA");
}

/* The float next to a bound on the side that is not allowed: the bound itself where it is open. */
static const char *beyond(struct emitter *e, const struct model_type *type, const char *bound, bool is_open, const char *sign)
{
    const char *suffix = type->kind == MODEL_FLOAT32 ? "f" : "", *infinity = *suffix ? "HUGE_VALF" : "HUGE_VAL";
    return is_open ? bound : emitter_format(e, "nextafter%s(%s, %s%s)", suffix, bound, sign, infinity);
}

static void break_float(const struct place *place)
{
    const struct model_type *type = place->type;
    const char *suffix = type->kind == MODEL_FLOAT32 ? "f" : "";
    struct emitter *e = place->breaker->check->e;
    if (type->has_low && type->low > -1e30)
        set(place, "too_small", beyond(e, type, type->low_text, type->low_open, "-"), "SWAGE_E_SCHEMA");
    if (type->has_high && type->high < 1e30)
        set(place, "too_large", beyond(e, type, type->high_text, type->high_open, ""), "SWAGE_E_SCHEMA");
    if (type->step_text)
        set(place, "no_multiple",
            emitter_format(e, "%s(%s / %s / 3)", *suffix ? "(float)" : "", type->step_digits, type->step_scale), "SWAGE_E_SCHEMA");
    set(place, "infinite", emitter_format(e, "%sHUGE_VAL", *suffix ? "(float)" : ""), "SWAGE_E_VALUE");
}

/* A number next to one of the enum's that is none of them. */
static bool find_gap(const struct model_enum *enumeration, int64_t *out)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        int64_t number = enumeration->enumerators[i].number;
        bool is_taken = number == INT64_MAX;
        for (size_t k = 0; k < enumeration->enumerator_count && !is_taken; k++)
            is_taken = enumeration->enumerators[k].number == number + 1;
        bool fits = is_signed(enumeration->base) ? number < enumeration->base->max
                                                 : (uint64_t)number < enumeration->base->umax;
        if (is_taken || !fits)
            continue;
        *out = number + 1;
        return true;
    }
    return false;
}

static void break_enum(const struct place *place)
{
    struct emitter *e = place->breaker->check->e;
    const struct model_enum *enumeration = place->type->enumeration;
    int64_t number;
    if (enumeration->is_number) {
        if (!enumeration->is_open && find_gap(enumeration, &number))
            set(place, "none_of_its_numbers", int_constant(e, number), "SWAGE_E_VALUE");
        return;
    }
    if (enumeration->is_open) {
        add(place, "unset", emitter_format(e, "memset(&%s, 0, sizeof %s);\n", place->target, place->target),
            "SWAGE_E_UNSET");
        return;
    }
    set(place, "unset", emitter_format(e, "%s_UNSET", enumeration->c_upper), "SWAGE_E_UNSET");
    set(place, "none_of_its_names", emitter_format(e, "(enum %s)%zu", enumeration->c_name, enumeration->enumerator_count + 1),
        "SWAGE_E_VALUE");
}

/* ---- texts ---- */

static bool matches(const struct model_pattern *pattern, const char *text, size_t len)
{
    size_t state = 0;
    for (size_t i = 0; i < len; i++)
        state = pattern->next[state * pattern->class_count + pattern->classes[(unsigned char)text[i]]];
    return pattern->accepts[state];
}

/* A text of as many characters as the type wants that does not match its pattern; NULL: none is known. */
static const char *find_mismatch(const struct place *place)
{
    static const char *const letters[] = {"~", " ", "a", "0", "A"};
    const struct model_type *type = place->type;
    size_t len = type->least > 0 ? type->least : type->most > 0 ? 1 : 0;
    if (len > 64)
        return NULL;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        char text[65];
        memset(text, letters[i][0], len);
        text[len] = '\0';
        for (size_t k = 0; k < type->pattern_count; k++)
            if (!matches(type->patterns[k], text, len))
                return text_literal(place->breaker->check->e->pool, text, len);
    }
    return NULL;
}

static void break_string(const struct place *place)
{
    const struct model_type *type = place->type;
    if (type->least > 0)
        set(place, "too_short",
            type->least == 1 ? "SWAGE_EMPTY"
                             : emitter_format(place->breaker->check->e, "swage_suite_letters(%zu, arena)", type->least - 1),
            "SWAGE_E_SCHEMA");
    if (type->most < COUNT_MAX)
        add(place, "too_long",
            emitter_format(place->breaker->check->e, "%s = swage_suite_letters(%zu, arena);\n", place->target, type->most + 1),
            "SWAGE_E_SCHEMA");
    const char *mismatch = type->pattern_count > 0 ? find_mismatch(place) : NULL;
    if (mismatch)
        set(place, "no_match", emitter_format(place->breaker->check->e, "SWAGE_STR(%s)", mismatch), "SWAGE_E_SCHEMA");
    if (type->format != MODEL_FORMAT_NONE)
        set(place, "not_in_its_format", "SWAGE_STR(\"a b\")", "SWAGE_E_SCHEMA");
    if (!type->allows_nul)
        set(place, "no_utf8", "SWAGE_STR(\"\\377\")", "SWAGE_E_VALUE");
}

static void break_decimal(const struct place *place)
{
    if (place->type->low_text)
        set(place, "too_small", "SWAGE_STR(\"-1e1000\")", "SWAGE_E_SCHEMA");
    if (place->type->high_text)
        set(place, "too_large", "SWAGE_STR(\"1e1000\")", "SWAGE_E_SCHEMA");
    set(place, "no_number", "SWAGE_STR(\"1x\")", "SWAGE_E_VALUE");
}

static const char *some_bytes(struct emitter *e, size_t len)
{
    return emitter_format(e, "swage_bytes_of(swage_suite_letters(%zu, arena).ptr, %zu)", len, len);
}

static void break_bytes(const struct place *place)
{
    struct emitter *e = place->breaker->check->e;
    if (place->type->least > 0)
        set(place, "too_short",
            place->type->least == 1 ? "swage_bytes_of(\"\", 0)" : some_bytes(e, place->type->least - 1), "SWAGE_E_SCHEMA");
    if (place->type->most < COUNT_MAX)
        set(place, "too_long", some_bytes(e, place->type->most + 1), "SWAGE_E_SCHEMA");
}

/* ---- lists ---- */

static void break_value(const struct place *place);

static struct place inside(const struct place *place, const struct model_type *type, const char *target,
                           const char *guard, const char *what)
{
    struct emitter *e = place->breaker->check->e;
    struct place inner = *place;
    inner.may_be_absent = inner.is_whole = false;
    inner.type = type;
    inner.target = target;
    inner.guards = *guard ? emitter_format(e, "%sif (%s)\n    return false;\n", place->guards, guard) : place->guards;
    inner.what = emitter_format(e, "%s_%s", place->what, what);
    return inner;
}

/* The first item of an array or the first value of a map, past the const of what decoders made. */
static const char *first_item(const struct place *place, const char *part)
{
    struct emitter *e = place->breaker->check->e;
    const struct model_type *type = place->type;
    if (type->kind == MODEL_FIXED)
        return emitter_format(e, "%s[0]", place->target);
    if (type->kind == MODEL_MAP)
        return emitter_format(e, "((struct %s_entry *)(uintptr_t)%s.ptr)[0].%s", type->container->c_name, place->target, part);
    return emitter_format(e, "((%s)(uintptr_t)%s.ptr)[0]", c_items(e, type->item, "", false), place->target);
}

static void break_list(const struct place *place)
{
    struct emitter *e = place->breaker->check->e;
    const struct model_type *type = place->type;
    bool is_fixed = type->kind == MODEL_FIXED;
    const char *guard = is_fixed ? "" : emitter_format(e, "%s.len == 0", place->target);
    if (!is_fixed && type->least > 0)
        add(place, "too_few",
            emitter_format(e, "%s%s.len = %zu;\n",
                           type->least == 1 ? ""
                                            : emitter_format(e, "if (%s.len < %zu)\n    return false;\n", place->target,
                                                             type->least - 1),
                           place->target, type->least - 1),
            "SWAGE_E_SCHEMA");
    if (!is_fixed && type->most < COUNT_MAX)
        add(place, "too_many",
            emitter_format(e, "if (!swage_suite_fill(&%s, sizeof *%s.ptr, %zu, arena))\n    return false;\n", place->target,
                           place->target, type->most + 1),
            "SWAGE_E_SCHEMA");
    struct place item = inside(place, type->item, first_item(place, "value"), guard, "item");
    break_value(&item);
    if (type->kind != MODEL_MAP)
        return;
    struct place key = inside(place, type->key, first_item(place, "key"), guard, "key");
    break_value(&key);
}

static void break_maybe(const struct place *place)
{
    struct emitter *e = place->breaker->check->e;
    const struct model_type *item = place->type->item;
    struct place inner;
    if (is_boxed(place->type))
        inner = inside(place, item, emitter_format(e, "%s.value", place->target),
                       emitter_format(e, "!%s.has", place->target), "value");
    else if (is_object(item))
        inner = inside(place, item, emitter_format(e, "(*(%s *)(uintptr_t)%s)", item->c_type, place->target),
                       emitter_format(e, "!%s", place->target), "value");
    else
        inner = inside(place, item, place->target, emitter_format(e, "!%s.ptr", place->target), "value");
    inner.may_be_absent = true;
    break_value(&inner);
}

/* ---- objects ---- */

/* "value->name", "value->maker.name" */
static const char *member_target(const struct place *place, const char *c_name)
{
    bool is_root = strcmp(place->target, "*value") == 0;
    return emitter_format(place->breaker->check->e, "%s%s%s", is_root ? "value" : place->target, is_root ? "->" : ".", c_name);
}

static void break_member(const struct place *place, const struct model_member *member)
{
    struct emitter *e = place->breaker->check->e;
    const char *target = member_target(place, member->c_name), *guard = "";
    if (member->presence == MODEL_BY_HAS)
        guard = emitter_format(e, "!%s.%s", member_target(place, "has"), member->c_name);
    else if (member->is_pointer)
        guard = emitter_format(e, "!%s", target);
    else if (member->presence == MODEL_BY_POINTER)
        guard = emitter_format(e, "!%s.ptr", target);
    if (member->is_pointer)
        target = emitter_format(e, "(*(%s *)(uintptr_t)%s)", member->type->c_type, target);
    struct place inner = inside(place, member->type, target, guard, member->c_name);
    inner.may_be_absent = member->presence != MODEL_ALWAYS;
    if (strcmp(place->target, "*value") == 0)
        inner.what = member->c_name;
    break_value(&inner);
}

/* Of a struct within another one member is enough most of the time. */
static void break_members(const struct place *place)
{
    const struct model_struct *structure = place->type->structure;
    bool is_root = strcmp(place->target, "*value") == 0;
    size_t before = place->breaker->count;
    for (size_t i = 0; i < structure->member_count; i++) {
        break_member(place, &structure->members[i]);
        if (!is_root && !place->is_whole && place->breaker->count > before)
            return;
    }
}

/* Of a value that has this variant. */
static void break_variant(const struct place *place, const struct model_variant *variant)
{
    struct emitter *e = place->breaker->check->e;
    const char *target = member_target(place, variant->c_name);
    struct place inner = inside(place, variant->type, target,
                                emitter_format(e, "%s != %s", member_target(place, "kind"), variant->c_constant), variant->c_name);
    if (strcmp(place->target, "*value") == 0)
        inner.what = variant->c_name;
    if (!variant->is_pointer) {
        break_value(&inner);
        return;
    }
    set(&inner, "absent", "NULL", "SWAGE_E_UNSET");
    inner.target = emitter_format(e, "(*(%s *)(uintptr_t)%s)", variant->type->c_type, target);
    inner.is_whole = place->type->choice->tagging == MODEL_TAG_INTERNAL; /* such are written by functions of the union's */
    break_value(&inner);
}

static void break_union(const struct place *place)
{
    const struct model_union *choice = place->type->choice;
    struct emitter *e = place->breaker->check->e;
    struct place kind = inside(place, place->type, member_target(place, "kind"), "", "kind");
    bool is_root = strcmp(place->target, "*value") == 0;
    if (is_root)
        kind.what = "kind";
    set(&kind, "unset", emitter_format(e, "%s_UNSET", choice->c_upper), "SWAGE_E_UNSET");
    set(&kind, "none_of_its_variants", emitter_format(e, "(enum %s_kind)%zu", choice->c_name, choice->variant_count + 1),
        "SWAGE_E_VALUE");
    for (size_t i = 0; is_root && i < choice->variant_count; i++)
        break_variant(place, &choice->variants[i]);
}

/* ---- values ---- */

static void break_value(const struct place *place)
{
    const struct model_type *type = place->type;
    if (place->breaker->depth == DEPTH_MAX)
        return;
    place->breaker->depth++;
    if (!place->may_be_absent && (is_text(type) || type->kind == MODEL_BYTES))
        set(place, "absent", type->kind == MODEL_BYTES ? "(swage_bytes){NULL, 0}" : "(swage_str){NULL, 0}", "SWAGE_E_UNSET");
    switch (type->kind) {
    case MODEL_STRING: break_string(place); break;
    case MODEL_DECIMAL: break_decimal(place); break;
    case MODEL_JSON: set(place, "no_json", "SWAGE_STR(\"{x\")", "SWAGE_E_VALUE"); break;
    case MODEL_BYTES: break_bytes(place); break;
    case MODEL_ENUM: break_enum(place); break;
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP: break_list(place); break;
    case MODEL_MAYBE: break_maybe(place); break;
    case MODEL_STRUCT: break_members(place); break;
    case MODEL_UNION: break_union(place); break;
    case MODEL_BOOL:
    case MODEL_EXTERN: break;
    default: (is_float(type) ? break_float : is_signed(type) ? break_signed : break_unsigned)(place); break;
    }
    place->breaker->depth--;
}

void check_breaks(struct check *check, const struct model_type *type, const void *of, const char *suite)
{
    struct emitter *e = check->e;
    struct breaker breaker = {.check = check, .c_name = object_name(type)};
    struct place root = {.breaker = &breaker, .type = type, .target = "*value", .guards = "", .what = "", .may_be_absent = true};
    breaker.variable = emitter_format(e, "struct %s *value", breaker.c_name);
    breaker.last = &breaker.first;
    text_init(&breaker.rows, e->pool);
    break_value(&root);
    if (breaker.count == 0)
        return;
    const char *json = check_text(check, sample_small(e->pool, type, true));
    const char *full = check_name(check, of, "full", breaker.c_name), *table = check_name(check, of, "breaks", breaker.c_name);
    text_add(&e->text, "static const struct swage_suite_case %s = {\n.what = \"full\",\n.json = %s,\n.may_be_refused = true,\n};\n\n",
             full, json);
    check_table(check, emitter_format(e, "static const struct swage_suite_break %s[]", table), &breaker.rows);
    check_test(check, breaker.c_name, emitter_format(e, "%s_is_not_encoded_where_it_is_broken", breaker.c_name),
               emitter_format(e, "swage_suite_breaks(&%s, &%s, %s, sizeof %s / sizeof *%s)", suite, full, table, table, table));
}

const struct check_break *check_break_body(struct check *check, const struct model_type *type, const char *c_name)
{
    struct breaker breaker = {.check = check, .c_name = c_name, .variable = c_items(check->e, type, "value", false)};
    struct place root = {.breaker = &breaker, .type = type, .target = "(*value)", .guards = "", .what = "body"};
    breaker.last = &breaker.first;
    text_init(&breaker.rows, check->e->pool);
    break_value(&root);
    return breaker.first;
}
