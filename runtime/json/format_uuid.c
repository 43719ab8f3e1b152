/* SPDX-License-Identifier: MIT */
/* UUIDs (RFC 9562 4). */
#include "config.h"

#include <swage/format.h>

#define UUID_LEN 36

/* Where the two digits of each byte stand: "00112233-4455-6677-8899-aabbccddeeff". */
static const unsigned char places[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

/* The value of a hexadecimal digit, plus 1; 0 is none. */
static const unsigned char values[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

bool swage_uuid_parse(swage_str text, unsigned char out[16])
{
    unsigned char bytes[16];
    const char *p = text.ptr;
    unsigned bad = 0; /* what is no digit has all bits set, less 1 */
    if (text.len != UUID_LEN || p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
        return false;
    for (int i = 0; i < 16; i++) {
        const char *pair = p + places[i];
        unsigned byte = (values[(unsigned char)pair[0]] - 1u) << 4 | (values[(unsigned char)pair[1]] - 1u);
        bad |= byte;
        bytes[i] = (unsigned char)byte;
    }
    if (bad > 0xff)
        return false;
    memcpy(out, bytes, sizeof bytes);
    return true;
}

bool swage_is_uuid(swage_str text)
{
    unsigned char bytes[16];
    return swage_uuid_parse(text, bytes);
}

swage_str swage_uuid_text(const unsigned char uuid[16], char room[SWAGE_UUID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    room[8] = room[13] = room[18] = room[23] = '-';
    for (int i = 0; i < 16; i++) {
        room[places[i]] = digits[uuid[i] >> 4];
        room[places[i] + 1] = digits[uuid[i] & 15];
    }
    room[UUID_LEN] = '\0';
    return swage_str_of(room, UUID_LEN);
}
