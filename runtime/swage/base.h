/* SPDX-License-Identifier: MIT */
/*
 * What every public header starts from: the version of the interface between generated code and the runtime, and the
 * few attributes that compilers spell differently.
 */
#ifndef SWAGE_BASE_H
#define SWAGE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Generated code says which interface it was made for and refuses to compile with another. */
#define SWAGE_ABI 4

#ifdef __cplusplus
#define SWAGE_BEGIN_C extern "C" {
#define SWAGE_END_C   }
#else
#define SWAGE_BEGIN_C
#define SWAGE_END_C
#endif

#if defined(__GNUC__)
#define SWAGE_API             __attribute__((visibility("default")))
#define SWAGE_PRINTF(fmt, at) __attribute__((format(printf, fmt, at)))
#define SWAGE_COLD            __attribute__((cold, noinline))
#define SWAGE_NOINLINE        __attribute__((noinline))
#define SWAGE_INLINE          static inline __attribute__((always_inline, unused))
#define SWAGE_LIKELY(x)       __builtin_expect(!!(x), 1)
#define SWAGE_UNLIKELY(x)     __builtin_expect(!!(x), 0)
#else
#define SWAGE_API
#define SWAGE_PRINTF(fmt, at)
#define SWAGE_COLD
#define SWAGE_NOINLINE
#define SWAGE_INLINE    static inline
#define SWAGE_LIKELY(x)   (x)
#define SWAGE_UNLIKELY(x) (x)
#endif

/* Blocks of 16 bytes where the machine has them; SWAGE_NO_SIMD asks for the portable code instead. */
#if defined(__SSE2__) && !defined(SWAGE_NO_SIMD)
#define SWAGE_SSE2 1
#endif

#endif
