/* SPDX-License-Identifier: MIT */
/* A fuzz target without a fuzzer: the inputs that are kept for it are tried, as a test. CORPUS is the name of their folder. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PATH_LEN = 4096, INPUT_MAX = 1 << 20 };

/* The bytes stand in a block of their own size, so that a sanitizer sees what is read behind them. */
static void replay(const char *path)
{
    static uint8_t bytes[INPUT_MAX];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    uint8_t *input = malloc(size > 0 ? size : 1);
    if (!input)
        abort();
    memcpy(input, bytes, size);
    LLVMFuzzerTestOneInput(input, size);
    free(input);
}

int main(void)
{
    char folder[PATH_LEN], path[2 * PATH_LEN];
    const char *source = getenv("SRCDIR");
    unsigned count = 0;
    snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/" CORPUS, source ? source : ".");
    DIR *dir = opendir(folder);
    if (!dir) {
        perror(folder);
        return EXIT_FAILURE;
    }
    for (const struct dirent *item; (item = readdir(dir));) {
        if (item->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, item->d_name);
        puts(item->d_name); /* the last one in the log is the one that failed */
        fflush(stdout);
        replay(path);
        count++;
    }
    closedir(dir);
    printf("%u inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
