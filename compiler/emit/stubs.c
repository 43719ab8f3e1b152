/* SPDX-License-Identifier: MIT */
/* Functions as NAME.h and NAME_routes.h declare them. What is written here is for a person to go on from. */
#include "config.h"

#include "emit/stubs.h"

#include "emit/auth.h"

#include <string.h>

struct collection {
    struct pool *pool;
    struct stub *items;
    size_t count;
};

static void add(struct collection *all, const char *name, const struct text *text)
{
    all->items[all->count++] = (struct stub){.name = name, .text = text->ptr};
}

/* ---- types of the user's ---- */

static void add_read(struct collection *all, const struct model_extern *external)
{
    const char *name = pool_printf(all->pool, "%s_read", external->c_name);
    struct text t;
    text_init(&t, all->pool);
    text_doc(&t, external->doc);
    text_add(&t,
             "enum swage_status %s(%s value, swage_arena *arena, %s *out)\n"
             "{\n"
             "(void)value;\n"
             "(void)arena;\n"
             "(void)out;\n"
             "return SWAGE_E_INVALID; /* SWAGE_OK once `out` is made of it */\n"
             "}\n",
             name, external->base->c_type, external->c_type);
    add(all, name, &t);
}

static void add_write(struct collection *all, const struct model_extern *external)
{
    const char *name = pool_printf(all->pool, "%s_write", external->c_name);
    bool has_room = has_ptr(external->base);
    struct text t;
    text_init(&t, all->pool);
    text_add(&t, "enum swage_status %s(const %s *in, %s%s *out)\n{\n(void)in;\n", name, external->c_type,
             has_room ? "char *room, size_t size, " : "", external->base->c_type);
    if (has_room)
        text_add(&t, "(void)room;\n(void)size;\n");
    text_add(&t, "(void)out;\n"
                 "return SWAGE_E_VALUE; /* SWAGE_OK once `out` is what goes out */\n"
                 "}\n");
    add(all, name, &t);
}

/* ---- checks ---- */

static void add_checks(struct collection *all, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->check_count; i++) {
        const char *name = structure->checks[i].c_name;
        struct text t;
        text_init(&t, all->pool);
        text_add(&t,
                 "void %s(const struct %s *in, struct swage_faults *faults)\n"
                 "{\n"
                 "/* swage_fault_add(faults, \"/member\", \"what is wrong with it\"); */\n"
                 "(void)in;\n"
                 "(void)faults;\n"
                 "}\n",
                 name, structure->c_name);
        add(all, name, &t);
    }
}

/* ---- handlers ---- */

/* "return shop_get_item_200(out, body);", one a line. */
static const char *replies_of(struct pool *pool, const struct model_route *route)
{
    const char *all = "";
    for (size_t i = 0; i < route->response_count; i++) {
        const struct model_response *response = &route->responses[i];
        const char *what = response->is_problem ? ", problem" : response->body != NULL ? ", body" : "";
        const char *head = response->field_count > 0 ? ", head" : "";
        if (response->stream)
            all = pool_printf(pool, "%s%sint status = %s(out%s); ... %s_send(out, ...); ... return %s_end(out);", all,
                              i > 0 ? "\n" : "", response->c_name, head, route->c_name, route->c_name);
        else
            all = pool_printf(pool, "%s%sreturn %s(out%s%s);", all, i > 0 ? "\n" : "", response->c_name, head, what);
    }
    return all;
}

static void add_handler(struct collection *all, const struct model_route *route)
{
    const char *name = route->c_name;
    struct text t;
    text_init(&t, all->pool);
    text_doc(&t, route->doc);
    text_add(&t, "int %s(const struct %s_params *in, struct %s_reply *out)\n{\n", name, name, name);
    text_doc(&t, replies_of(all->pool, route));
    text_add(&t, "(void)out;\n"
                 "return swage_unhandled(in->rq);\n"
                 "}\n");
    add(all, name, &t);
}

/* ---- verifiers ---- */

static void add_verifier(struct collection *all, const struct model_scheme *scheme)
{
    bool is_basic = scheme->kind == MODEL_SCHEME_BASIC;
    struct text t;
    text_init(&t, all->pool);
    text_doc(&t, scheme->doc);
    text_add(&t,
             "int %s(%s)\n"
             "{\n"
             "(void)rq;\n"
             "(void)%s;\n"
             "(void)identity;\n"
             "return SWAGE_DENIED; /* SWAGE_OK once `identity` says who it is */\n"
             "}\n",
             scheme->c_name, auth_arguments(all->pool, scheme), is_basic ? "login" : "token");
    add(all, scheme->c_name, &t);
    if (scheme->kind != MODEL_SCHEME_JWT)
        return;
    const char *name = pool_printf(all->pool, "%s_keys", scheme->c_name);
    text_init(&t, all->pool);
    text_add(&t,
             "swage_jwt_keys *%s(swage_request *rq)\n"
             "{\n"
             "(void)rq;\n"
             "return NULL; /* what swage_jwt_keys_load() was called for: see <swage/jwt.h> */\n"
             "}\n",
             name);
    add(all, name, &t);
}

/* ---- all ---- */

static size_t count_checks(const struct model *model)
{
    size_t count = 0;
    for (size_t i = 0; i < model->decl_count; i++)
        if (model->decls[i].kind == MODEL_DECL_STRUCT)
            count += model->decls[i].structure->check_count;
    return count;
}

struct stubs stubs_make(struct pool *pool, const struct model *model)
{
    size_t most = 2 * model->decl_count + count_checks(model) + 2 * model->scheme_count + model->route_count;
    struct collection all = {.pool = pool, .items = pool_alloc(pool, most * sizeof *all.items)};
    for (size_t i = 0; i < model->decl_count; i++)
        if (model->decls[i].kind == MODEL_DECL_EXTERN) {
            add_read(&all, model->decls[i].external);
            add_write(&all, model->decls[i].external);
        }
    for (size_t i = 0; i < model->decl_count; i++)
        if (model->decls[i].kind == MODEL_DECL_STRUCT)
            add_checks(&all, model->decls[i].structure);
    for (size_t i = 0; i < model->scheme_count; i++)
        add_verifier(&all, &model->schemes[i]);
    for (size_t i = 0; i < model->route_count; i++)
        add_handler(&all, &model->routes[i]);
    return (struct stubs){.items = all.items, .count = all.count};
}

static bool has_handlers(const struct model *model)
{
    return model->route_count + model->scheme_count > 0;
}

static void add_head(struct text *t, const struct model *model, const char *what)
{
    text_doc(t,
             pool_printf(t->pool, "%s of %s: written once by swage scaffold, yours from here on.", what, model->file));
    text_add(t, "#include \"%s%s.h\"\n", model->stem, has_handlers(model) ? "_routes" : "");
}

const char *stubs_file(struct pool *pool, const struct model *model, const struct stubs *stubs)
{
    struct text t;
    text_init(&t, pool);
    add_head(&t, model, has_handlers(model) ? "Handlers" : "Functions");
    for (size_t i = 0; i < stubs->count; i++) {
        text_bytes(&t, "\n", 1);
        text_bytes(&t, stubs->items[i].text, strlen(stubs->items[i].text));
    }
    return t.ptr;
}

const char *stubs_main(struct pool *pool, const struct model *model)
{
    struct text t;
    text_init(&t, pool);
    add_head(&t, model, "The server");
    text_add(&t,
             "\n"
             "#include <swage/server.h>\n"
             "\n"
             "int main(int argc, char **argv)\n"
             "{\n"
             "return swage_serve(argc, argv, &%s_app);\n"
             "}\n",
             model->c_stem);
    return t.ptr;
}
