/* SPDX-License-Identifier: MIT */
/* What is wrong with annotations, patterns and routes; and what is not written yet. */
#include "config.h"

#include "help/page.h"

/* clang-format off */
const struct page page_routes_list[] = {
    {DIAGNOSTIC_UNKNOWN_ANNOTATION,
     "struct User { id: int32 @nmae(\"user-id\"); }\n",
     "struct User { id: int32 @name(\"user-id\"); }\n",
     "An annotation that is not known is no comment: it was meant to do something. Those of other tools have a dot "
     "in their name, and are left alone: @my.tool(1)."},
    {DIAGNOSTIC_BAD_ANNOTATION,
     "struct User { id: int32 @name; }\n",
     "struct User { id: int32 @name(\"user-id\"); }\n",
     "The arguments are not those that the annotation takes, or it stands twice where once is enough, or what it "
     "says does not fit what it stands on."},
    {DIAGNOSTIC_UNKNOWN_RULE,
     "struct Log { lines: string[] @allow(\"unbouned\"); }\n",
     "struct Log { lines: string[] @allow(\"unbounded\"); }\n",
     "'@allow' takes codes of warnings, and \"unexpected-body\". Another word allows nothing, and what it was "
     "meant to allow is told all the same."},
    {DIAGNOSTIC_BAD_PATTERN,
     "struct User { code: string(..9) @pattern(\"^[a-z\"); }\n",
     "struct User { code: string(..9) @pattern(\"^[a-z]+$\"); }\n",
     "Patterns are those of ECMA-262 as far as they are regular: they become tables that read each character once, "
     "whatever comes. What would need memory, as \\1 and (?=x), is refused, and so is what matches nothing."},
    {DIAGNOSTIC_PATTERN_TOO_LARGE,
     "struct User { code: string(..99) @pattern(\"(a|b)*a(a|b){30}\"); }\n",
     "struct User { code: string(..99) @pattern(\"^[ab]{1,31}$\"); }\n",
     "The tables of a pattern may be much larger than its text. The limit keeps the generated C small and "
     "compiling fast; an anchor in front, or shorter repetitions, make most patterns fit."},
    {DIAGNOSTIC_IDLE_PATTERN,
     "struct User { code: string(..9) @pattern(\"[a-z]*\"); }\n",
     "struct User { code: string(..9) @pattern(\"^[a-z]*$\"); }\n",
     "A pattern looks for a match anywhere in the text, as in JSON Schema, and this one is found in every text, if "
     "only as nothing at all. Mostly '^' and '$' were forgotten."},
    {DIAGNOSTIC_BAD_PATH,
     "GET \"users\" list_users();\n",
     "GET \"/users\" list_users();\n",
     "A path begins with a slash, has no empty segments, no query, and no percent escapes of what needs none; each "
     "'{x}' is a segment of its own and a parameter of the route."},
    {DIAGNOSTIC_BAD_PARAMETER,
     "GET \"/users\" list_users(limit: int32);\n",
     "GET \"/users\" list_users(query limit: int32);\n",
     "A parameter says where it comes from - query, header, cookie, form - or is named in the path, or is the "
     "body; and it has a type that can be there: texts, mostly."},
    {DIAGNOSTIC_BAD_RESPONSE,
     "GET \"/users\" list_users() -> 200, 200;\n",
     "GET \"/users\" list_users() -> 200, 404;\n",
     "A response has a status from 200 to 599, each once, and a body only where HTTP has room for one."},
    {DIAGNOSTIC_UNEXPECTED_BODY,
     "struct Filter { name: string; }\n"
     "GET \"/users\" find_users(body: Filter);\n",
     "struct Filter { name: string; }\n"
     "POST \"/users/search\" find_users(body: Filter);\n",
     "RFC 9110 gives a body of GET, HEAD or DELETE no meaning: caches and gateways drop or refuse it. "
     "'@allow(\"unexpected-body\")' on the route is for interfaces that have one already."},
    {DIAGNOSTIC_DUPLICATE_ROUTE,
     "GET \"/users/{id}\" get_user(id: int32);\n"
     "GET \"/users/{name}\" find_user(name: string);\n",
     "GET \"/users/{id}\" get_user(id: int32);\n"
     "GET \"/users/by-name/{name}\" find_user(name: string);\n",
     "Two routes would match the same requests, and nothing says which of them is meant. Letters win over '{x}', "
     "which wins over '{x+}'."},
    {DIAGNOSTIC_UNKNOWN_SCHEME,
     "struct Account { id: int64; }\n"
     "auth session: bearer -> Account;\n"
     "@auth(sesion)\n"
     "GET \"/me\" get_me() -> 204;\n",
     "struct Account { id: int64; }\n"
     "auth session: bearer -> Account;\n"
     "@auth(session)\n"
     "GET \"/me\" get_me() -> 204;\n",
     "'@auth' names an 'auth' of the same file: its verifier stands in that file's table of handlers. Files that are "
     "imported bring types alone."},
    {DIAGNOSTIC_BAD_AUTH,
     "struct Account { id: int64; }\n"
     "auth session: bearer -> Account;\n"
     "@auth(session, scopes = [\"write\"])\n"
     "POST \"/users\" add_user() -> 204;\n",
     "struct Account { id: int64; scopes: string(..32)[..16]; }\n"
     "auth session: bearer -> Account;\n"
     "@auth(session, scopes = [\"write\"])\n"
     "POST \"/users\" add_user() -> 204;\n",
     "What an auth is told does not fit its kind; or scopes are asked for, and its struct has no 'scopes' in which the "
     "verifier could say which ones somebody has; or '@auth(none)' stands where nothing is asked for."},
    {DIAGNOSTIC_BAD_FILES,
     "embed \"/assets/{name}\" \"public\";\n",
     "files \"/assets\" \"public\";\n",
     "Files stand below a path without parameters. What 'embed' names has to be there when the schema is compiled, beside "
     "it: a folder with files in it, of which links are not followed and all else than files and folders is refused. "
     "'files' names a folder that the server reads from, and nothing is asked of that before it runs."},
    {DIAGNOSTIC_CODE_COUNT, NULL, NULL, NULL},
};
