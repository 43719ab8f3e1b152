# What the measurements need beside the example; README.md here says how to run them.
noinst_PROGRAMS += bench/client bench/floor bench/pace bench/parts
bench_floor_SOURCES = %D%/floor.c
bench_floor_LDADD =
bench_client_SOURCES = %D%/client.c %D%/wire.c %D%/wire.h
bench_client_LDADD =
bench_pace_SOURCES = %D%/pace.c %D%/wire.c %D%/wire.h
bench_pace_LDADD =

bench_parts_SOURCES = %D%/parts.c
bench_parts_CPPFLAGS = $(schemas_cppflags)
bench_parts_CFLAGS = $(AM_CFLAGS) $(LTO_CFLAGS)
bench_parts_LDFLAGS = $(BUILD_FLAGS) $(LTO_CFLAGS) -static
bench_parts_LDADD = libschemas.a libswage.la
$(bench_parts_OBJECTS): $(schemas_headers)

# Fetches its peers and builds them; no part of `make check`.
bench-codec: swage$(EXEEXT) libswage.la
	$(srcdir)/%D%/codec -b $(abs_builddir)

.PHONY: bench-codec

EXTRA_DIST += %D%/README.md %D%/code %D%/codec %D%/echo %D%/generate %D%/serving.py %D%/size %D%/instructions %D%/post.lua %D%/pipeline.lua
EXTRA_DIST += %D%/schemas/brief.swage %D%/schemas/canada.swage %D%/schemas/citm.swage %D%/schemas/order.swage \
	%D%/schemas/twitter.swage %D%/schemas/user.swage
EXTRA_DIST += %D%/codecs/cjson.c %D%/codecs/documents.py %D%/codecs/dom.h %D%/codecs/jansson.c %D%/codecs/jsonc.c \
	%D%/codecs/native.c %D%/codecs/native.h %D%/codecs/rapidjson.cc %D%/codecs/shapes.py %D%/codecs/simdjson.cc \
	%D%/codecs/sources.txt %D%/codecs/swage.c %D%/codecs/yyjson.c %D%/codecs/python/peer.py \
	%D%/codecs/python/requirements.txt %D%/codecs/rust/Cargo.lock %D%/codecs/rust/Cargo.toml %D%/codecs/rust/src/main.rs
EXTRA_DIST += %D%/METHOD.md %D%/page.py %D%/peers.py %D%/run %D%/spent.py
EXTRA_DIST += %D%/peers/actix/Cargo.lock %D%/peers/actix/Cargo.toml %D%/peers/actix/peer.toml \
	%D%/peers/actix/src/main.rs %D%/peers/axum/Cargo.lock %D%/peers/axum/Cargo.toml %D%/peers/axum/peer.toml \
	%D%/peers/axum/src/main.rs %D%/peers/blacksheep/main.py %D%/peers/blacksheep/peer.toml %D%/peers/evhttp/main.c \
	%D%/peers/evhttp/peer.toml %D%/peers/fastapi-msgspec/main.py %D%/peers/fastapi-msgspec/peer.toml \
	%D%/peers/fastapi-pydantic/main.py %D%/peers/fastapi-pydantic/peer.toml %D%/peers/fastify/main.mjs \
	%D%/peers/fastify/package-lock.json %D%/peers/fastify/package.json %D%/peers/fastify/peer.toml \
	%D%/peers/go-fasthttp/go.mod %D%/peers/go-fasthttp/go.sum %D%/peers/go-fasthttp/main.go \
	%D%/peers/go-fasthttp/peer.toml %D%/peers/go-nethttp/go.mod %D%/peers/go-nethttp/go.sum %D%/peers/go-nethttp/main.go \
	%D%/peers/go-nethttp/peer.toml %D%/peers/granian/main.py %D%/peers/granian/peer.toml %D%/peers/libmicrohttpd/main.c \
	%D%/peers/libmicrohttpd/peer.toml %D%/peers/lihil/main.py %D%/peers/lihil/peer.toml %D%/peers/nginx/peer.toml \
	%D%/peers/nginx/start.sh %D%/peers/node-http/main.mjs %D%/peers/node-http/package-lock.json \
	%D%/peers/node-http/package.json %D%/peers/node-http/peer.toml %D%/peers/python.txt %D%/peers/robyn/main.py \
	%D%/peers/robyn/peer.toml %D%/peers/starlette/main.py %D%/peers/starlette/peer.toml %D%/peers/ulfius/main.c \
	%D%/peers/ulfius/peer.toml %D%/peers/uvicorn/main.py %D%/peers/uvicorn/peer.toml %D%/peers/uvloop/main.py \
	%D%/peers/uvloop/peer.toml
EXTRA_DIST += %D%/RESULTS.md %D%/plots/connections.svg %D%/plots/cores.svg %D%/plots/latency.svg %D%/plots/processor.svg %D%/plots/throughput.svg
