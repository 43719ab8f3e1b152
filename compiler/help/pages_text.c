/* SPDX-License-Identifier: MIT */
/* What is wrong with text: files, tokens, grammar. */
#include "config.h"

#include "help/page.h"

/* clang-format off */
const struct page page_text_list[] = {
    {DIAGNOSTIC_UNREADABLE_FILE,
     NULL,
     NULL,
     "The file is not there, may not be read, or is a folder. A schema that is imported is looked for beside the "
     "importing file, then in the folders of -I, in their order."},
    {DIAGNOSTIC_FILE_TOO_LARGE,
     NULL,
     NULL,
     "A schema of more than 64 MiB is refused before it is read any further: nobody has written it by hand, and "
     "places in it are counted in 32 bits."},
    {DIAGNOSTIC_OUT_OF_MEMORY,
     NULL,
     NULL,
     "A compilation takes at most 2 GiB, and what it had was not enough. The place is where the schema had been "
     "read to. Nothing has been written."},
    {DIAGNOSTIC_BAD_ENCODING,
     NULL,
     NULL,
     "Schemas are UTF-8, with or without a byte order mark. The place is the first byte that is not; often the "
     "file was saved as UTF-16 or Latin-1."},
    {DIAGNOSTIC_BAD_CHARACTER,
     "struct User { name: string(..64)%; }\n",
     "struct User { name: string(..64); }\n",
     "Outside of strings and comments only letters, digits, '_' and the marks of the grammar mean something. "
     "Quotes and minus signs of word processors look like ours and are not."},
    {DIAGNOSTIC_BAD_NUMBER,
     "struct User { age: uint8(..0150); }\n",
     "struct User { age: uint8(..150); }\n",
     "Integers are decimal, or 0x and hexadecimal digits; other numbers are those of JSON. A leading zero means "
     "octal to some and nothing to others, so it is refused."},
    {DIAGNOSTIC_BAD_STRING,
     "enum Shell { home = \"C:\\d\" }\n",
     "enum Shell { home = \"C:\\\\d\" }\n",
     "The escapes of strings are those of JSON: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX. A backslash that is "
     "meant as one is written twice."},
    {DIAGNOSTIC_UNCLOSED_STRING,
     "enum Role {\n"
     "    admin = \"ADMIN\n"
     "}\n",
     "enum Role {\n"
     "    admin = \"ADMIN\"\n"
     "}\n",
     "A string ends on the line where it began. Without that rule one forgotten quote would turn the rest of the "
     "file inside out."},
    {DIAGNOSTIC_UNCLOSED_COMMENT,
     "struct A { a: int8; }\n"
     "/* who are they?\n",
     "struct A { a: int8; }\n"
     "/* who are they? */\n",
     "A comment that begins with a slash and a star ends with a star and a slash; comments do not stand within one "
     "another."},
    {DIAGNOSTIC_STRAY_DOC,
     "struct A { a: int8; }\n"
     "/// The end.\n",
     "struct A { a: int8; }\n"
     "// The end.\n",
     "A doc comment is about what stands behind it, and goes into the generated C with it. With nothing behind it "
     "its words are lost: two slashes are enough for a comment."},
    {DIAGNOSTIC_SYNTAX,
     "struct User { name = string; }\n",
     "struct User { name: string; }\n",
     "The message names what was found and what could have stood there. Only the first such error of a declaration "
     "is told, as all behind it may be misread."},
    {DIAGNOSTIC_MISSING_SEPARATOR,
     "struct User {\n"
     "    id: int32\n"
     "    name: string;\n"
     "}\n",
     "struct User {\n"
     "    id: int32;\n"
     "    name: string;\n"
     "}\n",
     "Members end with ';', also the last one; enumerators and parameters have ',' between them."},
    {DIAGNOSTIC_UNCLOSED_BRACKET,
     "struct User {\n"
     "    id: int32;\n"
     "\n"
     "struct Item { id: int32; }\n",
     "struct User {\n"
     "    id: int32;\n"
     "}\n"
     "\n"
     "struct Item { id: int32; }\n",
     "A declaration begins while a bracket is open. The place is the bracket that is left without its other half, "
     "as near as that can be told."},
    {DIAGNOSTIC_NAME_FIRST,
     "struct User { int32 age; }\n",
     "struct User { age: int32; }\n",
     "The name comes first, then a colon and the type, so that names stand below one another and types may be long."},
    {DIAGNOSTIC_TOO_DEEP,
     NULL,
     NULL,
     "Brackets within brackets, and types within types, go no deeper than 256, so that no stage of the compiler "
     "and no reader of documents needs more than a known stack."},
    {DIAGNOSTIC_UNKNOWN_WORD,
     "GTE \"/users\" list_users();\n",
     "GET \"/users\" list_users();\n",
     "In some places only certain words can stand: methods, sources of parameters (query, header, cookie, form), "
     "what structs are derived by (partial, omit, pick). They are names everywhere else."},
    {DIAGNOSTIC_MISPLACED_ANNOTATION,
     "enum Role { admin @strict }\n",
     "@strict\n"
     "struct Role { admin: bool; }\n",
     "Every annotation means something on some things and nothing on others. One that does nothing would make its "
     "reader believe in a check that is not there."},
    {DIAGNOSTIC_MISPLACED_DECLARATION,
     "group \"/users\" { struct User { id: int32; } }\n",
     "struct User { id: int32; }\n"
     "group \"/users\" { GET \"\" list_users() -> User[..9]; }\n",
     "Groups hold routes and groups. Types stand outside, as all of the file may use them."},
    {DIAGNOSTIC_DUPLICATE_DECLARATION,
     "namespace shop;\n"
     "namespace store;\n"
     "struct User { id: int32; }\n",
     "namespace shop;\n"
     "struct User { id: int32; }\n",
     "A file has one namespace, and what has a name has it alone."},
    {DIAGNOSTIC_DOUBLE_NULL,
     "struct User { nicks: ((string | null) | null)[]; }\n",
     "struct User { nicks: (string | null)[]; }\n",
     "A value is null or it is not: said once it is said."},
    {DIAGNOSTIC_CODE_COUNT, NULL, NULL, NULL},
};
