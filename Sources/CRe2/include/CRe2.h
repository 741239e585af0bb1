// Regular expressions of RE2 behind a C interface: linear time whatever the expression and the text are.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A compiled expression; any number of threads match by it at once.
typedef struct sl_pattern sl_pattern;

// Compiles UTF-8 of some bytes; NULL after what is wrong was written to `message`, cut to its capacity and ended by NUL.
sl_pattern *sl_pattern_make(const char *text, size_t count, char *message, size_t capacity);

// How many states the expression has: with the bytes of a text, the most steps that a match takes.
size_t sl_pattern_size(const sl_pattern *pattern);

// True when the whole of some bytes matches. `start` and `end` are then the bytes of the first group, or of the whole where there is
// no group; both are SIZE_MAX, which is −1 in Swift, when the group took no part. NULL for both when nobody asks, which is several times faster.
bool sl_pattern_match(
    const sl_pattern *pattern, const uint8_t *bytes, size_t count, size_t *start, size_t *end);

void sl_pattern_free(sl_pattern *pattern);

#ifdef __cplusplus
}
#endif
