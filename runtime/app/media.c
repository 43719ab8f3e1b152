/* SPDX-License-Identifier: MIT */
/* What browsers load, and what people put beside it. Texts are UTF-8. */
#include "config.h"

#include "app/media.h"
#include "http/field.h"

static const struct kind {
    const char *ending;
    const char *media;
} kinds[] = {
    {"html", "text/html; charset=utf-8"},
    {"htm", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"}, /* RFC 9239 */
    {"mjs", "text/javascript; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"vtt", "text/vtt; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"xml", "application/xml; charset=utf-8"},
    {"svg", "image/svg+xml; charset=utf-8"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/vnd.microsoft.icon"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"otf", "font/otf"},
    {"mp3", "audio/mpeg"},
    {"m4a", "audio/mp4"},
    {"ogg", "audio/ogg"},
    {"wav", "audio/wav"},
    {"mp4", "video/mp4"},
    {"webm", "video/webm"},
    {"pdf", "application/pdf"},
    {"wasm", "application/wasm"},
    {"zip", "application/zip"},
    {"gz", "application/gzip"},
};

/* Behind the last dot of the last segment. */
static swage_str ending_of(swage_str path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '.' && path.ptr[at - 1] != '/')
        at--;
    if (at == 0 || path.ptr[at - 1] == '/')
        return SWAGE_EMPTY;
    return swage_str_of(path.ptr + at, path.len - at);
}

swage_str media_of_file(swage_str path)
{
    swage_str ending = ending_of(path);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (swage_field_is(ending, swage_str_from(kinds[i].ending)))
            return swage_str_from(kinds[i].media);
    return SWAGE_STR("application/octet-stream");
}
