/* SPDX-License-Identifier: MIT */
/* What is right and may be regretted. */
#include "config.h"

#include "help/page.h"

/* clang-format off */
const struct page page_lint_list[] = {
    {DIAGNOSTIC_UNBOUNDED,
     "struct Note { text: string; }\n",
     "struct Note { text: string(..200); }\n",
     "Without an upper bound what one member may hold is limited by the route's body alone, and memory, columns "
     "and screens are sized by guesses. '@unbounded' says that it is meant."},
    {DIAGNOSTIC_BIG_INTEGER,
     "struct Order { serial: int64; }\n",
     "struct Order { serial: int64 @string; }\n",
     "RFC 8259 6: integers beyond 2^53 - 1 are not read alike everywhere; JavaScript rounds them without a word. "
     "'@string' sends the digits as a text, bounds keep the number where all are of one mind."},
    {DIAGNOSTIC_FLOAT_ID,
     "struct Order { id: float64; }\n",
     "struct Order { id: int32; }\n",
     "What is compared and looked up must have one form. Floats are rounded, and decimals have several (1, 1.0, "
     "1e0)."},
    {DIAGNOSTIC_LOOSE_FORMAT,
     "struct User { email: string(..254); }\n",
     "struct User { email: email(..254); }\n",
     "The name promises what the type does not check. The formats - email, uri, uuid, date, datetime, hostname, "
     "ipv4, ipv6 - are checked when documents are read, and appear in what is generated from the schema."},
    {DIAGNOSTIC_THREE_STATES,
     "struct User { nick?: string(..20) | null; }\n",
     "struct User { nick?: string(..20); }\n",
     "Missing, null and a value are three things, and most readers tell two of them apart. Where that is meant, as "
     "in a patch, 'partial' makes it; elsewhere '?' or '| null' is enough."},
    {DIAGNOSTIC_NULL_BOOL,
     "struct User { is_active: bool | null; }\n",
     "enum Activity { active, asleep, unknown }\n"
     "struct User { activity: Activity; }\n",
     "A bool of three values is an enum that will not say what its third value means."},
    {DIAGNOSTIC_NULL_LIST,
     "struct User { tags: string(..9)[..5] | null; }\n",
     "struct User { tags: string(..9)[..5]; }\n",
     "A list can be empty already. Null beside it is a second way to say so, and every reader has to know both."},
    {DIAGNOSTIC_PLAIN_SECRET,
     "struct Login { name: string(..20); password: string(..64); }\n",
     "struct Login { name: string(..20); password: string(..64) @secret; }\n",
     "'@secret' keeps the value out of logs, problem documents and whatever else repeats what was sent."},
    {DIAGNOSTIC_TYPE_NAME,
     "struct user_account { id: int32; }\n",
     "struct UserAccount { id: int32; }\n",
     "Types are UpperCamel, members and routes are not: which is which is then seen at a glance, in the schema and "
     "in documents made from it."},
    {DIAGNOSTIC_MEMBER_NAME,
     "struct User { first_name: string(..9); last_name: string(..9); birthYear: int32; }\n",
     "struct User { first_name: string(..9); last_name: string(..9); birth_year: int32; }\n",
     "Which case an interface has matters less than that it has one. Most members of the file decide. '@name' says "
     "another name on the wire."},
    {DIAGNOSTIC_PARAMETER_NAME,
     "GET \"/users\" list_users(query sort_by: string(..9), query page_size: int32, query startAt: int32);\n",
     "GET \"/users\" list_users(query sort_by: string(..9), query page_size: int32, query start_at: int32);\n",
     "Parameters of one interface are in one case, so that nobody has to look them up for that. Headers and "
     "cookies have habits of their own and are not counted."},
    {DIAGNOSTIC_ENUMERATOR_NAME,
     "enum Color { red, green, BLUE }\n",
     "enum Color { red, green, blue }\n",
     "Texts on the wire are compared letter by letter: one in another case is the one that is misspelt. Those that "
     "are given as a text (blue = \"BLUE\") are somebody else's, and left alone."},
    {DIAGNOSTIC_ROUTE_NAME,
     "GET \"/users\" listUsers();\n",
     "GET \"/users\" list_users();\n",
     "The name of a route is the name of its handler, a function of C."},
    {DIAGNOSTIC_PATH_NAME,
     "GET \"/userGroups\" list_groups();\n",
     "GET \"/user-groups\" list_groups();\n",
     "Paths are compared letter by letter, typed and read out. Lower case with hyphens is what most interfaces "
     "have agreed on."},
    {DIAGNOSTIC_PATH_SLASH,
     "GET \"/users/\" list_users();\n",
     "GET \"/users\" list_users();\n",
     "With a slash and without are two paths, and only one of them is answered. Nearly everybody leaves it out."},
    {DIAGNOSTIC_PATH_VERB,
     "POST \"/users/create\" add_user() -> 201;\n",
     "POST \"/users\" add_user() -> 201;\n",
     "A path names a thing; the method says what is done with it. A verb in the path says it again, or says "
     "something else."},
    {DIAGNOSTIC_PATH_PLURAL,
     "GET \"/user/{id}\" get_user(id: int32) -> 204, 404;\n",
     "GET \"/users/{id}\" get_user(id: int32) -> 204, 404;\n",
     "What stands before an id is a collection, and is called by what it has many of; then the path of the "
     "collection and those of its items agree."},
    {DIAGNOSTIC_SECRET_IN_URL,
     "GET \"/users\" list_users(query access_token: string(..64));\n",
     "GET \"/users\" list_users(header access_token: string(..64) @secret);\n",
     "URLs stand in logs of servers and gateways, in histories and in Referer. What is in a header or the body "
     "does not."},
    {DIAGNOSTIC_UNSAFE_GET,
     "GET \"/users/old\" delete_old_users();\n",
     "DELETE \"/users/old\" delete_old_users();\n",
     "RFC 9110 9.2.1: GET and HEAD are safe. Browsers fetch them in advance, caches answer them, clients repeat "
     "them; what changes something is POST, PUT, PATCH or DELETE."},
    {DIAGNOSTIC_CREATE_STATUS,
     "struct User { id: int32; }\n"
     "POST \"/users\" create_user(body: User) -> User;\n",
     "struct User { id: int32; }\n"
     "POST \"/users\" create_user(body: User) -> 201 User;\n",
     "RFC 9110 15.3.2: 201 says that something is there now that was not; 202 that it will be. 200 beside one of "
     "them may say that it was there before."},
    {DIAGNOSTIC_NO_LIMIT,
     "struct User { id: int32; }\n"
     "GET \"/users\" list_users() -> User[] @unbounded;\n",
     "struct User { id: int32; }\n"
     "GET \"/users\" list_users(query limit: int32(1..100) = 20) -> User[..100];\n",
     "A list grows, and one day is more than a client, a timeout or the memory of a server can take. A parameter "
     "that limits it has to be there from the start: later it would change what the interface answers."},
    {DIAGNOSTIC_NO_ERROR_RESPONSE,
     "GET \"/users/{id}\" get_user(id: int32) -> 204;\n",
     "GET \"/users/{id}\" get_user(id: int32) -> 204, 404 Problem;\n",
     "A path with a parameter can name what is not there, and a handler can only answer what is declared. "
     "'@errors(404)' on a group declares it for all in it."},
    {DIAGNOSTIC_NO_SUCCESS_RESPONSE,
     "GET \"/users\" list_users() -> 404;\n",
     "GET \"/users\" list_users() -> 204, 404;\n",
     "Every answer that is declared is an error: most likely the one that is meant was forgotten."},
    {DIAGNOSTIC_PATCH_WHOLE,
     "struct User { id: int32; name: string(..20); }\n"
     "PATCH \"/users\" change_users(body: User);\n",
     "struct User { id: int32; name: string(..20); }\n"
     "struct UserPatch = partial User;\n"
     "PATCH \"/users\" change_users(body: UserPatch);\n",
     "PATCH changes a part, and a body whose every member is required is a PUT. 'partial' makes a struct of which "
     "any member may be missing, and a function that applies it."},
    {DIAGNOSTIC_BARE_DEPRECATED,
     "struct User { name: string(..20) @deprecated; nick: string(..20); }\n",
     "struct User { name: string(..20) @deprecated(\"say nick\"); nick: string(..20); }\n",
     "Who reads that something goes away wants to know what comes instead."},
    {DIAGNOSTIC_UNUSED_TYPE,
     "struct User { id: int32; }\n"
     "struct Old { id: int32; }\n"
     "GET \"/users\" list_users() -> User[..9];\n",
     "struct User { id: int32; }\n"
     "GET \"/users\" list_users() -> User[..9];\n",
     "In a file with routes a type is there for a route, or for another type. One that nothing uses was forgotten "
     "when its last use went, or its first use is misspelt. Files without routes declare types for others and are "
     "not asked."},
    {DIAGNOSTIC_UNUSED_IMPORT,
     "import \"common.swage\";\n"
     "struct User { id: int32; }\n",
     "import \"common.swage\";\n"
     "struct User { id: int32; home: common.Address; }\n",
     "An import makes the generated header include another one, and builds depend on it."},
    {DIAGNOSTIC_TWIN_STRUCTS,
     "struct Home { street: string(..90); city: string(..60); zip: string(..10); }\n"
     "struct Office { street: string(..90); city: string(..60); zip: string(..10); }\n",
     "struct Address { street: string(..90); city: string(..60); zip: string(..10); }\n",
     "Two structs with the same members are one that will be changed in one place only. Members can be shared by "
     "spreading, '...Address', too."},
    {DIAGNOSTIC_NO_DOC,
     "struct User { id: int32; }\n",
     "/// Who signs in.\n"
     "struct User { id: int32; }\n",
     "Documentation goes into the generated headers, and into what is made for users of the interface. Asked for "
     "by --rule=no-doc."},
    {DIAGNOSTIC_NO_EXAMPLE,
     "struct User { id: int32; }\n"
     "POST \"/users\" add_user(body: User) -> 201;\n",
     "@example({\"id\": 7})\n"
     "struct User { id: int32; }\n"
     "POST \"/users\" add_user(body: User) -> 201;\n",
     "An example is read first, and it is tested: it has to be accepted by the type that it stands on. Asked for "
     "by --rule=no-example."},
    {DIAGNOSTIC_BARE_LIST,
     "struct User { id: int32; }\n"
     "GET \"/users\" list_users() -> User[..9];\n",
     "struct User { id: int32; }\n"
     "struct Users { items: User[..9]; }\n"
     "GET \"/users\" list_users() -> Users;\n",
     "Beside the items of an array nothing can be added: no count, no link to the next page. A struct has room. "
     "Asked for by --rule=bare-list."},
    {DIAGNOSTIC_DELETE_BODY,
     "DELETE \"/users\" clear_users() -> int32;\n",
     "DELETE \"/users\" clear_users() -> 204;\n",
     "What was deleted is gone, and 204 says so without a body that might be read as something that is left. Asked "
     "for by --rule=delete-body."},
    {DIAGNOSTIC_CODE_COUNT, NULL, NULL, NULL},
};
