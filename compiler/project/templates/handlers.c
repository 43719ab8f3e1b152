/* What @name@ does: a function for each route of @name@.swage. A handler sees only what the schema lets in. */
#include "@name@_routes.h"

#include <stdio.h>

/* "Hello, !", a name of at most 64 characters with up to 4 bytes each, and a NUL. */
enum { TEXT_MAX = 8 + 64 * 4 + 1 };

static struct greeting greet(swage_str name, char text[TEXT_MAX])
{
    int len = snprintf(text, TEXT_MAX, "Hello, %.*s!", (int)name.len, name.ptr);
    return (struct greeting){.text = {text, (size_t)len}};
}

int get_hello(const struct get_hello_params *in, struct get_hello_reply *out)
{
    char text[TEXT_MAX];
    struct greeting greeting = greet(in->name, text);
    return get_hello_200(out, &greeting); /* what is given to a reply need not outlive the call */
}

int post_hello(const struct post_hello_params *in, struct post_hello_reply *out)
{
    char text[TEXT_MAX];
    struct greeting greetings[5]; /* the schema lets in no more */
    size_t count = (size_t)in->body.times;
    for (size_t i = 0; i < count; i++)
        greetings[i] = greet(in->body.name, text);
    return post_hello_200(out, (struct greeting_array){greetings, count});
}
