/* SPDX-License-Identifier: MIT */
/* The dump of every schema is JSON that names what it speaks of and has all that the model has. */
#include "config.h"

#include "../syntax/parsing.h"
#include "dump/dump.h"
#include "model/build.h"
#include "syntax/parse.h"

#include <json-c/json.h>
#include <stdlib.h>

/* clang-format off */
static const char *const files[] = {"schemas/common.swage", "schemas/shop.swage", "schemas/user.swage",
                                    "schemas/zoo.swage",
                                    "tests/command/dump.swage", "tests/command/dump_grain.swage",
                                    "tests/command/explain.swage"};
/* clang-format on */

enum { FILES = sizeof files / sizeof *files };

static struct compilation *cx;
static const struct model *models[FILES];
static const struct dump_file *prepared;

static void read_models(void)
{
    const struct ast_file *trees[FILES];
    const char *folder = getenv("SRCDIR");
    cx = compilation_new();
    ck_assert_ptr_nonnull(cx);
    for (size_t i = 0; i < FILES; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : ".", files[i]);
        trees[i] = parse_file(cx, path, NULL);
        ck_assert_ptr_nonnull(trees[i]);
    }
    if (!model_build_all(cx, trees, FILES, &(struct model_options){.include_dirs = NULL}, models))
        diagnostic_print(cx, stderr);
    ck_assert_uint_eq(diagnostic_errors(cx), 0);
    prepared = dump_prepare(&cx->pool, models, FILES);
}

static void drop_models(void)
{
    compilation_free(cx);
}

static char *dump(size_t count)
{
    FILE *out = tmpfile();
    ck_assert_ptr_nonnull(out);
    ck_assert(dump_write(prepared, count, out));
    long len = ftell(out);
    char *text = calloc((size_t)len + 1, 1);
    ck_assert_ptr_nonnull(text);
    rewind(out);
    ck_assert_uint_eq(fread(text, 1, (size_t)len, out), (size_t)len);
    fclose(out);
    return text;
}

static struct json_object *dump_parsed(void)
{
    char *text = dump(FILES);
    struct json_tokener *tokener = json_tokener_new_ex(64);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *root = json_tokener_parse_ex(tokener, text, -1);
    ck_assert_int_eq(json_tokener_get_error(tokener), json_tokener_success);
    json_tokener_free(tokener);
    free(text);
    return root;
}

static struct json_object *get(struct json_object *from, const char *key)
{
    struct json_object *found = json_object_object_get(from, key);
    ck_assert_msg(found != NULL, "there is no %s in %s", key, json_object_to_json_string(from));
    return found;
}

START_TEST(whole_models_are_there)
{
    struct json_object *root = dump_parsed(), *list = get(root, "files");
    ck_assert_int_eq(json_object_get_int(get(root, "version")), DUMP_VERSION);
    ck_assert_uint_eq(json_object_array_length(list), FILES);
    for (size_t i = 0; i < FILES; i++) {
        struct json_object *file = json_object_array_get_idx(list, i);
        ck_assert_str_eq(json_object_get_string(get(file, "stem")), models[i]->stem);
        ck_assert_uint_eq(json_object_array_length(get(file, "declarations")), models[i]->decl_count);
        ck_assert_uint_eq(json_object_array_length(get(file, "routes")), models[i]->route_count);
        ck_assert_uint_eq(json_object_array_length(get(file, "imports")), models[i]->import_count);
    }
    json_object_put(root);
}
END_TEST

static bool has_declaration(struct json_object *root, const char *home, const char *name, const char *kind)
{
    struct json_object *list = get(root, "files");
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *file = json_object_array_get_idx(list, i), *decls = get(file, "declarations");
        for (size_t k = 0; k < json_object_array_length(decls); k++) {
            struct json_object *decl = json_object_array_get_idx(decls, k);
            if (strcmp(json_object_get_string(get(file, "stem")), home) == 0 &&
                strcmp(json_object_get_string(get(decl, "name")), name) == 0)
                return kind == NULL || strcmp(json_object_get_string(get(decl, "kind")), kind) == 0;
        }
    }
    return false;
}

/* How many references there are in `node`; each has to lead somewhere. */
static size_t check_references(struct json_object *root, struct json_object *node)
{
    size_t count = 0;
    if (json_object_is_type(node, json_type_array))
        for (size_t i = 0; i < json_object_array_length(node); i++)
            count += check_references(root, json_object_array_get_idx(node, i));
    if (!json_object_is_type(node, json_type_object))
        return count;
    struct json_object *home = json_object_object_get(node, "home"), *kind = json_object_object_get(node, "kind");
    if (home != NULL) {
        const char *name = json_object_get_string(get(node, "name")), *file = json_object_get_string(home);
        ck_assert_msg(has_declaration(root, file, name, kind != NULL ? json_object_get_string(kind) : NULL),
                      "there is no %s in %s", name, file);
        count++;
    }
    json_object_object_foreach(node, key, value)
    {
        (void)key;
        count += check_references(root, value);
    }
    return count;
}

START_TEST(what_is_referred_to_is_declared)
{
    struct json_object *root = dump_parsed();
    ck_assert_uint_gt(check_references(root, get(root, "files")), 100);
    json_object_put(root);
}
END_TEST

START_TEST(two_dumps_are_one_text)
{
    char *first = dump(FILES);
    drop_models();
    read_models();
    char *second = dump(FILES);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
}
END_TEST

START_TEST(output_that_is_full_is_noticed)
{
    FILE *out = fopen("/dev/null", "r"); /* nothing can be written to it */
    ck_assert_ptr_nonnull(out);
    ck_assert(!dump_write(prepared, FILES, out));
    fclose(out);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_checked_fixture(tests, read_models, drop_models);
    tcase_add_test(tests, whole_models_are_there);
    tcase_add_test(tests, what_is_referred_to_is_declared);
    tcase_add_test(tests, two_dumps_are_one_text);
    tcase_add_test(tests, output_that_is_full_is_noticed);
}

int main(void)
{
    return parsing_run("dump", add_tests);
}
