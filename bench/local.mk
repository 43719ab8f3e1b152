# What the measurements need beside the example; README.md here says how to run them.
noinst_PROGRAMS += bench/client bench/codec bench/floor
bench_floor_SOURCES = %D%/floor.c
bench_floor_LDADD =
bench_client_SOURCES = %D%/client.c
bench_client_LDADD =

bench_codec_SOURCES = %D%/codec.c
bench_codec_CPPFLAGS = $(schemas_cppflags)
bench_codec_CFLAGS = $(AM_CFLAGS) $(LTO_CFLAGS)
bench_codec_LDFLAGS = $(BUILD_FLAGS) $(LTO_CFLAGS) -static
bench_codec_LDADD = libschemas.a libswage.la
$(bench_codec_OBJECTS): $(schemas_headers)

EXTRA_DIST += %D%/README.md %D%/echo %D%/size %D%/instructions %D%/post.lua %D%/pipeline.lua
