#include "CToml.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

// Some of its assertions are about the text, and what follows them reports the fault ("[~" ended the program).
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

// The parsed table stays alive beside the nodes because their texts point into it.
struct sl_toml_document {
    toml::table root;
    std::vector<sl_toml_node> nodes;
    std::string message;
    sl_toml_position position{0, 0};
    bool failed = false;
};

namespace {

// toml++ bounds nested values but not dotted keys, which become tables in tables; both are walked recursively.
constexpr size_t deepestKey = 64;

sl_toml_position position(const toml::source_position &source) {
    return {static_cast<uint32_t>(source.line), static_cast<uint32_t>(source.column)};
}

void fail(sl_toml_document &document, std::string_view message, sl_toml_position place) {
    document.nodes.clear();
    document.failed = true;
    document.message = message;
    document.position = place;
}

bool isKeyByte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || std::strchr("_-. \t\"'", byte) != nullptr;
}

// The line of a run of key characters with too many dots; 0 when there is none. Comments are skipped.
uint32_t lineOfDeepKey(std::string_view text) {
    uint32_t line = 1;
    size_t dots = 0;
    bool isComment = false;
    for (char byte : text) {
        if (byte == '\n') {
            ++line;
            isComment = false;
            dots = 0;
        } else if (byte == '#') {
            isComment = true;
        } else if (!isComment && byte == '.') {
            if (++dots >= deepestKey) return line;
        } else if (byte == '\0' || !isKeyByte(byte)) {
            dots = 0;
        }
    }
    return 0;
}

void setValue(sl_toml_node &node, const toml::node &value) {
    switch (value.type()) {
    case toml::node_type::table: node.kind = SL_TOML_TABLE; break;
    case toml::node_type::array: node.kind = SL_TOML_ARRAY; break;
    case toml::node_type::string: {
        const std::string &text = value.ref<std::string>();
        node.kind = SL_TOML_STRING;
        node.text = text.data();
        node.text_length = text.size();
        break;
    }
    case toml::node_type::integer:
        node.kind = SL_TOML_INTEGER;
        node.integer = value.ref<int64_t>();
        break;
    case toml::node_type::floating_point:
        node.kind = SL_TOML_NUMBER;
        node.number = value.ref<double>();
        break;
    case toml::node_type::boolean:
        node.kind = SL_TOML_BOOLEAN;
        node.boolean = value.ref<bool>();
        break;
    default: node.kind = SL_TOML_TIME; break;
    }
}

void append(sl_toml_document &document, const toml::key *key, const toml::node &value) {
    sl_toml_node node{};
    node.begin = position(value.source().begin);
    node.end = position(value.source().end);
    if (key) {
        node.key = key->str().data();
        node.key_length = key->str().size();
        node.key_begin = position(key->source().begin);
        node.key_end = position(key->source().end);
    }
    setValue(node, value);
    if (const auto *table = value.as_table()) node.child_count = table->size();
    if (const auto *array = value.as_array()) node.child_count = array->size();
    document.nodes.push_back(node);

    if (const auto *array = value.as_array()) {
        for (const auto &element : *array) append(document, nullptr, element);
    } else if (const auto *table = value.as_table()) {
        // toml++ orders keys by name; the reader wants them as they stand in the text.
        std::vector<std::pair<const toml::key *, const toml::node *>> entries;
        for (const auto &[entryKey, entryValue] : *table) entries.push_back({&entryKey, &entryValue});
        std::sort(entries.begin(), entries.end(), [](const auto &left, const auto &right) {
            return left.first->source().begin < right.first->source().begin;
        });
        for (const auto &[entryKey, entryValue] : entries) append(document, entryKey, *entryValue);
    }
}

void parse(sl_toml_document &document, std::string_view text) {
    if (uint32_t line = lineOfDeepKey(text)) {
        fail(document, "a key has too many parts", {line, 1});
        return;
    }
    toml::parse_result result = toml::parse(text);
    if (!result) {
        fail(document, result.error().description(), position(result.error().source().begin));
        return;
    }
    document.root = std::move(result).table();
    append(document, nullptr, document.root);
}

} // namespace

sl_toml_document *sl_toml_parse(const char *text, size_t length) {
    auto *document = new (std::nothrow) sl_toml_document();
    if (!document) return nullptr;
    try {
        parse(*document, std::string_view(text, length));
    } catch (...) {
        delete document;
        return nullptr;
    }
    return document;
}

bool sl_toml_failed(
    const sl_toml_document *document, const char **message, sl_toml_position *position) {
    *message = document->message.c_str();
    *position = document->position;
    return document->failed;
}

size_t sl_toml_node_count(const sl_toml_document *document) { return document->nodes.size(); }

const sl_toml_node *sl_toml_nodes(const sl_toml_document *document) {
    return document->nodes.data();
}

void sl_toml_free(sl_toml_document *document) { delete document; }
