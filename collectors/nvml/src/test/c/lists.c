/* Processes and events. */
#include "stub.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PROCESSES 512

typedef struct {
    uint32_t pid;
    uint64_t usedGpuMemory;
    uint32_t gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_v2_t;
_Static_assert(sizeof(nvmlProcessInfo_v2_t) == 24, "nvmlProcessInfo_v2_t");

/* pid:memory:gpuInstance:computeInstance, as many as fit on a line and its continuations .1, .2 */
static nvmlReturn_t processes(nvmlDevice_t device, const char *list, int64_t *values, int *count) {
    char key[96];
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, list, &text, &calls);
    *count = 0;
    for (unsigned more = 1; !code; more++) {
        *count += numbers_in(text, calls, values + *count, 4 * MAX_PROCESSES - *count);
        if (ask(device, key_of(key, sizeof key, list, more), &text, &calls)) {
            break;
        }
    }
    *count /= 4;
    return code;
}

static nvmlReturn_t running(nvmlDevice_t device, const char *list, unsigned *count, char *out,
                            size_t bytes) {
    static _Thread_local int64_t values[4 * MAX_PROCESSES];
    int there;
    nvmlReturn_t code = processes(device, list, values, &there);
    if (code) {
        return code;
    }
    int room = (int)*count;
    *count = (unsigned)there;
    if (there > room) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    for (int i = 0; i < there; i++) {
        char info[32] = {0};
        nvmlProcessInfo_v2_t *process = (nvmlProcessInfo_v2_t *)info;
        process->pid = (uint32_t)values[4 * i];
        process->usedGpuMemory = (uint64_t)values[4 * i + 1];
        process->gpuInstanceId = (uint32_t)values[4 * i + 2];
        process->computeInstanceId = (uint32_t)values[4 * i + 3];
        memcpy(out + (size_t)i * bytes, info, bytes);
    }
    return NVML_SUCCESS;
}

/* Drivers before 535.98 write 32 bytes where 24 are declared. */
static size_t newest_bytes(void) {
    entry_t *line = line_of("system", "process_bytes");
    return line ? (size_t)atoi(line->value) : sizeof(nvmlProcessInfo_v2_t);
}

#define RUNNING(kind)                                                                              \
    EXPORT nvmlReturn_t nvmlDeviceGet##kind##RunningProcesses(nvmlDevice_t device,                 \
                                                              unsigned *count, void *out) {        \
        return running(device, #kind "Processes", count, out, 16);                                 \
    }                                                                                              \
    EXPORT nvmlReturn_t nvmlDeviceGet##kind##RunningProcesses_v2(nvmlDevice_t device,              \
                                                                 unsigned *count, void *out) {     \
        return running(device, #kind "Processes", count, out, 24);                                 \
    }                                                                                              \
    EXPORT nvmlReturn_t nvmlDeviceGet##kind##RunningProcesses_v3(nvmlDevice_t device,              \
                                                                 unsigned *count, void *out) {     \
        return running(device, #kind "Processes", count, out, newest_bytes());                     \
    }

RUNNING(Compute)
RUNNING(Graphics)
RUNNING(MPSCompute)

/* Only looked up: their being there or not tells a driver's struct size. */
EXPORT nvmlReturn_t nvmlDeviceGetConfComputeMemSizeInfo(nvmlDevice_t device, uint64_t *out) {
    return ask_numbers(device, "nvmlDeviceGetConfComputeMemSizeInfo", (int64_t *)out, 2);
}

EXPORT nvmlReturn_t nvmlDeviceGetRunningProcessDetailList(nvmlDevice_t device, void *list) {
    const char *text;
    long calls;
    (void)list;
    return ask(device, "nvmlDeviceGetRunningProcessDetailList", &text, &calls);
}

typedef struct {
    uint32_t pid;
    uint64_t timeStamp;
    uint32_t smUtil, memUtil, encUtil, decUtil;
} nvmlProcessUtilizationSample_t;
_Static_assert(sizeof(nvmlProcessUtilizationSample_t) == 32, "nvmlProcessUtilizationSample_t");

/* pid:time:sm:memory:encoder:decoder */
EXPORT nvmlReturn_t nvmlDeviceGetProcessUtilization(nvmlDevice_t device,
                                                    nvmlProcessUtilizationSample_t *out,
                                                    unsigned *count, uint64_t lastSeen) {
    int64_t values[6 * 64];
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, "nvmlDeviceGetProcessUtilization", &text, &calls);
    if (code) {
        return code;
    }
    unsigned there = (unsigned)numbers_in(text, calls, values, 6 * 64) / 6;
    unsigned fresh = 0;
    for (unsigned i = 0; i < there; i++) {
        const int64_t *value = values + 6 * i;
        if ((uint64_t)value[1] <= lastSeen) {
            continue;
        }
        if (out && fresh < *count) {
            out[fresh] = (nvmlProcessUtilizationSample_t){
                (uint32_t)value[0], (uint64_t)value[1], (uint32_t)value[2],
                (uint32_t)value[3], (uint32_t)value[4], (uint32_t)value[5]};
        }
        fresh++;
    }
    unsigned room = out ? *count : 0;
    *count = fresh;
    if (!fresh) {
        return NVML_ERROR_NOT_FOUND;
    }
    return fresh > room ? NVML_ERROR_INSUFFICIENT_SIZE : NVML_SUCCESS;
}

typedef struct {
    nvmlDevice_t device;
    uint64_t eventType, eventData;
    uint32_t gpuInstanceId, computeInstanceId;
} nvmlEventData_t;
_Static_assert(sizeof(nvmlEventData_t) == 32, "nvmlEventData_t");

struct nvmlEventSet_st {
    int64_t last;
    nvmlDevice_t registered[MAX_GPUS];
    uint64_t types[MAX_GPUS];
};
typedef struct nvmlEventSet_st *nvmlEventSet_t;

EXPORT nvmlReturn_t nvmlEventSetCreate(nvmlEventSet_t *set) {
    if (!is_initialized()) {
        return NVML_ERROR_UNINITIALIZED;
    }
    *set = calloc(1, sizeof **set);
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlEventSetFree(nvmlEventSet_t set) {
    free(set);
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlDeviceGetSupportedEventTypes(nvmlDevice_t device, uint64_t *types) {
    return ask_numbers(device, "nvmlDeviceGetSupportedEventTypes", (int64_t *)types, 1);
}

EXPORT nvmlReturn_t nvmlDeviceRegisterEvents(nvmlDevice_t device, uint64_t types,
                                             nvmlEventSet_t set) {
    uint64_t supported;
    nvmlReturn_t code = nvmlDeviceGetSupportedEventTypes(device, &supported);
    if (code || (types & ~supported)) {
        return code ? code : NVML_ERROR_NOT_SUPPORTED;
    }
    set->registered[device->gpu] = device;
    set->types[device->gpu] = types;
    return NVML_SUCCESS;
}

/* The next event in the file's order of a registered device; sequence:gpu:type:data. */
static int next_event(nvmlEventSet_t set, nvmlEventData_t *out) {
    int64_t values[4 * 64];
    entry_t *line = line_of("system", "events");
    int count = line ? numbers_in(line->value, 0, values, 4 * 64) / 4 : 0;
    for (int i = 0; i < count; i++) {
        const int64_t *event = values + 4 * i;
        if (event[0] <= set->last) {
            continue;
        }
        set->last = event[0];
        if (set->registered[event[1]] && (set->types[event[1]] & (uint64_t)event[2])) {
            *out = (nvmlEventData_t){set->registered[event[1]], (uint64_t)event[2],
                                     (uint64_t)event[3], UINT32_MAX, UINT32_MAX};
            return 1;
        }
    }
    return 0;
}

EXPORT nvmlReturn_t nvmlEventSetWait_v2(nvmlEventSet_t set, nvmlEventData_t *out,
                                        unsigned timeoutMillis) {
    for (unsigned waited = 0;; waited += 5) {
        if (!is_initialized()) {
            return NVML_ERROR_UNINITIALIZED;
        }
        if (next_event(set, out)) {
            return NVML_SUCCESS;
        }
        if (waited >= timeoutMillis) {
            return NVML_ERROR_TIMEOUT;
        }
        wait_millis(5);
    }
}
