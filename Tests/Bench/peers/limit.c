// What the hardware and SQLite allow: the whole job with the university schema compiled in.
//
//     limit FOLDER DATABASE [--aggregates]
//
// One thread parses, checks and aggregates, the other stores batches through a virtual table: locations as
// numbers, times as milliseconds with an index, synchronous=FULL. No ledger, hash, archive, settling, findings, or
// fields over several lines. Prints {"good": …, "bad": …}, and the aggregates when asked.
#include <dirent.h>
#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VALUES = 10, METRICS = 9, CELLS = 12, BATCH = 50000, BATCHES = 3, LOCATIONS = 4096, NAME = 64 };

static const struct { const char *name; int required, whole; double low, high; } field[VALUES] = {
    {"temperature_celsius", 1, 0, -50, 60}, {"humidity_percent", 0, 0, 0, 100}, {"air_quality_index", 0, 1, 0, 500},
    {"noise_level_db", 1, 0, 0, 130},       {"lighting_lux", 1, 0, 0, 100000},  {"crowd_density", 1, 1, 0, 1000},
    {"stress_level", 1, 1, 0, 100},         {"sleep_hours", 1, 0, 0, 24},       {"mood_score", 1, 0, 0, 5},
    {"mental_health_status", 1, 1, 0, 1}};

typedef struct { int64_t time; int32_t file, location; double value[VALUES]; } Row;
typedef struct { int32_t file, line, size; char raw[256]; } Reject;
typedef struct { int rows, rejects, last; Row row[BATCH]; Reject reject[BATCH]; } Batch;
typedef struct { int64_t count; double low, high, shift, sum, squares; } Sum;
typedef struct { const char *text; int size; } Cell;

static Batch *batch[BATCHES];
static int filled, stored;  // how many batches were filled and stored; guarded by `lock`
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static char location_name[LOCATIONS][NAME];
static int location_size[LOCATIONS];
static Sum sums[LOCATIONS][METRICS];
static const char *folder;

static void fail(const char *what) { fprintf(stderr, "limit: %s\n", what); exit(1); }

// ---- parsing

/// A finite decimal number as the nearest double; 0 when the text is none, or not whole where it must be.
static int number(Cell cell, int whole, double *result) {
    static const long double power[28] = {1e0L, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L, 1e6L, 1e7L, 1e8L, 1e9L, 1e10L, 1e11L, 1e12L, 1e13L,
        1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    const char *at = cell.text, *end = at + cell.size;
    int minus = at < end && *at == '-', digits = 0, decimals = 0, point = 0;
    uint64_t mantissa = 0;
    for (at += minus || (at < end && *at == '+'); at < end; at++) {
        unsigned digit = (unsigned char)*at - '0';
        if (digit < 10) { mantissa = mantissa * 10 + digit; digits++; decimals += point; }
        else if (*at == '.' && !point) point = 1;
        else break;
    }
    if (!digits) return 0;
    if (at == end && digits <= 18) {
        long double exact = (long double)mantissa / power[decimals];
        uint64_t bits;
        memcpy(&bits, &exact, 8);
        if (LDBL_MANT_DIG == 64 && (bits & 0x7ff) != 0x400) {  // not halfway between two doubles
            *result = minus ? -(double)exact : (double)exact;
            return !whole || *result == floor(*result);
        }
    }
    char text[80], *stop;
    if (cell.size >= (int)sizeof text) return 0;
    memcpy(text, cell.text, cell.size);
    text[cell.size] = 0;
    if (strspn(text, "0123456789+-.eE") != (size_t)cell.size) return 0;
    *result = strtod(text, &stop);
    return *stop == 0 && isfinite(*result) && (!whole || *result == floor(*result));
}

static int two(const char *at) {
    unsigned tens = at[0] - '0', ones = at[1] - '0';
    return tens < 10 && ones < 10 ? (int)(tens * 10 + ones) : -1;
}

/// Milliseconds since 1970 of "YYYY-MM-DD HH:MM:SS"; 0 when it is not that or no real time.
static int moment(Cell cell, int64_t *result) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const char *t = cell.text;
    if (cell.size != 19 || t[4] != '-' || t[7] != '-' || t[10] != ' ' || t[13] != ':' || t[16] != ':') return 0;
    int century = two(t), year = two(t + 2), month = two(t + 5), day = two(t + 8);
    int hour = two(t + 11), minute = two(t + 14), second = two(t + 17);
    if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1 || day > days[month - 1]) return 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return 0;
    year += century * 100;
    if (month == 2 && day == 29 && (year % 4 || (year % 100 == 0 && year % 400))) return 0;
    int64_t y = year - (month <= 2), of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t whole = y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719468;
    *result = ((whole * 24 + hour) * 60 + minute) * 60000 + second * 1000;
    return 1;
}

static int location(Cell cell) {
    if (cell.size == 0 || cell.size > NAME) return -1;
    unsigned place = 2166136261u;
    for (int i = 0; i < cell.size; i++) place = (place ^ (unsigned char)cell.text[i]) * 16777619u;
    for (int i = 0; i < LOCATIONS; i++) {
        int slot = (place + i) % LOCATIONS;
        if (!location_size[slot]) {
            memcpy(location_name[slot], cell.text, cell.size);
            location_size[slot] = cell.size;
        }
        if (location_size[slot] == cell.size && !memcmp(location_name[slot], cell.text, cell.size)) return slot;
    }
    fail("too many locations");
    return -1;
}

/// The cells of a line; quoted ones are unquoted into `space`. -1 when there are not CELLS, or quotes are wrong.
static int split(const char *at, const char *end, Cell *cell, char *space) {
    for (int count = 0;; at++) {
        if (count == CELLS) return -1;
        if (at < end && *at == '"') {
            char *begin = space;
            for (at++;; at++) {
                if (at >= end) return -1;
                if (*at == '"' && (at + 1 == end || at[1] != '"')) break;
                at += *at == '"';
                *space++ = *at;
            }
            if (++at < end && *at != ',') return -1;
            cell[count++] = (Cell){begin, (int)(space - begin)};
        } else {
            const char *begin = at;
            while (at < end && *at != ',') at++;
            cell[count++] = (Cell){begin, (int)(at - begin)};
        }
        if (at == end) return count == CELLS ? 0 : -1;
    }
}

static int record(const char *at, const char *end, Row *row) {
    Cell cell[CELLS];
    char space[4096];
    if (end - at > (long)sizeof space || split(at, end, cell, space) || !moment(cell[0], &row->time)) return 0;
    for (int i = 0; i < VALUES; i++) {
        double *value = &row->value[i];
        if (cell[i + 2].size == 0 && !field[i].required) *value = NAN;
        else if (!number(cell[i + 2], field[i].whole, value) || *value < field[i].low || *value > field[i].high) return 0;
    }
    return (row->location = location(cell[1])) >= 0;
}

static void add(const Row *row) {
    for (int i = 0; i < METRICS; i++) {
        double value = row->value[i];
        Sum *sum = &sums[row->location][i];
        if (isnan(value)) continue;
        if (!sum->count++) sum->low = sum->high = sum->shift = value;
        if (value < sum->low) sum->low = value;
        if (value > sum->high) sum->high = value;
        sum->sum += value - sum->shift;
        sum->squares += (value - sum->shift) * (value - sum->shift);
    }
}

static int is_csv(const struct dirent *entry) { return strstr(entry->d_name, ".csv") != NULL; }

/// Hands the current batch over and waits for a free one.
static Batch *next(void) {
    pthread_mutex_lock(&lock);
    filled++;
    pthread_cond_signal(&changed);
    while (filled - stored >= BATCHES) pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    Batch *current = batch[filled % BATCHES];
    current->rows = current->rejects = current->last = 0;
    return current;
}

static void *parse(void *unused) {
    struct dirent **names;
    int files = scandir(folder, &names, is_csv, alphasort);
    Batch *current = batch[0];
    for (int file = 0; file < files; file++) {
        char path[4096];
        struct stat status;
        snprintf(path, sizeof path, "%s/%s", folder, names[file]->d_name);
        int handle = open(path, O_RDONLY);
        if (handle < 0 || fstat(handle, &status)) fail(path);
        char *data = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE * (status.st_size < 1 << 20), handle, 0);
        if (data == MAP_FAILED) fail(path);
        madvise(data, status.st_size, MADV_SEQUENTIAL);
        const char *end = data + status.st_size, *at = memchr(data, '\n', status.st_size);
        for (int line = 2; at && ++at < end; line++) {
            const char *stop = memchr(at, '\n', end - at);
            const char *last = stop ? stop : end;
            Row *row = &current->row[current->rows];
            row->file = file + 1;
            if (record(at, last, row)) {
                add(row);
                current->rows++;
            } else {
                Reject *reject = &current->reject[current->rejects++];
                *reject = (Reject){.file = file + 1, .line = line, .size = last - at < 256 ? (int)(last - at) : 256};
                memcpy(reject->raw, at, reject->size);
            }
            if (current->rows == BATCH || current->rejects == BATCH) current = next();
            at = stop;
        }
        munmap(data, status.st_size);
        close(handle);
    }
    current->last = 1;
    next();
    return unused;
}

// ---- storing

typedef struct { sqlite3_vtab_cursor base; int row; } Cursor;
static Batch *shown;  // what the virtual table shows; the storing thread's

static int connect(sqlite3 *db, void *unused, int n, const char *const *arguments, sqlite3_vtab **table, char **error) {
    (void)unused, (void)n, (void)arguments, (void)error;
    *table = sqlite3_malloc(sizeof **table);
    memset(*table, 0, sizeof **table);
    return sqlite3_declare_vtab(db, "CREATE TABLE x(file, location, time, a, b, c, d, e, f, g, h, i, j)");
}
static int disconnect(sqlite3_vtab *table) { sqlite3_free(table); return SQLITE_OK; }
static int best(sqlite3_vtab *table, sqlite3_index_info *plan) { (void)table; plan->estimatedRows = BATCH; return SQLITE_OK; }
static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
    (void)table;
    *cursor = sqlite3_malloc(sizeof(Cursor));
    memset(*cursor, 0, sizeof(Cursor));
    return SQLITE_OK;
}
static int close_cursor(sqlite3_vtab_cursor *cursor) { sqlite3_free(cursor); return SQLITE_OK; }
static int filter(sqlite3_vtab_cursor *cursor, int n, const char *text, int count, sqlite3_value **values) {
    (void)n, (void)text, (void)count, (void)values;
    ((Cursor *)cursor)->row = 0;
    return SQLITE_OK;
}
static int step(sqlite3_vtab_cursor *cursor) { ((Cursor *)cursor)->row++; return SQLITE_OK; }
static int at_end(sqlite3_vtab_cursor *cursor) { return ((Cursor *)cursor)->row >= shown->rows; }
static int rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id) { *id = ((Cursor *)cursor)->row; return SQLITE_OK; }
static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int number) {
    const Row *row = &shown->row[((Cursor *)cursor)->row];
    if (number == 0) sqlite3_result_int(context, row->file);
    else if (number == 1) sqlite3_result_int(context, row->location);
    else if (number == 2) sqlite3_result_int64(context, row->time);
    else if (isnan(row->value[number - 3])) sqlite3_result_null(context);
    else if (field[number - 3].whole) sqlite3_result_int(context, (int)row->value[number - 3]);
    else sqlite3_result_double(context, row->value[number - 3]);
    return SQLITE_OK;
}
static sqlite3_module module = {.xConnect = connect, .xBestIndex = best, .xDisconnect = disconnect, .xOpen = open_cursor,
    .xClose = close_cursor, .xFilter = filter, .xNext = step, .xEof = at_end, .xColumn = column, .xRowid = rowid};

static sqlite3 *db;
static void execute(const char *sql) { if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail(sqlite3_errmsg(db)); }
static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL)) fail(sqlite3_errmsg(db));
    return statement;
}
static void done(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_errmsg(db));
    sqlite3_reset(statement);
}

static void store_sums(int print) {
    sqlite3_stmt *insert = prepare("INSERT INTO aggregates VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (int at = 0, first = 1; at < LOCATIONS; at++)
        for (int i = 0; i < METRICS; i++) {
            Sum sum = sums[at][i];
            if (!sum.count) continue;
            double mean = sum.shift + sum.sum / sum.count, squares = sum.squares - sum.sum * sum.sum / sum.count;
            double deviation = sum.count > 1 && squares > 0 ? sqrt(squares / (sum.count - 1)) : 0;
            sqlite3_bind_text(insert, 1, location_name[at], location_size[at], SQLITE_STATIC);
            sqlite3_bind_text(insert, 2, field[i].name, -1, SQLITE_STATIC);
            double numbers[] = {sum.low, sum.high, mean, deviation};
            for (int n = 0; n < 4; n++) sqlite3_bind_double(insert, n + 3, numbers[n]);
            sqlite3_bind_int64(insert, 7, sum.count);
            done(insert);
            if (!print) continue;
            printf("%s[\"", first ? ", \"aggregates\": [" : ", ");
            for (int n = 0; n < location_size[at]; n++) printf(location_name[at][n] == '"' ? "\\\"" : "%c", location_name[at][n]);
            printf("\", \"%s\", %.17g, %.17g, %.17g, %.17g, %lld]", field[i].name, sum.low, sum.high, mean, deviation, (long long)sum.count);
            first = 0;
        }
    if (print) printf("]");
    sqlite3_finalize(insert);
}

int main(int count, char **arguments) {
    if (count < 3) fail("usage: limit FOLDER DATABASE [--aggregates]");
    folder = arguments[1];
    char side[4096];
    const char *ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) { snprintf(side, sizeof side, "%s%s", arguments[2], ends[i]); unlink(side); }
    for (int i = 0; i < BATCHES; i++) if (!(batch[i] = calloc(1, sizeof(Batch)))) fail("memory");
    if (sqlite3_open(arguments[2], &db)) fail(sqlite3_errmsg(db));
    execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE raw(id INTEGER PRIMARY KEY, file INTEGER, location INTEGER, time INTEGER, a, b, c, d, e, f, g, h, i, j);"
            "CREATE INDEX raw_time ON raw(time); CREATE TABLE rejects(file INTEGER, line INTEGER, raw BLOB);"
            "CREATE TABLE aggregates(location TEXT, metric TEXT, low REAL, high REAL, mean REAL, std REAL, n INTEGER)");
    if (sqlite3_create_module(db, "batch", &module, NULL)) fail(sqlite3_errmsg(db));
    sqlite3_stmt *rows = prepare("INSERT INTO raw SELECT NULL, * FROM batch");
    sqlite3_stmt *rejects = prepare("INSERT INTO rejects VALUES (?, ?, ?)");
    pthread_t parser;
    if (pthread_create(&parser, NULL, parse, NULL)) fail("thread");
    long good = 0, bad = 0;
    for (int last = 0; !last;) {
        pthread_mutex_lock(&lock);
        while (stored == filled) pthread_cond_wait(&changed, &lock);
        pthread_mutex_unlock(&lock);
        shown = batch[stored % BATCHES];
        execute("BEGIN");
        done(rows);
        for (int i = 0; i < shown->rejects; i++) {
            Reject *reject = &shown->reject[i];
            sqlite3_bind_int(rejects, 1, reject->file);
            sqlite3_bind_int(rejects, 2, reject->line);
            sqlite3_bind_blob(rejects, 3, reject->raw, reject->size, SQLITE_STATIC);
            done(rejects);
        }
        good += shown->rows, bad += shown->rejects, last = shown->last;
        if (!last) execute("COMMIT");
        pthread_mutex_lock(&lock);
        stored++;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(&lock);
    }
    pthread_join(parser, NULL);
    printf("{\"good\": %ld, \"bad\": %ld", good, bad);
    store_sums(count > 3);
    puts("}");
    execute("COMMIT");
    sqlite3_finalize(rows);
    sqlite3_finalize(rejects);
    return sqlite3_close(db) != SQLITE_OK;
}
