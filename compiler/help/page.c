/* SPDX-License-Identifier: MIT */
/* Finds pages, and lays them out for a terminal. */
#include "config.h"

#include "help/page.h"

#include <assert.h>
#include <string.h>

enum { WIDTH = 78 }; /* of text; examples are as wide as they are */

const char page_common[] = "namespace common;\n"
                           "struct Address { street: string(..90); city: string(..60); }\n";

static const struct page *find_in(const struct page *list, enum diagnostic_code code)
{
    for (; list->code != DIAGNOSTIC_CODE_COUNT; list++)
        if (list->code == code)
            return list;
    return NULL;
}

const struct page *page_get(enum diagnostic_code code)
{
    const struct page *const lists[] = {page_text_list, page_types_list, page_routes_list, page_lint_list};
    const struct page *page = NULL;
    for (size_t i = 0; page == NULL && i < sizeof lists / sizeof *lists; i++)
        page = find_in(lists[i], code);
    assert(page != NULL);
    return page;
}

/* ---- layout ---- */

static void print_wrapped(const char *text, FILE *out)
{
    size_t column = 0;
    while (*text != '\0') {
        size_t len = strcspn(text, " ");
        if (column > 0 && column + 1 + len > WIDTH) {
            putc('\n', out);
            column = 0;
        }
        if (column > 0)
            putc(' ', out);
        fwrite(text, 1, len, out);
        column += (column > 0) + len;
        text += len;
        text += strspn(text, " ");
    }
    putc('\n', out);
}

static void print_example(const char *title, const char *text, FILE *out)
{
    if (text == NULL)
        return;
    fprintf(out, "\n%s:\n\n", title);
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        fprintf(out, "%s%.*s\n", len > 0 ? "    " : "", (int)len, text);
        text += len + 1;
    }
}

static const char *severity_of(enum diagnostic_code code)
{
    return diagnostic_code_severity(code) == SEVERITY_ERROR ? "error" : "warning";
}

void page_print(const struct page *page, FILE *out)
{
    fprintf(out, "%s (%s): %s\n\n", diagnostic_code_name(page->code), severity_of(page->code),
            diagnostic_code_summary(page->code));
    print_wrapped(page->text, out);
    print_example("Wrong", page->wrong, out);
    print_example("Right", page->right, out);
}

void page_print_codes(FILE *out)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        enum diagnostic_code code = (enum diagnostic_code)i;
        fprintf(out, "  %-22s %-8s %s\n", diagnostic_code_name(code), severity_of(code), diagnostic_code_summary(code));
    }
}
