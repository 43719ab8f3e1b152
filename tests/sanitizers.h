/* SPDX-License-Identifier: MIT */
/* HAS_ADDRESS_SANITIZER and HAS_THREAD_SANITIZER: 1 or 0, whatever the compiler calls them. */
#ifndef TESTS_SANITIZERS_H
#define TESTS_SANITIZERS_H

#ifdef __has_feature
#define SANITIZERS_HAS(name) __has_feature(name)
#else
#define SANITIZERS_HAS(name) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || SANITIZERS_HAS(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#else
#define HAS_ADDRESS_SANITIZER 0
#endif

#if defined(__SANITIZE_THREAD__) || SANITIZERS_HAS(thread_sanitizer)
#define HAS_THREAD_SANITIZER 1
#else
#define HAS_THREAD_SANITIZER 0
#endif

#endif
