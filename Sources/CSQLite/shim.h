// libsqlite3 for Swift: the header, and inline shims for what Swift cannot call (variadic functions, pointer constants).
#pragma once
#include <sqlite3.h>

static inline sqlite3_destructor_type sl_sqlite_transient(void) { return SQLITE_TRANSIENT; }
static inline int sl_sqlite_config(int option, int value) { return sqlite3_config(option, value); }
static inline int sl_sqlite_db_config(sqlite3 *db, int option, int value) {
    return sqlite3_db_config(db, option, value, (int *)0);
}
// A file as this connection has it open, by the control that asks for it; 0 where there is none.
static inline sqlite3_file *sl_sqlite_file(sqlite3 *db, int control) {
    sqlite3_file *file = 0;
    if (sqlite3_file_control(db, "main", control, &file) != SQLITE_OK) return 0;
    return file && file->pMethods ? file : 0;
}
static inline int sl_sqlite_read(sqlite3 *db, int control, void *to, int count, sqlite3_int64 at) {
    sqlite3_file *file = sl_sqlite_file(db, control);
    return file ? file->pMethods->xRead(file, to, count, at) : SQLITE_CANTOPEN;
}
// The write-ahead log as this connection has it open; SQLITE_IOERR_SHORT_READ (522) behind its end.
static inline int sl_sqlite_log_read(sqlite3 *db, void *to, int count, sqlite3_int64 at) {
    return sl_sqlite_read(db, SQLITE_FCNTL_JOURNAL_POINTER, to, count, at);
}
// The database file as this connection has it open.
static inline int sl_sqlite_file_read(sqlite3 *db, void *to, int count, sqlite3_int64 at) {
    return sl_sqlite_read(db, SQLITE_FCNTL_FILE_POINTER, to, count, at);
}
// A part of 32 KiB of the index of that log, in the memory all its connections share; 0 where there is none.
static inline void *sl_sqlite_log_index(sqlite3 *db, int part) {
    sqlite3_file *file = sl_sqlite_file(db, SQLITE_FCNTL_FILE_POINTER);
    void volatile *memory = 0;
    if (!file || file->pMethods->iVersion < 2) return 0;
    if (file->pMethods->xShmMap(file, part, 32768, 0, &memory) != SQLITE_OK) return 0;
    return (void *)memory;
}
