/* SPDX-License-Identifier: MIT */
/* The rules that a value must keep beside being of its C type: in decoders they refuse, in encoders they are breaches. */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

static const char *either(struct emitter *e, const char *all, const char *one)
{
    return *all ? emitter_format(e, "%s || %s", all, one) : one;
}

/* ---- numbers ---- */

static const char *signed_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    static const int64_t least[] = {INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN};
    static const int64_t most[] = {INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX};
    const char *rules = "";
    if (type->min > least[type->kind - MODEL_INT8])
        rules = emitter_format(e, "%s < %s", target, int_constant(e, type->min));
    if (type->max < most[type->kind - MODEL_INT8])
        rules = either(e, rules, emitter_format(e, "%s > %s", target, int_constant(e, type->max)));
    if (type->step > 1)
        rules = either(e, rules, emitter_format(e, "%s %% %s != 0", target, int_constant(e, (int64_t)type->step)));
    return rules;
}

static const char *unsigned_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    static const uint64_t most[] = {UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX};
    const char *rules = "";
    if (type->umin > 0)
        rules = emitter_format(e, "%s < %s", target, uint_constant(e, type->umin));
    if (type->umax < most[type->kind - MODEL_UINT8])
        rules = either(e, rules, emitter_format(e, "%s > %s", target, uint_constant(e, type->umax)));
    if (type->step > 1)
        rules = either(e, rules, emitter_format(e, "%s %% %s != 0", target, uint_constant(e, type->step)));
    return rules;
}

const char *float_bound(struct emitter *e, const struct model_type *type, const char *text, double value)
{
    double parts = value * 1024;
    if (parts > -1e9 && parts < 1e9 && (double)(int64_t)parts == parts)
        return text;
    return emitter_format(e, "(%s)%s", type->kind == MODEL_FLOAT32 ? "float" : "double", text);
}

static const char *float_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    const char *rules = "";
    if (type->has_low)
        rules = emitter_format(e, "%s <%s %s", target, type->low_open ? "=" : "",
                               float_bound(e, type, type->low_text, type->low));
    if (type->has_high)
        rules = either(e, rules, emitter_format(e, "%s >%s %s", target, type->high_open ? "=" : "",
                                                float_bound(e, type, type->high_text, type->high)));
    if (type->step_text) {
        /* The float nearest to 0.1 is not the double nearest to it. */
        const char *which = type->kind == MODEL_FLOAT32 ? "_float32" : "";
        rules = either(e, rules, emitter_format(e, "!swage_is_multiple%s(%s, %s, %s)", which, target, type->step_digits,
                                                type->step_scale));
    }
    return rules;
}

static const char *decimal_bound(struct emitter *e, const char *target, const char *bound, const char *relation)
{
    return emitter_format(e, "swage_decimal_compare(%s, SWAGE_STR(%s)) %s 0", target,
                          text_literal(e->pool, bound, strlen(bound)), relation);
}

static const char *decimal_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    const char *rules = "";
    if (type->low_text)
        rules = decimal_bound(e, target, type->low_text, type->low_open ? "<=" : "<");
    if (type->high_text)
        rules = either(e, rules, decimal_bound(e, target, type->high_text, type->high_open ? ">=" : ">"));
    return rules;
}

/* ---- texts ---- */

static const char *string_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    static const char *const formats[] = {
        [MODEL_FORMAT_EMAIL] = "email",       [MODEL_FORMAT_URI] = "uri",           [MODEL_FORMAT_UUID] = "uuid",
        [MODEL_FORMAT_HOSTNAME] = "hostname", [MODEL_FORMAT_IPV4] = "ipv4",         [MODEL_FORMAT_IPV6] = "ipv6",
        [MODEL_FORMAT_DATE] = "date",         [MODEL_FORMAT_TIME] = "time",         [MODEL_FORMAT_DATETIME] = "datetime",
        [MODEL_FORMAT_DURATION] = "duration",
    };
    const char *rules = "";
    if (type->most != MODEL_UNBOUNDED)
        rules = emitter_format(e, "!swage_within(%s, %zu, %zu)", target, type->least, type->most);
    else if (type->least > 0)
        rules = emitter_format(e, "!swage_within(%s, %zu, SIZE_MAX)", target, type->least);
    if (type->format != MODEL_FORMAT_NONE)
        rules = either(e, rules, emitter_format(e, "!swage_is_%s(%s)", formats[type->format], target));
    for (size_t i = 0; i < type->pattern_count; i++)
        rules = either(e, rules, emitter_format(e, "!swage_pattern_match(&%s, %s)",
                                                emitter_find(e, type->patterns[i], "pattern"), target));
    return rules;
}

/* Of bytes, arrays and maps; "*out" is a target, too. */
static const char *count_rules(struct emitter *e, const struct model_type *type, const char *target)
{
    const char *rules = "";
    const char *len = target[0] == '*' ? emitter_format(e, "%s->len", target + 1) : emitter_format(e, "%s.len", target);
    if (type->least > 0)
        rules = emitter_format(e, "%s < %zu", len, type->least);
    if (type->most != MODEL_UNBOUNDED)
        rules = either(e, rules, emitter_format(e, "%s > %zu", len, type->most));
    return rules;
}

const char *violation(struct emitter *e, const struct model_type *type, const char *target)
{
    if (is_signed(type))
        return signed_rules(e, type, target);
    if (is_unsigned(type))
        return unsigned_rules(e, type, target);
    if (is_float(type))
        return float_rules(e, type, target);
    switch (type->kind) {
    case MODEL_STRING: return string_rules(e, type, target);
    case MODEL_DECIMAL: return decimal_rules(e, type, target);
    case MODEL_BYTES:
    case MODEL_ARRAY:
    case MODEL_MAP: return count_rules(e, type, target);
    default: return "";
    }
}

/* ---- patterns ---- */

static void emit_numbers(struct emitter *e, const char *head, size_t count, unsigned (*number)(const struct model_pattern *, size_t),
                         const struct model_pattern *pattern)
{
    text_add(&e->text, "%s = {\n", head);
    for (size_t i = 0; i < count;) {
        const char *line = "";
        for (size_t n = 0; n < 20 && i < count; n++, i++)
            line = emitter_format(e, "%s%u,%s", line, number(pattern, i), n == 19 || i + 1 == count ? "" : " ");
        text_add(&e->text, "%s\n", line);
    }
    text_add(&e->text, "};\n");
}

static unsigned class_of(const struct model_pattern *pattern, size_t i)
{
    return pattern->classes[i];
}

static unsigned next_of(const struct model_pattern *pattern, size_t i)
{
    return pattern->next[i];
}

static unsigned accepts(const struct model_pattern *pattern, size_t i)
{
    return pattern->accepts[i];
}

static void emit_pattern(struct emitter *e, const struct model_pattern *pattern, const char *base)
{
    if (emitter_find(e, pattern, "pattern"))
        return;
    const char *name = emitter_name(e, pattern, "pattern", base);
    const char *text = text_literal(e->pool, pattern->text, strlen(pattern->text));
    emit_numbers(e, emitter_format(e, "static const unsigned char %s_class_of[256]", name), 256, class_of, pattern);
    emit_numbers(e, emitter_format(e, "static const uint16_t %s_next[]", name), pattern->state_count * pattern->class_count,
                 next_of, pattern);
    emit_numbers(e, emitter_format(e, "static const unsigned char %s_accepts[]", name), pattern->state_count, accepts, pattern);
    text_add(&e->text,
             "static const struct swage_pattern %s = {\n"
             "%s, %s_class_of, %s_next, %s_accepts, %zu\n"
             "};\n"
             "\n",
             name, text, name, name, name, pattern->class_count);
}

void emit_patterns(struct emitter *e, const struct model_type *type, const char *base)
{
    for (size_t i = 0; i < type->pattern_count; i++)
        emit_pattern(e, type->patterns[i], base);
    if (type->key)
        emit_patterns(e, type->key, emitter_format(e, "%s_key", base));
    if (type->item)
        emit_patterns(e, type->item, emitter_format(e, "%s_item", base));
}
