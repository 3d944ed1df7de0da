/* The library itself, the driver, and the ways to a device. */
#include "stub.h"

#include <stdio.h>
#include <string.h>

int initialized;

static struct nvmlDevice_st devices[MAX_GPUS][1 + MAX_MIG];

int is_initialized(void) { return initialized > 0; }

static nvmlReturn_t enabled(const char *key) {
    const char *text;
    long calls;
    return line_of("system", key) ? ask_system(key, &text, &calls) : NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlInit_v2(void) {
    nvmlReturn_t code = enabled("nvmlInit_v2");
    initialized += code == NVML_SUCCESS;
    return code;
}

EXPORT nvmlReturn_t nvmlShutdown(void) {
    initialized -= initialized > 0;
    return NVML_SUCCESS;
}

EXPORT const char *nvmlErrorString(nvmlReturn_t result) {
    static _Thread_local char text[32];
    snprintf(text, sizeof text, "stub error %d", result);
    return text;
}

static nvmlReturn_t system_text(const char *key, char *out, unsigned length) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask_system(key, &text, &calls);
    return code ? code : copy_text(text, out, length);
}

EXPORT nvmlReturn_t nvmlSystemGetDriverVersion(char *out, unsigned length) {
    return is_initialized() ? system_text("nvmlSystemGetDriverVersion", out, length)
                            : NVML_ERROR_UNINITIALIZED;
}

EXPORT nvmlReturn_t nvmlSystemGetNVMLVersion(char *out, unsigned length) {
    return system_text("nvmlSystemGetNVMLVersion", out, length);
}

static nvmlReturn_t system_number(const char *key, int *out) {
    const char *text;
    long calls;
    int64_t value;
    nvmlReturn_t code = is_initialized() ? ask_system(key, &text, &calls) : NVML_ERROR_UNINITIALIZED;
    if (!code && numbers_in(text, calls, &value, 1) == 1) {
        *out = (int)value;
    }
    return code;
}

EXPORT nvmlReturn_t nvmlSystemGetCudaDriverVersion_v2(int *out) {
    return system_number("nvmlSystemGetCudaDriverVersion_v2", out);
}

EXPORT nvmlReturn_t nvmlSystemGetCudaDriverVersion(int *out) {
    return system_number("nvmlSystemGetCudaDriverVersion", out);
}

EXPORT nvmlReturn_t nvmlDeviceGetCount_v2(unsigned *out) {
    return system_number("nvmlDeviceGetCount_v2", (int *)out);
}

static nvmlDevice_t device_of(int gpu, int mig) {
    nvmlDevice_t device = &devices[gpu][1 + mig];
    if (!device->section[0]) {
        device->gpu = gpu;
        device->mig = mig;
        if (mig < 0) {
            snprintf(device->section, sizeof device->section, "gpu %d", gpu);
            strcpy(device->fallback, "gpu *");
        } else {
            snprintf(device->section, sizeof device->section, "gpu %d mig %d", gpu, mig);
            strcpy(device->fallback, "gpu * mig *");
        }
    }
    return device;
}

EXPORT nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned index, nvmlDevice_t *out) {
    unsigned count = 0;
    nvmlReturn_t code = nvmlDeviceGetCount_v2(&count);
    if (code || index >= count || index >= MAX_GPUS) {
        return code ? code : NVML_ERROR_INVALID_ARGUMENT;
    }
    nvmlDevice_t device = device_of((int)index, -1);
    const char *text;
    long calls;
    if (line_of(device->section, "handle")) {
        code = ask(device, "handle", &text, &calls);
    }
    *out = device;
    return code;
}

/* Of domains of four digits and of eight. */
static int is_same_address(const char *one, const char *other) {
    unsigned a[4];
    unsigned b[4];
    return sscanf(one, "%x:%x:%x.%x", &a[0], &a[1], &a[2], &a[3]) == 4 &&
           sscanf(other, "%x:%x:%x.%x", &b[0], &b[1], &b[2], &b[3]) == 4 && !memcmp(a, b, sizeof a);
}

EXPORT nvmlReturn_t nvmlDeviceGetHandleByPciBusId_v2(const char *address, nvmlDevice_t *out) {
    unsigned count = 0;
    nvmlReturn_t code = nvmlDeviceGetCount_v2(&count);
    for (unsigned i = 0; !code && i < count; i++) {
        entry_t *line = line_of(device_of((int)i, -1)->section, "nvmlDeviceGetPciInfo_v3");
        if (line && is_same_address(address, line->value)) {
            return nvmlDeviceGetHandleByIndex_v2(i, out);
        }
    }
    return code ? code : NVML_ERROR_NOT_FOUND;
}

EXPORT nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned index,
                                                        nvmlDevice_t *out) {
    int64_t most;
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetMaxMigDeviceCount", &most, 1);
    if (code || index >= most || index >= MAX_MIG) {
        return code ? code : NVML_ERROR_INVALID_ARGUMENT;
    }
    *out = device_of(device->gpu, (int)index);
    return line_of((*out)->section, "nvmlDeviceGetUUID") ? NVML_SUCCESS : NVML_ERROR_NOT_FOUND;
}
