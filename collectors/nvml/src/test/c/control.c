/*
 * Calls that set something: what was set is what the getter answers from then on, each call is
 * written into the file "calls" beside the library, and a line of the scenario refuses it:
 *
 *     nvmlDeviceSetPowerManagementLimit = error 4           always
 *     nvmlDeviceSetPowerManagementLimit = error 999 at 2    the second time
 *     nvmlDeviceSetPowerManagementLimit = ignored           success, and nothing is set
 *     nvmlDeviceSetPowerManagementLimit = ignored at 2      the second time
 */
#define _GNU_SOURCE
#include "stub.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

nvmlReturn_t control_called(nvmlDevice_t device, const char *name, unsigned argument);
nvmlReturn_t control_called3(nvmlDevice_t device, const char *name, unsigned first,
                             unsigned second, unsigned third);
nvmlReturn_t control_become(nvmlDevice_t device, const char *getter, int place, unsigned value);
int control_ignored(nvmlDevice_t device, const char *name);

static void note(const char *text) {
    char file[4096];
    Dl_info info;
    dladdr((void *)note, &info);
    const char *slash = strrchr(info.dli_fname, '/');
    snprintf(file, sizeof file, "%.*s/calls", (int)(slash - info.dli_fname), info.dli_fname);
    FILE *calls = fopen(file, "a");
    if (calls) {
        fprintf(calls, "%s\n", text);
        fclose(calls);
    }
}

static entry_t *line_for(nvmlDevice_t device, const char *key) {
    entry_t *line = line_of(device->section, key);
    return line ? line : line_of(device->fallback, key);
}

/* Notes nvmlName(GPU-1, 1, 2) and answers what the scenario says, 0 where it says nothing. */
static nvmlReturn_t called(nvmlDevice_t device, const char *name, const char *format, ...) {
    char text[512], arguments[256] = "";
    va_list list;
    va_start(list, format);
    vsnprintf(arguments, sizeof arguments, format, list);
    va_end(list);
    entry_t *uuid = line_for(device, "nvmlDeviceGetUUID");
    snprintf(text, sizeof text, "%s(%.96s%s)", name, uuid ? uuid->value : "?", arguments);
    note(text);
    entry_t *line = line_for(device, name);
    int code = 0;
    long at = 0;
    if (!line || sscanf(line->value, "error %d at %ld", &code, &at) < 1) {
        return NVML_SUCCESS;
    }
    return at && ++line->calls != at ? NVML_SUCCESS : code;
}

/* Replaces one of the numbers that a getter answers; one that has no line is not supported. */
static nvmlReturn_t become(nvmlDevice_t device, const char *getter, int place, unsigned value) {
    entry_t *line = line_for(device, getter);
    if (!line) {
        return NVML_ERROR_NOT_SUPPORTED;
    }
    int64_t values[4] = {0};
    int count = numbers_in(line->value, 0, values, 4);
    values[place] = value;
    char text[128] = "";
    for (int i = 0; i < count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%lld", i ? " " : "", (long long)values[i]);
    }
    strcpy(line->value, text);
    return NVML_SUCCESS;
}

/* Whether a call that is answered with success sets nothing. */
int control_ignored(nvmlDevice_t device, const char *name) {
    entry_t *line = line_for(device, name);
    long at = 0;
    if (!line || strncmp(line->value, "ignored", 7)) {
        return 0;
    }
    return sscanf(line->value, "ignored at %ld", &at) < 1 || ++line->calls == at;
}

/* Sets the first number of a getter. */
#define SETS(name, getter, place)                                                                  \
    EXPORT nvmlReturn_t name(nvmlDevice_t device, unsigned value) {                                \
        nvmlReturn_t code = called(device, #name, ", %u", value);                                  \
        int is_kept = code || control_ignored(device, #name);                                      \
        return is_kept ? code : become(device, getter, place, value);                              \
    }

SETS(nvmlDeviceSetPowerManagementLimit, "nvmlDeviceGetPowerManagementLimit", 0)
SETS(nvmlDeviceSetPersistenceMode, "nvmlDeviceGetPersistenceMode", 0)
SETS(nvmlDeviceSetComputeMode, "nvmlDeviceGetComputeMode", 0)
SETS(nvmlDeviceSetEccMode, "nvmlDeviceGetEccMode", 1)
SETS(nvmlDeviceSetAccountingMode, "nvmlDeviceGetAccountingMode", 0)

EXPORT nvmlReturn_t nvmlDeviceSetGpuLockedClocks(nvmlDevice_t device, unsigned min, unsigned max) {
    return called(device, "nvmlDeviceSetGpuLockedClocks", ", %u, %u", min, max);
}

EXPORT nvmlReturn_t nvmlDeviceResetGpuLockedClocks(nvmlDevice_t device) {
    return called(device, "nvmlDeviceResetGpuLockedClocks", "%s", "");
}

EXPORT nvmlReturn_t nvmlDeviceSetMemoryLockedClocks(nvmlDevice_t device, unsigned min,
                                                    unsigned max) {
    return called(device, "nvmlDeviceSetMemoryLockedClocks", ", %u, %u", min, max);
}

EXPORT nvmlReturn_t nvmlDeviceResetMemoryLockedClocks(nvmlDevice_t device) {
    return called(device, "nvmlDeviceResetMemoryLockedClocks", "%s", "");
}

/* nvmlDeviceGetSupportedMemoryClocks = 2619 1593, the graphics clocks with the memory's behind. */
static nvmlReturn_t clocks(nvmlDevice_t device, const char *key, unsigned *count, unsigned *out) {
    int64_t values[64];
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, key, &text, &calls);
    unsigned there = code ? 0 : (unsigned)numbers_in(text, calls, values, 64);
    if (!code && *count < there) {
        *count = there;
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    for (unsigned i = 0; i < there; i++) {
        out[i] = (unsigned)values[i];
    }
    *count = there;
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceGetSupportedMemoryClocks(nvmlDevice_t device, unsigned *count,
                                                       unsigned *out) {
    return clocks(device, "nvmlDeviceGetSupportedMemoryClocks", count, out);
}

EXPORT nvmlReturn_t nvmlDeviceGetSupportedGraphicsClocks(nvmlDevice_t device, unsigned memory,
                                                         unsigned *count, unsigned *out) {
    char key[96];
    return clocks(device,
                  key_of(key, sizeof key, "nvmlDeviceGetSupportedGraphicsClocks", memory), count,
                  out);
}

/* The counts become 0. */
EXPORT nvmlReturn_t nvmlDeviceClearEccErrorCounts(nvmlDevice_t device, unsigned counter) {
    char key[96];
    nvmlReturn_t code = called(device, "nvmlDeviceClearEccErrorCounts", ", %u", counter);
    for (unsigned error = 0; !code && error < 2; error++) {
        code = become(device,
                      key_of(key, sizeof key, "nvmlDeviceGetTotalEccErrors", error * 10 + counter),
                      0, 0);
    }
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceGetAccountingPids(nvmlDevice_t device, unsigned *count,
                                                unsigned *pids) {
    int64_t there;
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetAccountingPids", &there, 1);
    if (code) {
        return code;
    }
    unsigned room = *count;
    *count = (unsigned)there;
    for (unsigned i = 0; pids && i < room && i < there; i++) {
        pids[i] = 1000 + i;
    }
    return room < there ? NVML_ERROR_INSUFFICIENT_SIZE : NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlDeviceClearAccountingPids(nvmlDevice_t device) {
    nvmlReturn_t code = called(device, "nvmlDeviceClearAccountingPids", "%s", "");
    int is_kept = code || control_ignored(device, "nvmlDeviceClearAccountingPids");
    return is_kept ? code : become(device, "nvmlDeviceGetAccountingPids", 0, 0);
}

EXPORT nvmlReturn_t nvmlDeviceResetNvLinkErrorCounters(nvmlDevice_t device, unsigned link) {
    char key[96];
    nvmlReturn_t code = called(device, "nvmlDeviceResetNvLinkErrorCounters", ", %u", link);
    for (unsigned counter = 0; !code && counter < 5; counter++) {
        become(device,
               key_of(key, sizeof key, "nvmlDeviceGetNvLinkErrorCounter", link * 10 + counter), 0,
               0);
    }
    return code;
}

/* For instances.c. */
nvmlReturn_t control_called(nvmlDevice_t device, const char *name, unsigned argument) {
    return called(device, name, ", %u", argument);
}

nvmlReturn_t control_become(nvmlDevice_t device, const char *getter, int place, unsigned value) {
    return become(device, getter, place, value);
}

nvmlReturn_t control_called3(nvmlDevice_t device, const char *name, unsigned first,
                             unsigned second, unsigned third) {
    return called(device, name, ", %u, %u, %u", first, second, third);
}
