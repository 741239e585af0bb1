// libsqlite3 for Swift: the header, and inline shims for what Swift cannot call (variadic functions, pointer constants)
// or lay out itself (the structures SQLite wants embedded at the start of ours).
#pragma once
#include <sqlite3.h>

static inline sqlite3_destructor_type sl_sqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline int sl_sqlite_db_config(sqlite3 *db, int option, int value) {
    return sqlite3_db_config(db, option, value, (int *)0);
}

// A virtual table over the chunk that is being written, and a cursor in it.
typedef struct sl_source_table {
    sqlite3_vtab base;
    void *source;
    int isPartials;
} sl_source_table;
typedef struct sl_source_cursor {
    sqlite3_vtab_cursor base;
    void *source;
    sqlite3_int64 row;
    sqlite3_int64 count;
} sl_source_cursor;
