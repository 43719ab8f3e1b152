# What the measurements need beside the example; README.md here says how to run them.
noinst_PROGRAMS += bench/floor
bench_floor_SOURCES = %D%/floor.c
bench_floor_LDADD =

EXTRA_DIST += %D%/README.md %D%/echo %D%/post.lua %D%/pipeline.lua
