// libsqlite3 for Swift: the header, and inline shims for what Swift cannot call (variadic functions, pointer constants).
#pragma once
#include <sqlite3.h>

static inline sqlite3_destructor_type sl_sqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline int sl_sqlite_config(int option, int value) { return sqlite3_config(option, value); }
static inline int sl_sqlite_db_config(sqlite3 *db, int option, int value) {
    return sqlite3_db_config(db, option, value, (int *)0);
}
