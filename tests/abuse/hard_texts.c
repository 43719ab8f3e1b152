/* SPDX-License-Identifier: MIT */
/* Prints the defaults of struct Texts as the generated encoder writes them, after the decoder has read them back. */
#include "hard_texts.h"

#include <stdio.h>

int main(void)
{
    struct texts texts, again;
    struct swage_error error;
    swage_buffer out;
    swage_arena *arena = swage_arena_new(1 << 16);
    swage_buffer_init(&out, 1 << 16);
    texts_init(&texts);
    texts.s = SWAGE_STR("*/");
    if (texts_encode(&texts, &out) != SWAGE_OK)
        return 1;
    if (texts_decode(swage_str_of(out.ptr, out.len), arena, &again, &error) != SWAGE_OK || !texts_equal(&texts, &again))
        return 2;
    fwrite(out.ptr, 1, out.len, stdout);
    putchar('\n');
    swage_buffer_done(&out);
    swage_arena_free(arena);
    return 0;
}
