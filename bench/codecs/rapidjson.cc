/* SPDX-License-Identifier: MIT */
/*
 * rapidjson: a document in a pool that is kept, UTF-8 checked and doubles exact; and its writer.
 */
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "native.h"

namespace {

using namespace rapidjson;
typedef const Value *node;

enum { PARSE = kParseValidateEncodingFlag | kParseFullPrecisionFlag, POOL_SIZE = 64 << 20 };

} // namespace

struct state {
    swage_arena *arena;
    void *memory;
    MemoryPoolAllocator<> *pool;
    Document *doc;
    StringBuffer out;
    Writer<StringBuffer, UTF8<>, UTF8<>, CrtAllocator, kWriteValidateEncodingFlag> writer;
};

namespace {

struct members {
    Value::ConstMemberIterator at, end;
    const char *key;
    size_t len;
    node value;
};

struct items {
    const Value *at, *end;
    size_t hint;
};

inline bool members_open(node v, struct members *it)
{
    if (!v->IsObject())
        return false;
    it->at = v->MemberBegin();
    it->end = v->MemberEnd();
    return true;
}

inline bool members_next(struct members *it)
{
    if (it->at == it->end)
        return false;
    it->key = it->at->name.GetString();
    it->len = it->at->name.GetStringLength();
    it->value = &it->at->value;
    ++it->at;
    return true;
}

inline bool members_good(const struct members *)
{
    return true;
}

inline bool key_is(const struct members *it, const char *key, size_t len)
{
    return it->len == len && memcmp(it->key, key, len) == 0;
}

inline swage_str key_text(const struct members *it)
{
    return swage_str_of(it->key, it->len);
}

inline bool items_open(node v, struct items *it)
{
    if (!v->IsArray())
        return false;
    *it = {v->Begin(), v->End(), v->Size()};
    return true;
}

inline bool items_next(struct items *it, node *v)
{
    *v = it->at++;
    return *v != it->end;
}

inline bool items_good(const struct items *)
{
    return true;
}

inline bool is_null(node v)
{
    return v->IsNull();
}

inline bool read_bool(struct state *, node v, bool *out)
{
    *out = v->IsTrue();
    return v->IsBool();
}

inline bool read_int64(struct state *, node v, int64_t *out)
{
    if (!v->IsInt64())
        return false;
    *out = v->GetInt64();
    return true;
}

inline bool read_uint64(struct state *, node v, uint64_t *out)
{
    if (!v->IsUint64())
        return false;
    *out = v->GetUint64();
    return true;
}

inline bool read_float64(struct state *, node v, double *out)
{
    if (!v->IsNumber())
        return false;
    *out = v->GetDouble();
    return true;
}

inline bool read_string(struct state *, node v, swage_str *out)
{
    if (!v->IsString())
        return false;
    *out = swage_str_of(v->GetString(), v->GetStringLength());
    return true;
}

} // namespace

#include "dom.h"

namespace {

bool text_open(struct state *c, swage_str text, node *root)
{
    swage_arena_reset(c->arena);
    c->doc->SetNull();
    c->pool->Clear();
    c->doc->Parse<PARSE>(text.ptr, text.len);
    *root = c->doc;
    return !c->doc->HasParseError();
}

bool text_close(struct state *)
{
    return true;
}

inline void text_begin(struct state *c)
{
    c->out.Clear();
    c->writer.Reset(c->out);
}

inline bool text_end(struct state *c, swage_str *out)
{
    *out = swage_str_of(c->out.GetString(), c->out.GetSize());
    return c->writer.IsComplete();
}

inline void open_object(struct state *c)
{
    c->writer.StartObject();
}

inline void close_object(struct state *c)
{
    c->writer.EndObject();
}

inline void open_array(struct state *c)
{
    c->writer.StartArray();
}

inline void close_array(struct state *c)
{
    c->writer.EndArray();
}

inline void put_comma(struct state *, bool)
{
}

inline void put_key(struct state *c, const char *key, size_t len, bool)
{
    c->writer.Key(key, (SizeType)len);
}

inline void put_string(struct state *c, swage_str text)
{
    c->writer.String(text.ptr, (SizeType)text.len);
}

inline void put_int64(struct state *c, int64_t value)
{
    c->writer.Int64(value);
}

inline void put_uint64(struct state *c, uint64_t value)
{
    c->writer.Uint64(value);
}

inline void put_float64(struct state *c, double value)
{
    c->writer.Double(value);
}

inline void put_bool(struct state *c, bool value)
{
    c->writer.Bool(value);
}

inline void put_null(struct state *c)
{
    c->writer.Null();
}

#include "shapes_stream.h"

struct state *open_state(void)
{
    struct state *c = new state;
    c->arena = new_arena();
    c->memory = malloc(POOL_SIZE);
    c->pool = new MemoryPoolAllocator<>(c->memory, POOL_SIZE);
    c->doc = new Document(c->pool);
    return c;
}

void close_state(struct state *c)
{
    delete c->doc;
    delete c->pool;
    free(c->memory);
    swage_arena_free(c->arena);
    delete c;
}

} // namespace

const struct peer rapidjson_peer = {"rapidjson", RAPIDJSON_VERSION_STRING, true, shapes, open_state, close_state};
