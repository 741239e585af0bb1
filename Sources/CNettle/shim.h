// libnettle for Swift: SHA-256 (uses the processor's SHA instructions where there are some); its names are macros.
#pragma once
#include <nettle/sha2.h>

static inline void sl_sha256_init(struct sha256_ctx *context) { sha256_init(context); }
static inline void sl_sha256_update(struct sha256_ctx *context, size_t length, const uint8_t *data) {
    sha256_update(context, length, data);
}
static inline void sl_sha256_digest(struct sha256_ctx *context, size_t length, uint8_t *digest) {
    sha256_digest(context, length, digest);
}
