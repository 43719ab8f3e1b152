/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "table.h"

#include <string.h>

static const struct model_decl *decl_of(const struct model *const *models, size_t count, size_t index)
{
    for (size_t i = 0; i < count; i++) {
        if (index < models[i]->decl_count)
            return &models[i]->decls[index];
        index -= models[i]->decl_count;
    }
    return NULL;
}

/* ---- types of the user's ---- */

static bool is_scalar(const struct model_type *base)
{
    return base->kind <= MODEL_FLOAT64;
}

static const char *base_type(const struct model_type *base)
{
    return is_scalar(base) ? base->c_type : base->kind == MODEL_BYTES ? "swage_bytes" : "swage_str";
}

const char *table_header(struct pool *pool, const struct model *const *models, size_t count, const char *header)
{
    const char *text = "#ifndef OWN_H\n#define OWN_H\n\n#include <swage/swage.h>\n\n";
    const struct model_decl *decl;
    for (size_t i = 0; (decl = decl_of(models, count, i)) != NULL; i++) {
        if (decl->kind != MODEL_DECL_EXTERN || strcmp(decl->external->header, header) != 0)
            continue;
        const struct model_extern *external = decl->external;
        text =
            is_scalar(external->base)
                ? pool_printf(pool, "%s%s {\n    %s value;\n};\n\n", text, external->c_type, base_type(external->base))
                : pool_printf(pool, "%s%s {\n    size_t len;\n    unsigned char bytes[%zu];\n};\n\n", text,
                              external->c_type, external->base->most * 4); /* a character has four bytes at most */
    }
    return pool_printf(pool, "%s#endif\n", text);
}

static const char *scalar_functions(struct pool *pool, const struct model_extern *external)
{
    return pool_printf(
        pool,
        "enum swage_status %s_read(%s value, swage_arena *arena, %s *out)\n{\n"
        "    (void)arena;\n    out->value = value;\n    return SWAGE_OK;\n}\n\n"
        "enum swage_status %s_write(const %s *in, %s *out)\n{\n    *out = in->value;\n    return SWAGE_OK;\n}\n\n",
        external->c_name, base_type(external->base), external->c_type, external->c_name, external->c_type,
        base_type(external->base));
}

static const char *text_functions(struct pool *pool, const struct model_extern *external)
{
    const char *base = base_type(external->base),
               *of = external->base->kind == MODEL_BYTES ? "swage_bytes_of(" : "swage_str_of((const char *)";
    return pool_printf(
        pool,
        "enum swage_status %s_read(%s value, swage_arena *arena, %s *out)\n{\n"
        "    (void)arena;\n    if (value.len > sizeof out->bytes)\n        return SWAGE_E_VALUE;\n"
        "    memset(out, 0, sizeof *out);\n    memcpy(out->bytes, value.ptr, value.len);\n    out->len = value.len;\n"
        "    return SWAGE_OK;\n}\n\n"
        "enum swage_status %s_write(const %s *in, char *room, size_t size, %s *out)\n{\n"
        "    (void)room;\n    (void)size;\n    *out = %sin->bytes, in->len);\n    return SWAGE_OK;\n}\n\n",
        external->c_name, base, external->c_type, external->c_name, external->c_type, base, of);
}

/* ---- the table ---- */

static const char *own_functions(struct pool *pool, const struct model_decl *decl)
{
    const char *text = "";
    if (decl->kind == MODEL_DECL_EXTERN)
        return is_scalar(decl->external->base) ? scalar_functions(pool, decl->external)
                                               : text_functions(pool, decl->external);
    for (size_t i = 0; decl->kind == MODEL_DECL_STRUCT && i < decl->structure->check_count; i++)
        text = pool_printf(
            pool,
            "%svoid %s(const struct %s *in, struct swage_faults *faults)\n{\n    (void)in;\n    (void)faults;\n}\n\n",
            text, decl->structure->checks[i].c_name, decl->structure->c_name);
    return text;
}

static const char *codec_name(const struct model_decl *decl)
{
    return decl->kind == MODEL_DECL_STRUCT  ? decl->structure->c_name
           : decl->kind == MODEL_DECL_UNION ? decl->choice->c_name
                                            : NULL;
}

static const char *codec_of(struct pool *pool, const struct model *model, const struct model_decl *decl)
{
    const char *name = decl->kind == MODEL_DECL_STRUCT  ? decl->structure->name
                       : decl->kind == MODEL_DECL_UNION ? decl->choice->name
                                                        : NULL;
    return name ? pool_printf(pool, "CODEC(\"%s\", \"%s\", %s);\n", name, model->stem, codec_name(decl)) : "";
}

const char *table_text(struct pool *pool, const struct model *const *models, size_t count)
{
    const char *text = "#include \"codec.h\"\n#include <string.h>\n", *list = "";
    for (size_t i = 0; i < count; i++)
        text = pool_printf(pool, "%s#include \"%s.h\"\n", text, models[i]->stem);
    text = pool_printf(pool, "%s\n", text);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < models[i]->decl_count; k++) {
            const struct model_decl *decl = &models[i]->decls[k];
            text = pool_printf(pool, "%s%s%s", text, own_functions(pool, decl), codec_of(pool, models[i], decl));
            if (codec_name(decl))
                list = pool_printf(pool, "%s    &entry_%s,\n", list, codec_name(decl));
        }
    return pool_printf(pool, "%s\nconst struct codec *const differential_codecs[] = {\n%s    NULL,\n};\n", text, list);
}
