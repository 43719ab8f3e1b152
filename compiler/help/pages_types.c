/* SPDX-License-Identifier: MIT */
/* What is wrong with names, types, members and values. */
#include "config.h"

#include "help/page.h"

/* clang-format off */
const struct page page_types_list[] = {
    {DIAGNOSTIC_UNKNOWN_TYPE,
     "struct User { name: strng; }\n",
     "struct User { name: string; }\n",
     "A type is built in, declared in this file, or declared in a file that this one imports. Those of another "
     "namespace are written with it: common.Address. Names of other languages (int, double, text) are answered "
     "with ours."},
    {DIAGNOSTIC_RESERVED_NAME,
     "struct Json { id: int32; }\n",
     "struct Document { id: int32; }\n",
     "Names become names of C. Those that the language, its library, the runtime or the generated code itself need "
     "are refused here rather than by a compiler later on; a namespace puts a prefix in front of all."},
    {DIAGNOSTIC_NAME_COLLISION,
     "struct UserId { id: int32; }\n"
     "struct User_id { id: int32; }\n",
     "struct UserId { id: int32; }\n"
     "struct UserKey { id: int32; }\n",
     "Names of schemas become lower_snake and UPPER_SNAKE in C, where these would be one. Both places are shown."},
    {DIAGNOSTIC_DUPLICATE_MEMBER,
     "struct User { id: int32; id: string; }\n",
     "struct User { id: int32; code: string; }\n",
     "Members differ by their key on the wire and by their name in C, where createdAt and created_at are one. "
     "'@name' says another key."},
    {DIAGNOSTIC_BAD_NAME,
     "struct User { id: int32 @name(\"\"); }\n",
     "struct User { id: int32 @name(\"user-id\"); }\n",
     "Some names cannot be: on the wire, of a header or a cookie, or of a file that becomes the name of a header "
     "of C."},
    {DIAGNOSTIC_BAD_IMPORT,
     "import \"comon.swage\";\n"
     "struct Order { to: common.Address; }\n",
     "import \"common.swage\";\n"
     "struct Order { to: common.Address; }\n",
     "Imports are looked for beside the importing file, then in the folders of -I. Files that import one another "
     "in a circle have no order in which C could include them."},
    {DIAGNOSTIC_BAD_TYPE,
     "struct Order { keys: map<float64, string>; }\n",
     "struct Order { keys: map<int64, string>; }\n",
     "The type is known and cannot stand here: keys of maps are texts, integers or enums; fixed arrays have a "
     "count of their own; a generic takes as many types as it has parameters."},
    {DIAGNOSTIC_BAD_BOUNDS,
     "struct User { age: uint8(18..300); }\n",
     "struct User { age: uint8(18..120); }\n",
     "Bounds are inclusive and have to fit the type and one another; those of texts count characters, those of "
     "bytes bytes, those of arrays items."},
    {DIAGNOSTIC_ENDLESS_TYPE,
     "struct Node { next: Node; }\n",
     "struct Node { next?: Node; }\n",
     "Each value would hold another one, and no document could end. A member that may be missing or null, an array "
     "or map that may be empty, or a variant of a union ends it."},
    {DIAGNOSTIC_TOO_LARGE,
     "struct Row { pixels: uint8[60000]; }\n"
     "struct Image { rows: Row[60000]; }\n",
     "struct Row { pixels: uint8[60000]; }\n"
     "struct Image { rows: Row[..60000]; }\n",
     "What is generated has to be possible in C: a struct with an array inside of it takes its memory wherever it "
     "stands. Arrays that are not of a fixed count hold a pointer."},
    {DIAGNOSTIC_EMPTY_DECLARATION,
     "enum Role { }\n",
     "enum Role { admin }\n",
     "An enum without values, or a union without variants, is a type that no document could be."},
    {DIAGNOSTIC_BAD_MEMBER,
     "struct User { nick?: string = \"none\"; }\n",
     "struct User { nick: string = \"none\"; }\n",
     "A member that has a default is never missing once it was read, so the question mark would promise what does "
     "not happen. Other marks contradict one another likewise; and pick and omit name members that their struct "
     "has."},
    {DIAGNOSTIC_BAD_VALUE,
     "enum Role { admin, guest }\n"
     "struct User { role: Role = gest; }\n",
     "enum Role { admin, guest }\n"
     "struct User { role: Role = guest; }\n",
     "Defaults, examples and documents to be refused are held to their types when the schema is compiled, by the "
     "rules that decoders have, so that they cannot go stale."},
    {DIAGNOSTIC_BAD_ENUM,
     "enum Level : int8 { low, high }\n",
     "enum Level : int8 { low = 1, high = 2 }\n",
     "Enums are texts on the wire, or numbers with a base of integers. All that have a base need a number that "
     "fits it; no two are the same on the wire."},
    {DIAGNOSTIC_CODE_COUNT, NULL, NULL, NULL},
};
