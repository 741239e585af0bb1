// TOML text to a flat tree with positions, behind a C interface; toml++ does the parsing.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a node is.
typedef enum sl_toml_kind {
    SL_TOML_TABLE = 0,
    SL_TOML_ARRAY = 1,
    SL_TOML_STRING = 2,
    SL_TOML_INTEGER = 3,
    SL_TOML_NUMBER = 4,
    SL_TOML_BOOLEAN = 5,
    // A date, a time or both: sluice has no use for their values.
    SL_TOML_TIME = 6
} sl_toml_kind;

// Where a character stands in the text: both are 1-based, columns count code points; 0 when unknown.
typedef struct sl_toml_position {
    uint32_t line;
    uint32_t column;
} sl_toml_position;

// One value with its key. Texts are UTF-8 without a closing NUL and live as long as the document.
typedef struct sl_toml_node {
    sl_toml_kind kind;
    // How many nodes are directly below this one; their subtrees follow it in order.
    size_t child_count;
    // The key in the table above; empty for the root and for elements of arrays.
    const char *key;
    size_t key_length;
    sl_toml_position key_begin;
    sl_toml_position key_end;
    sl_toml_position begin;
    sl_toml_position end;
    // Only the one that fits the kind is set.
    const char *text;
    size_t text_length;
    int64_t integer;
    double number;
    bool boolean;
} sl_toml_node;

// What a text was found to be: a tree or an error. Owned by the caller until sl_toml_free.
typedef struct sl_toml_document sl_toml_document;

// Parses UTF-8 text. Never throws; NULL only when there is no memory.
sl_toml_document *sl_toml_parse(const char *text, size_t length);

// True when the text is not TOML: then the message (NUL-terminated, lives as long as the document) and its place
// are given, and there are no nodes.
bool sl_toml_failed(
    const sl_toml_document *document, const char **message, sl_toml_position *position);

// How many nodes there are; the first is the root table, each is followed by the nodes below it.
size_t sl_toml_node_count(const sl_toml_document *document);

// The nodes, in one array that lives as long as the document.
const sl_toml_node *sl_toml_nodes(const sl_toml_document *document);

// Frees a document and all that was read from it; NULL is allowed.
void sl_toml_free(sl_toml_document *document);

#ifdef __cplusplus
}
#endif
