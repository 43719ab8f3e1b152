/* SPDX-License-Identifier: MIT */
/* What random schemas are made of. Each is counted where it is written, and a test asks that each occurs. */
#ifndef TESTS_DIFFERENTIAL_KINDS_H
#define TESTS_DIFFERENTIAL_KINDS_H

/* kind, what it is called in a report */
#define KINDS_LIST(X)                                                                                                  \
    X(BOOL, "bool")                                                                                                    \
    X(INT8, "int8")                                                                                                    \
    X(INT16, "int16")                                                                                                  \
    X(INT32, "int32")                                                                                                  \
    X(INT64, "int64")                                                                                                  \
    X(UINT8, "uint8")                                                                                                  \
    X(UINT16, "uint16")                                                                                                \
    X(UINT32, "uint32")                                                                                                \
    X(UINT64, "uint64")                                                                                                \
    X(FLOAT32, "float32")                                                                                              \
    X(FLOAT64, "float64")                                                                                              \
    X(BOUNDED_NUMBER, "number with bounds")                                                                            \
    X(STRING, "string")                                                                                                \
    X(BOUNDED_STRING, "string with bounds")                                                                            \
    X(EMAIL, "email")                                                                                                  \
    X(URI, "uri")                                                                                                      \
    X(UUID, "uuid")                                                                                                    \
    X(HOSTNAME, "hostname")                                                                                            \
    X(IPV4, "ipv4")                                                                                                    \
    X(IPV6, "ipv6")                                                                                                    \
    X(DATE, "date")                                                                                                    \
    X(TIME, "time")                                                                                                    \
    X(DATETIME, "datetime")                                                                                            \
    X(DURATION, "duration")                                                                                            \
    X(BASE64, "bytes in base64")                                                                                       \
    X(BASE64URL, "bytes in base64url")                                                                                 \
    X(HEX, "bytes in hexadecimal")                                                                                     \
    X(DECIMAL, "decimal")                                                                                              \
    X(JSON, "json")                                                                                                    \
    X(QUOTED, "@string")                                                                                               \
    X(MULTIPLE_OF_INTEGER, "@multiple_of on integers")                                                                 \
    X(MULTIPLE_OF_FLOAT, "@multiple_of on floats")                                                                     \
    X(GT, "@gt")                                                                                                       \
    X(LT, "@lt")                                                                                                       \
    X(PATTERN, "@pattern")                                                                                             \
    X(TWO_PATTERNS, "two of @pattern")                                                                                 \
    X(NUL, "@nul")                                                                                                     \
    X(SECRET, "@secret")                                                                                               \
    X(UNIQUE, "@unique")                                                                                               \
    X(ARRAY, "array")                                                                                                  \
    X(FIXED, "array of a fixed count")                                                                                 \
    X(MAP, "map")                                                                                                      \
    X(NESTED_ARRAY, "array of containers")                                                                             \
    X(NESTED_FIXED, "fixed array of containers")                                                                       \
    X(NESTED_MAP, "map of containers")                                                                                 \
    X(KEY_STRING, "map by string")                                                                                     \
    X(KEY_FORMAT, "map by a text format")                                                                              \
    X(KEY_INTEGER, "map by integer")                                                                                   \
    X(KEY_ENUM, "map by enum")                                                                                         \
    X(KEY_TYPEDEF, "map by typedef")                                                                                   \
    X(NULL_IN_ARRAY, "null in arrays")                                                                                 \
    X(NULL_IN_FIXED, "null in fixed arrays")                                                                           \
    X(NULL_IN_MAP, "null in maps")                                                                                     \
    X(REQUIRED, "required member")                                                                                     \
    X(OPTIONAL, "optional member")                                                                                     \
    X(NULLABLE, "nullable member")                                                                                     \
    X(OPTIONAL_NULLABLE, "optional nullable member")                                                                   \
    X(DEFAULT, "member with a default")                                                                                \
    X(DEFAULT_NULL, "member that is null by default")                                                                  \
    X(STRUCT, "struct")                                                                                                \
    X(EMPTY_STRUCT, "struct without members")                                                                          \
    X(LARGE_STRUCT, "struct of 40 members and more")                                                                   \
    X(STRICT, "@strict")                                                                                               \
    X(SKIPPED, "@skip")                                                                                                \
    X(CHECK, "@check")                                                                                                 \
    X(SPREAD, "spread")                                                                                                \
    X(FORWARD, "what is declared later, or holds itself")                                                              \
    X(ENUM_TEXT, "enum of texts")                                                                                      \
    X(ENUM_OPEN, "@open enum of texts")                                                                                \
    X(ENUM_NUMBER, "enum of numbers")                                                                                  \
    X(ENUM_NUMBER_OPEN, "@open enum of numbers")                                                                       \
    X(UNION_EXTERNAL, "union with external tags")                                                                      \
    X(UNION_INTERNAL, "union with internal tags")                                                                      \
    X(UNION_ADJACENT, "union with adjacent tags")                                                                      \
    X(UNION_UNTAGGED, "union without tags")                                                                            \
    X(TYPEDEF, "typedef")                                                                                              \
    X(TYPEDEF_NULLABLE, "nullable typedef")                                                                            \
    X(TYPEDEF_OF_TYPEDEF, "typedef of a typedef")                                                                      \
    X(EXTERN, "extern typedef")                                                                                        \
    X(GENERIC, "generic struct")                                                                                       \
    X(INSTANCE, "struct made from a generic one")                                                                      \
    X(PARTIAL, "partial")                                                                                              \
    X(PICK, "pick")                                                                                                    \
    X(OMIT, "omit")                                                                                                    \
    X(IMPORT, "import")                                                                                                \
    X(NAMESPACE, "namespace")                                                                                          \
    X(QUALIFIED, "name of another namespace")                                                                          \
    X(ROUTE, "route")                                                                                                  \
    X(WORD_OF_C, "member named as a word of C or C++")                                                                 \
    X(WIRE_QUOTE, "quote in a key")                                                                                    \
    X(WIRE_BACKSLASH, "backslash in a key")                                                                            \
    X(WIRE_CONTROL, "control character in a key")                                                                      \
    X(WIRE_EMOJI, "key beyond the BMP")                                                                                \
    X(WIRE_LONG, "long key")                                                                                           \
    X(WIRE_LAST_BYTE, "keys that differ in the last byte")                                                             \
    X(WIRE_PREFIX, "keys with the same first eight bytes")                                                             \
    X(WIRE_CODE, "key that is code in C")                                                                              \
    X(WIRE_POINTER, "key with ~ and /")

enum kind {
#define X(kind, name) KIND_##kind,
    KINDS_LIST(X)
#undef X
    KINDS
};

#endif
