# What the measurements need beside the example; README.md here says how to run them.
noinst_PROGRAMS += bench/floor bench/client
bench_floor_SOURCES = %D%/floor.c
bench_floor_LDADD =
bench_client_SOURCES = %D%/client.c
bench_client_LDADD =

EXTRA_DIST += %D%/README.md %D%/echo %D%/size %D%/instructions %D%/post.lua %D%/pipeline.lua
