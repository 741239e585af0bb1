#include "CRe2.h"

#include <cstdio>
#include <new>
#include <re2/re2.h>

struct sl_pattern {
    RE2 expression;
};

namespace {

// Memory of an expression with all it remembers of the texts seen.
constexpr int64_t memory = 2 << 20;

}  // namespace

extern "C" sl_pattern *sl_pattern_make(
    const char *text, size_t count, char *message, size_t capacity) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(memory);
    auto *pattern = new (std::nothrow) sl_pattern{RE2(re2::StringPiece(text, count), options)};
    if (!pattern) {
        std::snprintf(message, capacity, "there is no memory");
    } else if (!pattern->expression.ok()) {
        std::snprintf(message, capacity, "%s", pattern->expression.error().c_str());
        delete pattern;
        pattern = nullptr;
    }
    return pattern;
}

extern "C" size_t sl_pattern_size(const sl_pattern *pattern) {
    return static_cast<size_t>(pattern->expression.ProgramSize());
}

extern "C" bool sl_pattern_match(
    const sl_pattern *pattern, const uint8_t *bytes, size_t count, size_t *start, size_t *end) {
    const auto &expression = pattern->expression;
    const re2::StringPiece text(reinterpret_cast<const char *>(bytes), count);
    re2::StringPiece found[2];
    const int groups = !start ? 0 : expression.NumberOfCapturingGroups() > 0 ? 2 : 1;
    if (!expression.Match(text, 0, count, RE2::ANCHOR_BOTH, found, groups)) return false;
    if (!start) return true;
    const auto &group = found[groups - 1];
    *start = group.data() ? static_cast<size_t>(group.data() - text.data()) : SIZE_MAX;
    *end = group.data() ? *start + group.size() : SIZE_MAX;
    return true;
}

extern "C" void sl_pattern_free(sl_pattern *pattern) { delete pattern; }
