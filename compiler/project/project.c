/* SPDX-License-Identifier: MIT */
/* Names, kinds, and words between at signs. */
#include "config.h"

#include "project/project.h"

#include "model/c_words.h"
#include "project/templates.h"

#include <stdbool.h>
#include <string.h>

const struct project_kind project_kinds[PROJECT_KINDS] = {
    [PROJECT_MAKE] = {.name = "make",
                      .file = "Makefile",
                      .build = "make",
                      .check = "make check",
                      .tools = "GNU make",
                      .packages = ""},
    [PROJECT_AUTOTOOLS] = {.name = "autotools",
                           .file = "configure.ac",
                           .prepared = "build/Makefile",
                           .prepare = "autoreconf -i && mkdir -p build && (cd build && ../configure)",
                           .build = "make -C build",
                           .check = "make -C build check",
                           .tools = "autoconf, automake, GNU make",
                           .packages = "autoconf automake"},
    [PROJECT_CMAKE] = {.name = "cmake",
                       .file = "CMakeLists.txt",
                       .prepared = "build/CMakeCache.txt",
                       .prepare = "cmake -S . -B build",
                       .build = "cmake --build build",
                       .check = "ctest --test-dir build --output-on-failure",
                       .tools = "CMake",
                       .packages = "cmake"},
    [PROJECT_MESON] = {.name = "meson",
                       .file = "meson.build",
                       .prepared = "build/build.ninja",
                       .prepare = "meson setup build",
                       .build = "meson compile -C build",
                       .check = "meson test -C build",
                       .tools = "Meson",
                       .packages = "meson"},
};

/* ---- names ---- */

/* What builds have targets for, and folders and files that the project has beside its program. */
static bool is_taken_by_builds(const char *name)
{
    static const char *const words[] = {"all",     "benchmark", "build",      "check",         "clean",    "coverage",
                                        "dist",    "distdir",   "edit_cache", "gen",           "handlers", "help",
                                        "install", "package",   "phony",      "rebuild_cache", "run",      "schema",
                                        "src",     "suite",     "swage",      "test",          "tests",    "uninstall"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0)
            return true;
    return false;
}

const char *project_name_fault(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t len = strlen(name);
    if (len == 0)
        return "a name is missing";
    if (strchr(letters, name[0]) == NULL || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        return "a name is of small letters, digits and '_', and a letter comes first: parts of C are called so";
    if (len > PROJECT_NAME_MAX)
        return "a name has at most 64 characters";
    if (c_word_is_taken(name))
        return "C or C++ has this word for itself";
    if (c_word_is_header(name))
        return "its header would hide one of C or POSIX";
    if (is_taken_by_builds(name))
        return "builds have a target or a folder of this name";
    return NULL;
}

/* ---- texts ---- */

struct word {
    const char *name, *text;
};

enum { WORDS_MAX = 8 };

static void list_words(struct pool *pool, const char *name, const struct project_kind *kind,
                       struct word words[WORDS_MAX])
{
    const char *build = kind->build;
    if (kind->prepare != NULL)
        build = pool_printf(pool, "%s && %s", kind->prepare, kind->build);
    const struct word all[WORDS_MAX] = {
        {"@name@", name},
        {"@build@", build},
        {"@check@", kind->check},
        {"@tools@", kind->tools},
        {"@buildfile@", kind->file},
        {"@packages@", kind->packages},
        {"@archive@", "swage-" PACKAGE_VERSION ".tar.xz"},
    };
    memcpy(words, all, sizeof all);
}

static const struct word *find_word(const struct word *words, const char *at)
{
    for (; words->name != NULL; words++)
        if (strncmp(at, words->name, strlen(words->name)) == 0)
            return words;
    return NULL;
}

/* At signs that begin no word of ours are the text's own: Meson and autoconf have such words too. */
static size_t fill(const char *template, const struct word *words, char *out)
{
    size_t len = 0;
    while (*template != '\0') {
        const struct word *word = find_word(words, template);
        const char *piece = word != NULL ? word->text : template;
        size_t piece_len = word != NULL ? strlen(word->text) : 1;
        if (out != NULL)
            memcpy(out + len, piece, piece_len);
        len += piece_len;
        template += word != NULL ? strlen(word->name) : 1;
    }
    return len;
}

static const char *fill_in(struct pool *pool, const char *template, const struct word *words)
{
    char *text = pool_alloc(pool, fill(template, words, NULL) + 1);
    fill(template, words, text);
    return text;
}

/* ---- files ---- */

struct entry {
    const char *path, *template;
};

static const struct entry shared[] = {
    {"@name@.swage", template_schema_swage},  {"src/handlers.c", template_handlers_c},
    {"src/main.c", template_main_c},          {"tests/test_@name@.c", template_test_c},
    {"README.md", template_README_md},        {"Dockerfile", template_Dockerfile},
    {".dockerignore", template_dockerignore}, {".github/workflows/ci.yml", template_ci_yml},
};

enum { SHARED = sizeof shared / sizeof *shared, OWN_MAX = PROJECT_FILES_MAX - SHARED };

static const struct entry own[PROJECT_KINDS][OWN_MAX] = {
    [PROJECT_MAKE] = {{"Makefile", template_make_mk}, {".gitignore", template_gitignore}},
    [PROJECT_AUTOTOOLS] = {{"configure.ac", template_configure_ac},
                           {"Makefile.am", template_Makefile_am},
                           {".gitignore", template_gitignore_autotools}},
    [PROJECT_CMAKE] = {{"CMakeLists.txt", template_CMakeLists_txt}, {".gitignore", template_gitignore}},
    [PROJECT_MESON] = {{"meson.build", template_meson_build}, {".gitignore", template_gitignore}},
};

size_t project_files(struct pool *pool, const char *name, enum project_kinds kind,
                     struct project_file files[PROJECT_FILES_MAX])
{
    struct word words[WORDS_MAX];
    list_words(pool, name, &project_kinds[kind], words);
    size_t count = 0;
    for (size_t i = 0; i < SHARED + OWN_MAX; i++) {
        const struct entry *entry = i < SHARED ? &shared[i] : &own[kind][i - SHARED];
        if (entry->path != NULL)
            files[count++] = (struct project_file){.path = fill_in(pool, entry->path, words),
                                                   .text = fill_in(pool, entry->template, words)};
    }
    return count;
}
