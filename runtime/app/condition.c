/* SPDX-License-Identifier: MIT */
/* Tags say more than times: where a request has both, its time is not looked at. */
#include "config.h"

#include "app/condition.h"
#include "http/date.h"
#include "http/field.h"

static bool is_weak(swage_str tag)
{
    return tag.len > 2 && tag.ptr[0] == 'W' && tag.ptr[1] == '/';
}

/* Our tags are strong: a strong comparison fails where the other one is weak, and a weak one takes no notice of that. */
static bool is_tag(swage_str sent, swage_str tag, bool is_strong)
{
    if (is_weak(sent) && !is_strong)
        sent = swage_str_of(sent.ptr + 2, sent.len - 2);
    return swage_str_equal(sent, tag);
}

static bool has_field(const struct http_head *head, swage_str name)
{
    return swage_field_find(head->fields, head->field_count, 0, name) < head->field_count;
}

/* Whether the field's list names the tag, or is "*". */
static bool names_tag(const struct http_head *head, swage_str name, swage_str tag, bool is_strong)
{
    swage_str element;
    for (unsigned at = swage_field_find(head->fields, head->field_count, 0, name); at < head->field_count;
         at = swage_field_find(head->fields, head->field_count, at + 1, name)) {
        swage_str list = head->fields[at].value;
        while (swage_list_next(&list, &element))
            if (is_tag(element, tag, is_strong) || swage_str_equal(element, SWAGE_STR("*")))
                return true;
    }
    return false;
}

/* RFC 9110 13.1.3: a field that holds no date, or stands there twice, is as good as none. */
static bool read_time(const struct http_head *head, swage_str name, int64_t *out)
{
    unsigned at = swage_field_find(head->fields, head->field_count, 0, name);
    if (at == head->field_count || swage_field_find(head->fields, head->field_count, at + 1, name) < head->field_count)
        return false;
    return swage_http_date_read(head->fields[at].value, out);
}

/* Whether it has changed since the time that the field holds; `otherwise` where that cannot be said. */
static bool is_changed(const struct http_head *head, swage_str name, const struct condition_state *state, bool otherwise)
{
    int64_t since;
    if (state->modified == CONDITION_NO_TIME || !read_time(head, name, &since))
        return otherwise;
    return state->modified > since;
}

bool condition_knows(const struct http_head *head, swage_str tag)
{
    return names_tag(head, SWAGE_STR("If-None-Match"), tag, false);
}

enum condition condition_check(const struct http_head *head, const struct condition_state *state)
{
    swage_str match = SWAGE_STR("If-Match");
    if (has_field(head, match) ? !names_tag(head, match, state->tag, true)
                               : is_changed(head, SWAGE_STR("If-Unmodified-Since"), state, false))
        return CONDITION_FAILED;
    if (has_field(head, SWAGE_STR("If-None-Match")))
        return condition_knows(head, state->tag) ? CONDITION_KNOWN : CONDITION_SEND;
    return is_changed(head, SWAGE_STR("If-Modified-Since"), state, true) ? CONDITION_SEND : CONDITION_KNOWN;
}

bool condition_is_same(const struct http_head *head, const struct condition_state *state)
{
    swage_str name = SWAGE_STR("If-Range");
    unsigned at = swage_field_find(head->fields, head->field_count, 0, name);
    if (at == head->field_count)
        return true;
    int64_t time;
    swage_str value = head->fields[at].value;
    if (is_tag(value, state->tag, true))
        return true;
    return state->modified != CONDITION_NO_TIME && read_time(head, name, &time) && time == state->modified;
}
