/* SPDX-License-Identifier: MIT */
/* A hash table with chains in one block, so that entries never move while other threads count them down. */
#include "config.h"

#include "server/peers.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define ENTRIES_BESIDE 1024 /* connections on their way in, which are refused a moment later */

struct key {
    uint64_t address;
    bool is_wide;
};

bool peers_init(struct peers *peers, uint64_t connections, uint64_t most)
{
    *peers = (struct peers){.most = (uint32_t)most};
    if (most == 0)
        return true;
    peers->entry_count = (uint32_t)connections + ENTRIES_BESIDE;
    peers->bucket_count = 16;
    while (peers->bucket_count < peers->entry_count)
        peers->bucket_count *= 2;
    peers->entries = calloc(peers->entry_count, sizeof *peers->entries);
    peers->buckets = malloc(peers->bucket_count * sizeof *peers->buckets);
    if (!peers->entries || !peers->buckets) {
        peers_done(peers);
        return false;
    }
    memset(peers->buckets, 0xff, peers->bucket_count * sizeof *peers->buckets);
    for (uint32_t i = 0; i < peers->entry_count; i++)
        peers->entries[i].next = i + 1 < peers->entry_count ? i + 1 : PEERS_NOBODY;
    if (getrandom(&peers->seed, sizeof peers->seed, GRND_NONBLOCK) < 0)
        peers->seed = (uint64_t)(uintptr_t)peers->entries;
    return true;
}

void peers_done(struct peers *peers)
{
    free(peers->entries);
    free(peers->buckets);
    *peers = (struct peers){0};
}

static bool key_of(const struct sockaddr_storage *address, struct key *out)
{
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)(const void *)address;
        *out = (struct key){in->sin_addr.s_addr, false};
        return true;
    }
    if (address->ss_family != AF_INET6)
        return false;
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)(const void *)address;
    *out = (struct key){.is_wide = true};
    memcpy(&out->address, &in6->sin6_addr, sizeof out->address);
    return true;
}

/* Multiplication by a secret odd number: its high bits depend on all of the address. */
static uint32_t *bucket_of(const struct peers *peers, const struct key *key)
{
    uint64_t mixed = (key->address ^ (key->address >> 32) ^ peers->seed) * (peers->seed | 1);
    return &peers->buckets[(mixed >> 33) & (peers->bucket_count - 1)];
}

static uint32_t count_of(const struct peers_entry *entry)
{
    return atomic_load_explicit(&entry->count, memory_order_relaxed);
}

/* Takes those of the chain back that nobody is left of; finds `key` on the way. */
static struct peers_entry *find(struct peers *peers, uint32_t *link, const struct key *key)
{
    while (*link != PEERS_NOBODY) {
        uint32_t at = *link;
        struct peers_entry *entry = &peers->entries[at];
        if (entry->address == key->address && entry->is_wide == key->is_wide)
            return entry;
        if (count_of(entry) > 0) {
            link = &entry->next;
            continue;
        }
        *link = entry->next;
        entry->next = peers->first_free;
        peers->first_free = at;
    }
    return NULL;
}

static void sweep(struct peers *peers)
{
    for (uint32_t i = 0; i < peers->bucket_count; i++) {
        const struct key none = {.address = UINT64_MAX, .is_wide = false}; /* no IPv4 address */
        find(peers, &peers->buckets[i], &none);
    }
}

static struct peers_entry *add(struct peers *peers, uint32_t *bucket, const struct key *key)
{
    if (peers->first_free == PEERS_NOBODY)
        sweep(peers);
    if (peers->first_free == PEERS_NOBODY)
        return NULL;
    uint32_t at = peers->first_free;
    struct peers_entry *entry = &peers->entries[at];
    peers->first_free = entry->next;
    entry->address = key->address;
    entry->is_wide = key->is_wide;
    entry->next = *bucket;
    *bucket = at;
    return entry;
}

bool peers_enter(struct peers *peers, const struct sockaddr_storage *address, uint32_t *out)
{
    struct key key;
    *out = PEERS_NOBODY;
    if (peers->most == 0 || !key_of(address, &key))
        return true;
    uint32_t *bucket = bucket_of(peers, &key);
    struct peers_entry *entry = find(peers, bucket, &key);
    if (!entry)
        entry = add(peers, bucket, &key);
    if (!entry || count_of(entry) >= peers->most)
        return false;
    atomic_fetch_add_explicit(&entry->count, 1, memory_order_relaxed);
    *out = (uint32_t)(entry - peers->entries);
    return true;
}

void peers_leave(struct peers *peers, uint32_t entry)
{
    if (entry != PEERS_NOBODY)
        atomic_fetch_sub_explicit(&peers->entries[entry].count, 1, memory_order_relaxed);
}
