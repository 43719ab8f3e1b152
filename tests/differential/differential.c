/* SPDX-License-Identifier: MIT */
/*
 * Generated decoders held to `swage validate`: random schemas, random documents, every difference made small and told.
 *
 *     differential                          a fixed set, as for make check: random schemas, and those of schemas/
 *     differential SEED SCHEMAS DOCUMENTS   that many schemas from a seed on, with that many documents each
 *     differential SEED seconds=60          for so long; seconds=0: until it is interrupted
 *     differential TYPE FILE.swage...       one document of FILE's type, from standard input: "case_base/T1"
 */
#include "config.h"

#include "reduce.h"
#include "schema.h"
#include "trial.h"
#include "workshop.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIXED_DOCUMENTS = 4000, SCHEMA_TRIES = 150, DOCUMENT_TRIES = 3000, ROUNDS_MAX = 4 };

struct totals {
    size_t schemas, documents, accepted, differences;
};

struct found { /* a difference that is made small */
    struct workshop_file files[WORKSHOP_FILES];
    size_t file_count, file; /* the one at hand */
    const struct workshop *workshop;
    struct trial *trial;
    char type[128];
    char *text;
    size_t len;
};

/* ---- making it small ---- */

static bool document_still_differs(void *arg, const char *text, size_t len)
{
    struct found *found = arg;
    trial_document(found->trial, found->workshop, found->type, text, len);
    return found->trial->differs;
}

static bool schema_still_differs(void *arg, const char *text, size_t len)
{
    struct found *found = arg;
    struct workshop_file files[WORKSHOP_FILES];
    struct workshop workshop;
    (void)len;
    memcpy(files, found->files, sizeof files);
    files[found->file].text = text;
    bool differs = workshop_open(&workshop, files, found->file_count, false) == WORKSHOP_FINE;
    if (differs) {
        trial_document(found->trial, &workshop, found->type, found->text, found->len);
        differs = found->trial->differs;
    }
    workshop_close(&workshop);
    return differs;
}

static void reduce_document(struct found *found)
{
    static reduce_piece *const pieces[] = {reduce_token, reduce_byte};
    struct reduce how = {document_still_differs, found, DOCUMENT_TRIES};
    for (size_t i = 0; i < 2; i++) {
        char *made = reduce(&how, found->text, &found->len, pieces[i]);
        free(found->text);
        found->text = made;
    }
}

/* Returns whether anything became smaller. */
static bool reduce_schema(struct found *found)
{
    static reduce_piece *const pieces[] = {reduce_paragraph, reduce_line, reduce_note};
    struct reduce how = {schema_still_differs, found, SCHEMA_TRIES};
    bool is_smaller = false;
    for (size_t i = 0; i < 3; i++)
        for (found->file = found->file_count; found->file-- > 0;) {
            size_t before = strlen(found->files[found->file].text), len = before;
            found->files[found->file].text = reduce(&how, found->files[found->file].text, &len, pieces[i]);
            is_smaller = is_smaller || len < before;
        }
    return is_smaller;
}

/* The document against the schema as it is now. */
static void reduce_document_again(struct found *found)
{
    struct workshop workshop;
    const struct workshop *first = found->workshop;
    found->workshop = &workshop;
    if (workshop_open(&workshop, found->files, found->file_count, false) == WORKSHOP_FINE)
        reduce_document(found);
    workshop_close(&workshop);
    found->workshop = first;
}

/* ---- telling it ---- */

static void print_document(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c >= 0x7f)
            printf("\\x%02x", c);
        else
            putchar(c);
    }
    putchar('\n');
}

static void tell(const struct found *found, uint64_t seed)
{
    printf("difference at seed %" PRIu64 ", type %s\n", seed, found->type);
    for (size_t i = 0; i < found->file_count; i++)
        printf("--- %s\n%s\n", found->files[i].name, found->files[i].text);
    printf("--- document (\\x: bytes)\n");
    print_document(found->text, found->len);
    printf("--- %s\n", found->trial->message);
    printf("--- again: tests/differential/differential %" PRIu64 " 1 %d\n\n", seed, FIXED_DOCUMENTS);
    fflush(stdout);
}

static void make_small(const struct workshop *workshop, struct trial *trial, const struct workshop_file *files,
                       size_t count, uint64_t seed)
{
    struct found found = {
        .file_count = count, .workshop = workshop, .trial = trial, .len = trial->len, .text = malloc(trial->len + 1)};
    if (!found.text)
        abort();
    memcpy(found.files, files, count * sizeof *files);
    memcpy(found.type, trial->type, sizeof found.type);
    memcpy(found.text, trial->text, trial->len);
    printf("seed %" PRIu64 ": %s differs, is being made small: %s\n", seed, trial->type, trial->message);
    fflush(stdout);
    reduce_document(&found);
    for (unsigned round = 0; round < ROUNDS_MAX && reduce_schema(&found); round++)
        reduce_document_again(&found);
    found.file = 0;
    schema_still_differs(&found, found.files[0].text, 0); /* for its message */
    tell(&found, seed);
    free(found.text);
}

/* ---- runs ---- */

static bool run_files(const struct workshop_file *files, size_t count, uint64_t seed, size_t documents,
                      struct totals *totals)
{
    static const char *const ends[] = {"", "the schema is refused",
                                       "the generated code does not compile without a warning", "the tools failed"};
    struct workshop workshop;
    struct trial *trial = trial_new();
    enum workshop_end end = trial ? workshop_open(&workshop, files, count, true) : WORKSHOP_FAILED;
    bool is_fine = end == WORKSHOP_FINE;
    if (is_fine) {
        trial_documents(trial, &workshop, seed, documents);
        totals->documents += trial->documents;
        totals->accepted += trial->accepted;
        is_fine = !trial->differs;
        if (trial->differs)
            make_small(&workshop, trial, files, count, seed);
    } else {
        printf("seed %" PRIu64 ": %s\n%s\n", seed, ends[end], trial ? workshop.message : "");
    }
    totals->schemas++;
    totals->differences += !is_fine;
    workshop_close(&workshop);
    trial_free(trial);
    return is_fine;
}

static void out_of_memory(void *arg)
{
    (void)arg;
    abort();
}

static bool run_seed(uint64_t seed, size_t documents, struct totals *totals)
{
    struct workshop_file files[SCHEMA_FILES_MAX];
    struct pool pool;
    struct schema schema;
    pool_init(&pool, (size_t)1 << 30, out_of_memory, NULL);
    schema_draw(&schema, &pool, seed, SCHEMA_THINGS);
    for (size_t i = 0; i < schema.file_count; i++)
        files[i] = (struct workshop_file){schema.files[i].name, schema.files[i].text};
    bool is_fine = run_files(files, schema.file_count, seed, documents, totals);
    pool_done(&pool);
    return is_fine;
}

static char *read_file(FILE *file, size_t *len)
{
    char *text = malloc(TRIAL_TEXT + 1);
    *len = file && text ? fread(text, 1, TRIAL_TEXT, file) : 0;
    if (!file || !text)
        abort();
    text[*len] = '\0';
    return text;
}

/* Name and text are for free(). */
static struct workshop_file read_schema(const char *path)
{
    size_t len;
    FILE *file = fopen(path, "r");
    const char *name = strrchr(path, '/');
    if (!file) {
        fprintf(stderr, "differential: cannot read %s\n", path);
        exit(2);
    }
    struct workshop_file made = {strdup(name ? name + 1 : path), read_file(file, &len)};
    fclose(file);
    return made;
}

/* The schemas that people wrote, all together. */
static void run_kept(size_t documents, struct totals *totals)
{
    static const char *const names[] = {"common", "shop", "user", "zoo"};
    struct workshop_file files[4];
    char path[512];
    const char *folder = getenv("SRCDIR");
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/schemas/%s.swage", folder ? folder : ".", names[i]);
        files[i] = read_schema(path);
    }
    run_files(files, 4, SCHEMA_FIXED_SEED, documents, totals);
    for (size_t i = 0; i < 4; i++) {
        free((char *)(uintptr_t)files[i].name);
        free((char *)(uintptr_t)files[i].text);
    }
}

static void run_range(uint64_t seed, size_t schemas, size_t documents, struct totals *totals)
{
    for (size_t i = 0; i < schemas; i++)
        run_seed(seed + i, documents, totals);
}

static void run_for(uint64_t seed, long seconds, struct totals *totals)
{
    time_t start = time(NULL);
    for (; seconds == 0 || time(NULL) - start < seconds; seed++) {
        run_seed(seed, FIXED_DOCUMENTS * 5, totals);
        printf("%zu schemas, %zu documents, %zu of them accepted, %zu differences; next seed %" PRIu64 "\n",
               totals->schemas, totals->documents, totals->accepted, totals->differences, seed + 1);
        fflush(stdout);
    }
}

/* One document, for a difference that was found and is being looked at. */
static int run_document(const char *type, char **paths, size_t count)
{
    struct workshop_file files[WORKSHOP_FILES];
    struct workshop workshop;
    struct trial *trial = trial_new();
    size_t len;
    char *text = read_file(stdin, &len);
    for (size_t i = 0; i < count && i < WORKSHOP_FILES; i++)
        files[i] = read_schema(paths[i]);
    if (!trial ||
        workshop_open(&workshop, files, count < WORKSHOP_FILES ? count : WORKSHOP_FILES, false) != WORKSHOP_FINE) {
        fprintf(stderr, "%s\n", trial ? workshop.message : "no memory");
        return 2;
    }
    trial_document(trial, &workshop, type, text, len);
    puts(trial->differs     ? trial->message
         : trial->accepted  ? "all accept"
         : trial->documents ? "all refuse"
                            : "there is no such type");
    return trial->differs;
}

/* ---- for others ---- */

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

/* Writes the files of a schema, and into "last" the name of the one that imports the others. */
static int draw_schema(uint64_t seed, const char *folder)
{
    struct pool pool;
    struct schema schema;
    pool_init(&pool, SIZE_MAX, NULL, NULL);
    schema_draw(&schema, &pool, seed, SCHEMA_THINGS);
    for (size_t i = 0; i < schema.file_count; i++)
        write_file(folder, schema.files[i].name, schema.files[i].text);
    write_file(folder, "last", schema.files[schema.file_count - 1].name);
    pool_done(&pool);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "draw") == 0)
        return draw_schema(strtoull(argv[2], NULL, 10), argv[3]);
    struct totals totals = {0};
    bool is_number = argc > 1 && argv[1][0] >= '0' && argv[1][0] <= '9';
    if (argc > 2 && !is_number)
        return run_document(argv[1], argv + 2, (size_t)argc - 2);
    uint64_t seed = is_number ? strtoull(argv[1], NULL, 10) : SCHEMA_FIXED_SEED;
    if (argc > 2 && strncmp(argv[2], "seconds=", 8) == 0) {
        run_for(seed, strtol(argv[2] + 8, NULL, 10), &totals);
    } else {
        run_range(seed, argc > 2 ? (size_t)strtoull(argv[2], NULL, 10) : SCHEMA_FIXED_COUNT,
                  argc > 3 ? (size_t)strtoull(argv[3], NULL, 10) : FIXED_DOCUMENTS, &totals);
        if (argc == 1)
            run_kept(FIXED_DOCUMENTS * 2, &totals);
    }
    printf("%zu schemas, %zu documents, %zu of them accepted, %zu differences\n", totals.schemas, totals.documents,
           totals.accepted, totals.differences);
    return totals.differences > 0;
}
