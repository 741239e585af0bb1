// ncurses as Swift can call it: macros, variadic functions and mutable globals as functions, and the crash guard of a terminal.
#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Without _GNU_SOURCE, which would change types that other C modules have too.
extern int wcwidth(wchar_t character);
extern int memfd_create(const char *name, unsigned int flags);
// Instead of <term.h>, whose macros take names such as `columns` from all code behind it.
extern int tigetflag(const char *name);
extern int tigetnum(const char *name);
extern char *tigetstr(const char *name);
extern char *tiparm(const char *text, ...);

/* Takes the kind of characters, and nothing else, from the environment. 1 when text is UTF-8, else 0.
   A locale that is not installed counts as UTF-8; a missing one, C and POSIX do not. */
static inline int sl_set_character_locale(void) {
    if (setlocale(LC_CTYPE, "") == NULL && setlocale(LC_CTYPE, "C.UTF-8") == NULL) return 0;
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
/* Columns of a character; -1 for one that cannot be printed. */
static inline int sl_wcwidth(uint32_t character) { return wcwidth((wchar_t)character); }

/* An anonymous file in memory that collects what ncurses writes; -1 on failure. */
static inline int sl_memory_file(void) { return memfd_create("sluice-frame", 1u /* MFD_CLOEXEC */); }
/* The bytes written since it was last taken from. */
static inline size_t sl_memory_size(int file) {
    off_t size = lseek(file, 0, SEEK_CUR);
    return size < 0 ? 0 : (size_t)size;
}
/* Takes those bytes; `length` is how many. Answers how many there were. The file keeps its pages for the next ones. */
static inline size_t sl_memory_take(int file, void *buffer, size_t length) {
    ssize_t count = pread(file, buffer, length, 0);
    if (lseek(file, 0, SEEK_SET) != 0 || count < 0) return 0;
    return (size_t)count;
}

/* True once somebody asked the process to stop between the start of ncurses and the listening of others.
   A static of a function, because Swift emits no other that only inline functions use. */
static inline volatile sig_atomic_t *sl_stop_request(void) {
    static volatile sig_atomic_t request;
    return &request;
}
static inline void sl_note_stop_request(int number) {
    (void)number;
    *sl_stop_request() = 1;
}
/* Has SIGTSTP noted until somebody listens to it, where it would stop the process. ncurses would install a handler of its own, which
   stops the process without undoing what the screen turned on, and resets the palette when it goes on. */
static inline void sl_note_stop_requests(void) {
    struct sigaction action;
    if (sigaction(SIGTSTP, NULL, &action) != 0 || action.sa_handler != SIG_DFL) return;
    memset(&action, 0, sizeof action);
    action.sa_handler = sl_note_stop_request;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTSTP, &action, NULL);
}
/* True when such a request was noted. */
static inline int sl_stop_was_requested(void) { return *sl_stop_request() != 0; }

/* Starts ncurses for the type in TERM, or NULL. It reads keys from one descriptor and writes to the other. */
static inline SCREEN *sl_start(int input, int output) {
    sl_note_stop_requests();
    FILE *in = fdopen(input, "r"), *out = fdopen(output, "w");
    SCREEN *screen = in == NULL || out == NULL ? NULL : newterm(NULL, out, in);
    if (screen != NULL) delay_output(0); /* flushes */
    return screen;
}
static inline WINDOW *sl_standard_window(void) { return stdscr; }
static inline int sl_colors(void) { return COLORS; }
static inline void sl_redraw_all(void) { clearok(curscr, TRUE); }

static inline int sl_flag(const char *name) { return tigetflag(name) == 1; }
static inline int sl_number(const char *name) { return tigetnum(name); }
/* A capability; NULL when the terminal has none of this name. */
static inline const char *sl_string(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}
/* A capability with one parameter, expanded; NULL when there is none. Valid until the next call. */
static inline const char *sl_expanded(const char *name, int parameter) {
    const char *text = sl_string(name);
    return text == NULL ? NULL : tiparm(text, parameter);
}

/* Lets all rows of the terminal scroll; NULL when it never lets fewer. Valid until the next call. */
static inline const char *sl_whole_region(int rows) {
    return sl_string("csr") == NULL ? NULL : tiparm(sl_string("csr"), 0, rows - 1);
}

static inline attr_t sl_bold(void) { return A_BOLD; }
static inline attr_t sl_dim(void) { return A_DIM; }
static inline attr_t sl_italic(void) { return A_ITALIC; }
static inline attr_t sl_underline(void) { return A_UNDERLINE; }
static inline attr_t sl_reverse(void) { return A_REVERSE; }

/* Puts one cell of at most five characters, the first of them spacing, without moving the cursor. */
static inline int sl_put(
    WINDOW *window, int row, int column, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    int wide = pair;
    if (setcchar(&cell, text, attributes, (short)(pair & 0x7fff), &wide) == ERR) return ERR;
    return mvwadd_wchnstr(window, row, column, &cell, 1);
}
/* What cleared space looks like. */
static inline void sl_set_background(WINDOW *window, attr_t attributes, int pair) {
    cchar_t cell;
    int wide = pair;
    if (setcchar(&cell, L" ", attributes, (short)(pair & 0x7fff), &wide) != ERR) {
        wbkgrndset(window, &cell);
    }
}
/* Has bytes above 127 come whole. ncurses would tell the terminal so, which changes what its keys send: that text is emptied before. */
static inline void sl_take_whole_bytes(WINDOW *window) {
    char *text = tigetstr("smm");
    if (text != NULL && text != (char *)-1) *text = 0;
    meta(window, TRUE);
}
/* The next byte, or a code of ncurses from KEY_MIN on; ERR when there is none. Waits for nothing but the rest of an escape sequence.
   Bytes, because wget_wch swallows what follows one that begins no character. */
static inline int sl_next_key(WINDOW *window) { return wgetch(window); }
/* True when the locale has a character set of single bytes that is neither ASCII nor UTF-8. */
static inline int sl_has_byte_characters(void) {
    return MB_CUR_MAX == 1 && btowc(0xE4) != WEOF;
}
/* The character of a byte in such a locale; 0 when it is none. */
static inline uint32_t sl_byte_character(int byte) {
    wint_t value = btowc(byte);
    return value == WEOF ? 0 : (uint32_t)value;
}

/* The crash guard: a process that dies of a fault leaves its terminal as it found it.
   All of it is called from one Swift file: its state exists once for each object file that uses it. */
enum { SL_FAULTS = 6, SL_ENDINGS = 16, SL_RESTORE_BYTES = 512, SL_STACK_BYTES = 65536 };
struct sl_guard_state {
    volatile sig_atomic_t armed;
    int terminal, messages;
    struct termios saved;
    size_t length;
    char restore[SL_RESTORE_BYTES];
    char stack[SL_STACK_BYTES];
};
/* A static of a function, because Swift emits no other that only inline functions use. */
static inline struct sl_guard_state *sl_guard(void) {
    static struct sl_guard_state guard;
    return &guard;
}
/* The faults, then the other signals whose default ends a process and that nobody here listens to. */
static inline int sl_ending(int index) {
    static const int endings[SL_ENDINGS] = {
        SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE,
        SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGPWR, SIGSTKFLT};
    return endings[index];
}
/* True for what fires again when its handler returns, because the instruction that failed is tried again. */
static inline int sl_fires_again(int number, const siginfo_t *info) {
    return info->si_code > 0
        && (number == SIGILL || number == SIGSEGV || number == SIGBUS || number == SIGFPE);
}

/* Async-signal-safe: write, tcsetattr, dup2, sigaction, raise. */
static inline void sl_guard_restore(void) {
    if (!sl_guard()->armed) return;
    sl_guard()->armed = 0;
    size_t written = 0;
    while (written < sl_guard()->length) {
        ssize_t count = write(
            sl_guard()->terminal, sl_guard()->restore + written, sl_guard()->length - written);
        if (count > 0) { written += (size_t)count; continue; }
        struct pollfd room = {.fd = sl_guard()->terminal, .events = POLLOUT};
        if (poll(&room, 1, 100) <= 0) break;
        if (room.revents & (POLLERR | POLLHUP | POLLNVAL)) break;
    }
    tcsetattr(sl_guard()->terminal, TCSANOW, &sl_guard()->saved);
    if (sl_guard()->messages >= 0) dup2(sl_guard()->messages, STDERR_FILENO);
}
/* Restores the terminal, then the default action, which ends the process. Not the action from before: that is the back tracer of
   Swift's runtime, which sets the terminal raw again and asks questions on it. A fault fires again when this returns; a signal
   that somebody or the kernel sent, and a trap behind which execution goes on, would not and are raised again. */
static inline void sl_guard_handler(int number, siginfo_t *info, void *context) {
    (void)context;
    sl_guard_restore();
    signal(number, SIG_DFL);
    if (!sl_fires_again(number, info)) raise(number);
}
/* Arms the guard with the sequence that undoes what the screen turns on, and notes how the terminal is set up now;
   -1 when it cannot. `messages` is where the error stream goes afterwards, -1 for where it goes now. */
static inline int sl_guard_arm(int terminal, int messages, const char *restore, size_t length) {
    if (length > SL_RESTORE_BYTES || tcgetattr(terminal, &sl_guard()->saved) != 0) return -1;
    sl_guard()->terminal = terminal;
    sl_guard()->messages = messages;
    sl_guard()->length = length;
    memcpy(sl_guard()->restore, restore, length);
    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        stack = (stack_t){.ss_sp = sl_guard()->stack, .ss_size = SL_STACK_BYTES};
        sigaltstack(&stack, NULL);
    }
    sl_guard()->armed = 1;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = sl_guard_handler;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (int index = 0; index < SL_ENDINGS; index++) {
        struct sigaction former;
        /* What the process was started to ignore, it goes on to ignore. */
        if (index >= SL_FAULTS && sigaction(sl_ending(index), NULL, &former) == 0
            && former.sa_handler == SIG_IGN) continue;
        sigaction(sl_ending(index), &action, NULL);
    }
    return 0;
}
/* From here on a fault leaves the terminal alone: it is as it was already. */
static inline void sl_guard_disarm(void) { sl_guard()->armed = 0; }
