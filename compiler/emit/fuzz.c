/* SPDX-License-Identifier: MIT */
/* NAME_fuzz.c: a harness for libFuzzer and AFL++, or a program that replays inputs. */
#include "config.h"

#include "emit/fuzz.h"

bool fuzz_object(const struct model_decl *decl, struct model_type *out)
{
    if (decl->kind == MODEL_DECL_STRUCT)
        *out = (struct model_type){.kind = MODEL_STRUCT, .structure = decl->structure, .c_type = ""};
    else if (decl->kind == MODEL_DECL_UNION)
        *out = (struct model_type){.kind = MODEL_UNION, .choice = decl->choice, .c_type = ""};
    return decl->kind == MODEL_DECL_STRUCT || decl->kind == MODEL_DECL_UNION;
}

static void emit_head(struct emitter *e)
{
    const char *stem = e->model->stem;
    emitter_head(e);
    text_add(&e->text,
             "/*\n"
             " * Tries decoders and routes with any input. What the schema leaves to you is linked too, but no handlers:\n"
             " *\n"
             " *     clang -fsanitize=fuzzer,address,undefined -o %s_fuzz %s_fuzz.c %s.c %s\\\n"
             " *         $(pkg-config --cflags --libs swage-test)\n"
             " *     ./%s_fuzz --write-seeds seeds\n"
             " *     mkdir -p corpus && ./%s_fuzz -dict=%s.dict corpus seeds\n"
             " *\n"
             " * afl-clang-fast takes the same words. -DSWAGE_FUZZ_ENTRY=NAME tries one function of those below alone. With\n"
             " * -DSWAGE_FUZZ_MAIN and any compiler it is a program that replays the files and folders that it is given.\n"
             " */\n",
             stem, stem, stem, e->model->route_count > 0 ? emitter_format(e, "%s_routes.c ", stem) : "", stem, stem, stem);
    text_add(&e->text, "#include \"%s%s.h\"\n\n#include <swage/fuzz.h>\n%s\n#include <stddef.h>\n", stem,
             e->model->route_count > 0 ? "_routes" : "", e->model->scheme_count > 0 ? "#include <swage/suite.h>\n" : "");
}

/* ---- types ---- */

static void emit_trial(struct emitter *e, const struct model_decl *decl)
{
    struct model_type type;
    if (!fuzz_object(decl, &type))
        return;
    const char *name = object_name(&type);
    text_add(&e->text,
             "\n"
             "static void %s(swage_str json)\n"
             "{\n"
             "struct %s value, again;\n"
             "struct swage_fuzz_trial trial;\n"
             "swage_fuzz_open(&trial, json);\n"
             "enum swage_status status = %s_decode(json, trial.arena, &value, &trial.error);\n"
             "if (swage_fuzz_decoded(&trial, status, &%s_type)) {\n"
             "swage_fuzz_demand(%s_encode(&value, &trial.out) == SWAGE_OK, \"what was decoded cannot be encoded\");\n"
             "swage_str text = swage_str_of(trial.out.ptr, trial.out.len);\n"
             "swage_fuzz_demand(%s_decode(text, trial.arena, &again, NULL) == SWAGE_OK &&\n"
             "    %s_equal(&value, &again), \"what was encoded is another value\");\n"
             "swage_fuzz_demand(%s_copy(&value, trial.arena, &again) == SWAGE_OK &&\n"
             "    %s_equal(&value, &again), \"a copy is another value\");\n"
             "}\n"
             "swage_fuzz_close(&trial);\n"
             "}\n",
             emitter_name(e, decl, "fuzz", name), name, name, name, name, name, name, name, name);
}

static void emit_types(struct emitter *e)
{
    text_banner(&e->text, "types");
    e->text.len -= 1; /* each trial begins with an empty line */
    e->text.ptr[e->text.len] = '\0';
    for (size_t i = 0; i < e->model->decl_count; i++)
        emit_trial(e, &e->model->decls[i]);
}

/* ---- all ---- */

static void emit_entries(struct emitter *e)
{
    struct text *t = &e->text;
    struct model_type type;
    text_add(t, "\n"
                "static swage_fuzz_entry *const entries[] = {\n"
                "#ifdef SWAGE_FUZZ_ENTRY\n"
                "SWAGE_FUZZ_ENTRY,\n"
                "#else\n");
    for (size_t i = 0; i < e->model->decl_count; i++)
        if (fuzz_object(&e->model->decls[i], &type))
            text_add(t, "%s,\n", emitter_find(e, &e->model->decls[i], "fuzz"));
    for (size_t i = 0; i < e->model->route_count; i++)
        text_add(t, "%s,\n", emitter_find(e, &e->model->routes[i], "fuzz"));
    text_add(t, "#endif\n"
                "NULL\n"
                "};\n"
                "\n"
                "static const struct swage_fuzz fuzz = {entries, seeds};\n");
}

static void emit_programs(struct emitter *e)
{
    text_banner(&e->text, "programs");
    text_add(&e->text, "#ifdef SWAGE_FUZZ_MAIN\n"
                       "\n"
                       "int main(int argc, char **argv)\n"
                       "{\n"
                       "return swage_fuzz_main(&fuzz, argc, argv);\n"
                       "}\n"
                       "\n"
                       "#else\n"
                       "\n"
                       "int LLVMFuzzerInitialize(int *argc, char ***argv);\n"
                       "int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);\n"
                       "\n"
                       "int LLVMFuzzerInitialize(int *argc, char ***argv)\n"
                       "{\n"
                       "swage_fuzz_start(&fuzz, *argc, *argv);\n"
                       "return 0;\n"
                       "}\n"
                       "\n"
                       "int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)\n"
                       "{\n"
                       "swage_fuzz_run(&fuzz, data, size);\n"
                       "return 0;\n"
                       "}\n"
                       "\n"
                       "#endif\n");
}

void emit_fuzz_source(struct emitter *e)
{
    emit_head(e);
    emit_types(e);
    fuzz_routes(e);
    fuzz_seeds(e);
    emit_entries(e);
    emit_programs(e);
}
