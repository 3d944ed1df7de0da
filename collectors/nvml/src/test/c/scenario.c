/* Reads the scenario and answers from it. */
#define _GNU_SOURCE
#include "stub.h"

#include <ctype.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define MAX_LINES 4096

#define SLOTS (4 * MAX_LINES)

/* Lines are found by a hash of section and key: a benchmark calls some thousand times a round. */
typedef struct {
    int count;
    int is_steady; /* looked for at most each 100 ms */
    struct timespec changed;
    ino_t file;
    entry_t lines[MAX_LINES];
    short slots[SLOTS]; /* one more than the line's number; 0 where there is none */
} scenario_t;

static unsigned slot_of(const char *section, const char *key) {
    unsigned hash = 2166136261u;
    for (const char *at = section; *at; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    }
    hash = (hash ^ '/') * 16777619u;
    for (const char *at = key; *at; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    }
    return hash % SLOTS;
}

/* The first line of a key counts. */
static void index_line(scenario_t *into, int number) {
    entry_t *line = &into->lines[number];
    unsigned slot = slot_of(line->section, line->key);
    while (into->slots[slot]) {
        slot = (slot + 1) % SLOTS;
    }
    into->slots[slot] = (short)(number + 1);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static scenario_t *now;

static void beside_library(const char *name, char *file, size_t size) {
    Dl_info info;
    dladdr((void *)beside_library, &info);
    const char *slash = strrchr(info.dli_fname, '/');
    snprintf(file, size, "%.*s/%s", (int)(slash - info.dli_fname), info.dli_fname, name);
}

static const char *path(void) {
    static char file[4096];
    if (!file[0]) {
        beside_library("scenario", file, sizeof file);
    }
    return file;
}

/* Leaves a file that a test can wait for, and goes on waiting. */
static void hang(void) {
    char file[4096];
    beside_library("hanging", file, sizeof file);
    FILE *note = fopen(file, "w");
    if (note) {
        fclose(note);
    }
    wait_millis(5);
}

static char *trimmed(char *text) {
    while (isspace((unsigned char)*text)) {
        text++;
    }
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1])) {
        *--end = 0;
    }
    return text;
}

static void read_line(scenario_t *into, char *section, char *line) {
    char *text = trimmed(line);
    if (!*text || *text == '#') {
        return;
    }
    if (*text == '[') {
        text[strcspn(text, "]")] = 0;
        snprintf(section, 32, "%s", text + 1);
        return;
    }
    char *equals = strstr(text, " = ");
    if (!equals || into->count == MAX_LINES) {
        fprintf(stderr, "scenario: '%s' is no line of it\n", text);
        abort();
    }
    *equals = 0;
    entry_t *entry = &into->lines[into->count++];
    snprintf(entry->section, sizeof entry->section, "%s", section);
    snprintf(entry->key, sizeof entry->key, "%s", trimmed(text));
    snprintf(entry->value, sizeof entry->value, "%s", trimmed(equals + 3));
    into->is_steady |= !strcmp(entry->key, "steady");
    index_line(into, into->count - 1);
}

static scenario_t *read_file(const struct stat *status) {
    FILE *file = fopen(path(), "r");
    if (!file) {
        return NULL;
    }
    scenario_t *fresh = calloc(1, sizeof *fresh);
    fresh->changed = status->st_mtim;
    fresh->file = status->st_ino;
    char section[32] = "system";
    char line[1200];
    while (fgets(line, sizeof line, file)) {
        read_line(fresh, section, line);
    }
    fclose(file);
    return fresh;
}

static long millis_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The old one stays where it is: another thread may be reading it. */
static scenario_t *current(void) {
    static long looked;
    struct stat status;
    long millis = millis_now();
    pthread_mutex_lock(&lock);
    if (!now || !now->is_steady || millis - looked >= 100) {
        looked = millis;
        if (stat(path(), &status) == 0 &&
            (!now || now->file != status.st_ino || now->changed.tv_sec != status.st_mtim.tv_sec ||
             now->changed.tv_nsec != status.st_mtim.tv_nsec)) {
            scenario_t *fresh = read_file(&status);
            now = fresh ? fresh : now;
        }
    }
    scenario_t *known = now;
    pthread_mutex_unlock(&lock);
    return known;
}

entry_t *line_of(const char *section, const char *key) {
    scenario_t *scenario = current();
    if (!scenario) {
        return NULL;
    }
    for (unsigned slot = slot_of(section, key); scenario->slots[slot]; slot = (slot + 1) % SLOTS) {
        entry_t *line = &scenario->lines[scenario->slots[slot] - 1];
        if (!strcmp(line->key, key) && !strcmp(line->section, section)) {
            return line;
        }
    }
    return NULL;
}

void wait_millis(unsigned millis) {
    struct timespec pause = {millis / 1000, (long)(millis % 1000) * 1000000};
    nanosleep(&pause, NULL);
}

static nvmlReturn_t said(entry_t *line, const char **text, long *calls) {
    if (!line) {
        return NVML_ERROR_NOT_SUPPORTED;
    }
    if (!strncmp(line->value, "error ", 6)) {
        return atoi(line->value + 6);
    }
    *text = line->value;
    *calls = line->calls++;
    return NVML_SUCCESS;
}

nvmlReturn_t ask_system(const char *key, const char **text, long *calls) {
    entry_t *line;
    while ((line = line_of("system", key)) && !strcmp(line->value, "hang")) {
        hang();
    }
    return said(line, text, calls);
}

static entry_t *line_for(nvmlDevice_t device, const char *key) {
    entry_t *line = line_of(device->section, key);
    return line ? line : line_of(device->fallback, key);
}

nvmlReturn_t ask(nvmlDevice_t device, const char *key, const char **text, long *calls) {
    if (!is_initialized()) {
        return NVML_ERROR_UNINITIALIZED;
    }
    if (!device) {
        return NVML_ERROR_INVALID_ARGUMENT;
    }
    entry_t *line;
    while (1) {
        line = line_of(device->section, "all");
        if (!line) {
            line = line_for(device, key);
        }
        if (!line || strcmp(line->value, "hang")) {
            return said(line, text, calls);
        }
        hang();
    }
}

/* 100, -3, 100+5, 0x1f; "-" is none. */
static int64_t number(const char *token, long calls) {
    if (!strcmp(token, "-")) {
        return -1;
    }
    char *rest;
    int64_t value = (int64_t)strtoull(token, &rest, 0);
    return *rest == '+' ? value + calls * (int64_t)strtoll(rest + 1, NULL, 0) : value;
}

int numbers_in(const char *text, long calls, int64_t *out, int max) {
    char copy[1024];
    char *rest;
    int count = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *token = strtok_r(copy, " :", &rest); token && count < max;
         token = strtok_r(NULL, " :", &rest)) {
        out[count++] = number(token, calls);
    }
    return count;
}

nvmlReturn_t ask_numbers(nvmlDevice_t device, const char *key, int64_t *out, int count) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, key, &text, &calls);
    if (code) {
        return code;
    }
    memset(out, 0, sizeof *out * (size_t)count);
    numbers_in(text, calls, out, count);
    return NVML_SUCCESS;
}

const char *key_of(char *buffer, size_t size, const char *name, unsigned selector) {
    snprintf(buffer, size, "%s.%u", name, selector);
    return buffer;
}

nvmlReturn_t copy_text(const char *text, char *out, unsigned length) {
    if (strlen(text) + 1 > length) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    strcpy(out, text);
    return NVML_SUCCESS;
}
