/* SPDX-License-Identifier: MIT */
/*
 * The classes of bytes. The table is made from the grammars' own sets:
 *
 *     tchar       letters, digits, !#$%&'*+-.^_`|~                RFC 9110 5.6.2
 *     qdtext      HTAB, SP, visible but '"' and '\', 0x80-0xff    RFC 9110 5.6.4
 *     reg-name    letters, digits, -._~ and !$&'()*+,;=           RFC 3986 3.2.2
 */
#include "config.h"

#include "http/octet.h"

#define V OCTET_VALUE
#define Q (OCTET_VALUE | OCTET_QUOTED)       /* visible, and nothing else */
#define T (Q | OCTET_TOKEN)                  /* # % ^ ` | */
#define R (Q | OCTET_REG_NAME)               /* ( ) , ; = */
#define B (Q | OCTET_TOKEN | OCTET_REG_NAME) /* both */
#define H (B | OCTET_HEX)                    /* a to f */
#define D (B | OCTET_HEX | OCTET_DIGIT)

/* clang-format off */
const unsigned char octet_classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, Q, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /*   !  "  #  $  %  &  '  (  )  *  +  ,  -  .  / */
    Q, B, V, T, B, T, B, B, R, R, B, B, R, B, B, Q,
    D, D, D, D, D, D, D, D, D, D, Q, R, Q, R, Q, Q, /* 0-9 : ; < = > ? */
    Q, H, H, H, H, H, H, B, B, B, B, B, B, B, B, B, /* @ A-O */
    B, B, B, B, B, B, B, B, B, B, B, Q, V, Q, T, B, /* P-Z [ \ ] ^ _ */
    T, H, H, H, H, H, H, B, B, B, B, B, B, B, B, B, /* ` a-o */
    B, B, B, B, B, B, B, B, B, B, B, Q, T, Q, B, 0, /* p-z { | } ~ DEL */
    Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q,
    Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q,
    Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q,
    Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q, Q,
};
/* clang-format on */

bool octet_all(swage_str text, unsigned classes)
{
    for (size_t i = 0; i < text.len; i++)
        if (!octet_is(text.ptr[i], classes))
            return false;
    return text.len > 0;
}

swage_str octet_trim(swage_str text)
{
    while (text.len > 0 && octet_is_blank(text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && octet_is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}
