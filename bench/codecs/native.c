/* SPDX-License-Identifier: MIT */
/*
 * Runs the C and C++ peers of the codec benchmark, in one process. bench/codec says what, a line each on standard
 * input, and gets a line for each:
 *
 *     peers                                  NAME VERSION WHAT, ...       WHAT: decode, or both
 *     check PEER SHAPE decode|encode IN OUT  ok                           OUT: what came of IN, written by the peer
 *                                                                         (encode) or by swage (decode)
 *     run PEER SHAPE decode|encode IN TIMES  nanoseconds of processor time for TIMES times all texts of IN
 *     try PEER SHAPE IN                      yes, or no: the peer refuses the text
 *
 * IN is one text, or, where its name ends in .lines, one in each line. Each text lies at the end of an allocation of
 * its own, nothing readable behind it. With words as arguments it does the one command and ends: for callgrind.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "native.h"

/* Of a peer that was not linked the address is NULL. */
#pragma weak cjson_peer
#pragma weak jansson_peer
#pragma weak jsonc_peer
#pragma weak rapidjson_peer
#pragma weak simdjson_peer
#pragma weak yyjson_peer

static const struct peer *const peers[] = {
    &swage_peer, &yyjson_peer, &simdjson_peer, &rapidjson_peer, &jsonc_peer, &jansson_peer, &cjson_peer,
};

enum { PEERS = sizeof peers / sizeof *peers, WORDS = 7 };

/* The texts of one file, and the values that swage reads from them, for encoding. */
struct input {
    char *path;
    swage_str *texts;
    size_t count;
    size_t size; /* in all */
    const struct shape *shape;
    struct state **keepers; /* one a value: what it points to lives as long as they do */
    char *values;
};

static struct state *states[PEERS];
static struct input input;

static void die(const char *what)
{
    fprintf(stderr, "native: %s\n", what);
    exit(EXIT_FAILURE);
}

static void *must(void *at)
{
    if (!at)
        die("no memory");
    return at;
}

static int find_peer(const char *name)
{
    for (int i = 0; i < PEERS; i++)
        if (peers[i] && strcmp(peers[i]->name, name) == 0)
            return i;
    die(name);
    return -1;
}

static const struct shape *find_shape(const struct peer *peer, const char *name)
{
    const struct shape *shape = peer->shapes;
    while (shape->name && strcmp(shape->name, name) != 0)
        shape++;
    if (!shape->name)
        die(name);
    return shape;
}

static swage_str read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        die(path);
    size_t len = (size_t)ftell(file);
    char *bytes = must(malloc(len + 1));
    rewind(file);
    if (fread(bytes, 1, len, file) != len)
        die(path);
    fclose(file);
    return swage_str_of(bytes, len);
}

static void add_text(const char *bytes, size_t len)
{
    char *copy = must(malloc(len));
    memcpy(copy, bytes, len);
    input.texts = must(realloc(input.texts, (input.count + 1) * sizeof *input.texts));
    input.texts[input.count++] = swage_str_of(copy, len);
    input.size += len;
}

static void split_lines(swage_str all)
{
    const char *end = all.ptr + all.len;
    for (const char *p = all.ptr; p < end;) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (!line)
            line = end;
        add_text(p, (size_t)(line - p));
        p = line + 1;
    }
}

static void drop_values(void)
{
    for (size_t i = 0; input.keepers && i < input.count; i++)
        swage_peer.close(input.keepers[i]);
    free(input.keepers);
    free(input.values);
    input.keepers = NULL;
    input.values = NULL;
    input.shape = NULL;
}

static void drop_input(void)
{
    drop_values();
    for (size_t i = 0; i < input.count; i++)
        free((char *)(uintptr_t)input.texts[i].ptr);
    free(input.texts);
    free(input.path);
    input = (struct input){0};
}

static void load(const char *path)
{
    if (input.path && strcmp(input.path, path) == 0)
        return;
    drop_input();
    swage_str all = read_file(path);
    size_t len = strlen(path);
    if (len > 6 && strcmp(path + len - 6, ".lines") == 0)
        split_lines(all);
    else
        add_text(all.ptr, all.len);
    free((char *)(uintptr_t)all.ptr);
    input.path = must(strdup(path));
}

/* The values to encode; each in a state of its own, so that no other decoding touches them. */
static void load_values(const char *name)
{
    const struct shape *shape = find_shape(&swage_peer, name);
    if (input.shape == shape)
        return;
    drop_values();
    input.shape = shape;
    input.keepers = must(calloc(input.count, sizeof(struct state *)));
    input.values = must(calloc(input.count, shape->size));
    for (size_t i = 0; i < input.count; i++) {
        input.keepers[i] = swage_peer.open();
        if (!shape->decode(input.keepers[i], input.texts[i], input.values + i * shape->size))
            die("a text that swage does not read");
    }
}

static void put_line(FILE *file, swage_str text)
{
    fwrite(text.ptr, 1, text.len, file);
    fputc('\n', file);
}

static bool check_one(int peer, const struct shape *shape, bool is_decode, size_t i, void *value, FILE *to)
{
    const struct shape *own = find_shape(&swage_peer, shape->name);
    swage_str text;
    bool good = is_decode ? shape->decode(states[peer], input.texts[i], value) && own->encode(states[0], value, &text)
                          : shape->encode(states[peer], input.values + i * shape->size, &text);
    if (good)
        put_line(to, text);
    return good;
}

static void check(int peer, const struct shape *shape, bool is_decode, const char *out)
{
    void *value = must(calloc(1, shape->size));
    FILE *to = fopen(out, "wb");
    bool good = to != NULL;
    for (size_t i = 0; good && i < input.count; i++)
        good = check_one(peer, shape, is_decode, i, value, to);
    free(value);
    if (to)
        fclose(to);
    puts(good ? "ok" : "refused");
}

static long long cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void run(int peer, const struct shape *shape, bool is_decode, long times)
{
    void *value = must(calloc(1, shape->size));
    swage_str text = SWAGE_EMPTY;
    bool good = true;
    long long began = cpu_ns();
    for (long time = 0; time < times; time++)
        for (size_t i = 0; i < input.count; i++)
            good &= is_decode ? shape->decode(states[peer], input.texts[i], value)
                              : shape->encode(states[peer], input.values + i * shape->size, &text);
    long long took = cpu_ns() - began;
    free(value);
    if (!good)
        die("a text was refused while time was taken");
    printf("%lld\n", took);
}

static void print_peers(void)
{
    for (int i = 0; i < PEERS; i++)
        if (peers[i])
            printf("%s %s %s%s", peers[i]->name, peers[i]->version, peers[i]->can_encode ? "both" : "decode",
                   i + 1 < PEERS ? "," : "");
    puts("");
}

static void attempt(int peer, const struct shape *shape)
{
    void *value = must(calloc(1, shape->size));
    puts(shape->decode(states[peer], input.texts[0], value) ? "yes" : "no");
    free(value);
}

static void obey(char **words, int count)
{
    if (count == 1 && strcmp(words[0], "peers") == 0) {
        print_peers();
        return;
    }
    if (count < 4)
        die("a command that is not understood");
    int peer = find_peer(words[1]);
    const struct shape *shape = find_shape(peers[peer], words[2]);
    bool is_decode = strcmp(words[3], "decode") == 0;
    if (!states[peer])
        states[peer] = peers[peer]->open();
    if (strcmp(words[0], "run") != 0)
        drop_input(); /* a file of the same name may have other bytes now */
    load(words[count == 4 ? 3 : 4]);
    if (count == 6 && !is_decode)
        load_values(words[2]);
    if (count == 4 && strcmp(words[0], "try") == 0)
        attempt(peer, shape);
    else if (count == 6 && strcmp(words[0], "check") == 0)
        check(peer, shape, is_decode, words[5]);
    else if (count == 6 && strcmp(words[0], "run") == 0)
        run(peer, shape, is_decode, atol(words[5]));
    else
        die("a command that is not understood");
}

static int split_words(char *line, char **words)
{
    int count = 0;
    for (char *word = strtok(line, " \n"); word && count < WORDS; word = strtok(NULL, " \n"))
        words[count++] = word;
    return count;
}

static void serve(void)
{
    char *line = NULL, *words[WORDS];
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0) {
        obey(words, split_words(line, words));
        fflush(stdout);
    }
    free(line);
}

int main(int argc, char **argv)
{
    states[0] = swage_peer.open();
    if (argc > 1)
        obey(argv + 1, argc - 1);
    else
        serve();
    drop_input();
    for (int i = 0; i < PEERS; i++)
        if (states[i])
            peers[i]->close(states[i]);
    return EXIT_SUCCESS;
}
