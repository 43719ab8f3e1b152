/* SPDX-License-Identifier: MIT */
/* What a user of zoo.swage writes: the reading and writing of a type of their own, and a check across members. */
#include "zoo.h"

#include <inttypes.h>
#include <stdio.h>

enum swage_status zoo_money_read(swage_str value, swage_arena *arena, struct money *out)
{
    char text[32], currency[4];
    unsigned cents;
    long long units;
    int end = 0;
    (void)arena;
    if (value.len >= sizeof text)
        return SWAGE_E_INVALID;
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
    if (strlen(text) != value.len || text[0] < '0' || text[0] > '9' ||
        sscanf(text, "%12lld.%2u %3[A-Z]%n", &units, &cents, currency, &end) != 3 || (size_t)end != value.len ||
        strlen(currency) != 3 || cents > 99)
        return SWAGE_E_INVALID;
    out->cents = units * 100 + cents;
    memcpy(out->currency, currency, sizeof currency);
    return SWAGE_OK;
}

enum swage_status zoo_money_write(const struct money *in, char *room, size_t size, swage_str *out)
{
    int len = snprintf(room, size, "%lld.%02lld %s", in->cents / 100, in->cents % 100, in->currency);
    if (in->cents < 0 || len < 0 || (size_t)len >= size)
        return SWAGE_E_VALUE;
    *out = swage_str_of(room, (size_t)len);
    return SWAGE_OK;
}

void zoo_ages_ordered(const struct zoo_person *in, struct swage_faults *faults)
{
    if (in->from > in->until)
        swage_fault_add(faults, "/until", "comes before 'from'");
}
