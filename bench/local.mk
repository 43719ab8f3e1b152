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
EXTRA_DIST += %D%/peers/cjson.c %D%/peers/documents.py %D%/peers/dom.h %D%/peers/jansson.c %D%/peers/jsonc.c \
	%D%/peers/native.c %D%/peers/native.h %D%/peers/rapidjson.cc %D%/peers/shapes.py %D%/peers/simdjson.cc \
	%D%/peers/sources.txt %D%/peers/swage.c %D%/peers/yyjson.c %D%/peers/python/peer.py \
	%D%/peers/python/requirements.txt %D%/peers/rust/Cargo.lock %D%/peers/rust/Cargo.toml %D%/peers/rust/src/main.rs
