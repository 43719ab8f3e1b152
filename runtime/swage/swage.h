/* SPDX-License-Identifier: MIT */
/* All that generated types and codecs need: what NAME.h includes. Link with libswage; no sockets, no libevent. */
#ifndef SWAGE_SWAGE_H
#define SWAGE_SWAGE_H

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/buffer.h>
#include <swage/bytes.h>
#include <swage/error.h>
#include <swage/explain.h>
#include <swage/faults.h>
#include <swage/format.h>
#include <swage/json.h>
#include <swage/pattern.h>
#include <swage/read.h>
#include <swage/string.h>
#include <swage/type.h>
#include <swage/write.h>

#endif
