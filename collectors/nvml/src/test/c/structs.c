/* Calls that fill a struct. Layouts after the ABI of x86-64 and AArch64 Linux, held at compile time. */
#include "stub.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#define LAYOUT(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)
#define AT(type, field, offset) _Static_assert(offsetof(type, field) == (offset), #type "." #field)

typedef struct {
    char busIdLegacy[16];
    uint32_t domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
} nvmlPciInfo_t;
LAYOUT(nvmlPciInfo_t, 68);
AT(nvmlPciInfo_t, busId, 36);

/* 00000000:3B:00.0 0x233010de 0x16c110de */
static nvmlReturn_t fill_pci(const char *text, nvmlPciInfo_t *pci) {
    char address[32];
    unsigned function;
    memset(pci, 0, sizeof *pci);
    if (sscanf(text, "%31s %i %i", address, (int *)&pci->pciDeviceId,
               (int *)&pci->pciSubSystemId) < 1 ||
        sscanf(address, "%x:%x:%x.%x", &pci->domain, &pci->bus, &pci->device, &function) != 4) {
        abort();
    }
    snprintf(pci->busId, sizeof pci->busId, "%08X:%02X:%02X.0", pci->domain, pci->bus, pci->device);
    snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "%04X:%02X:%02X.0", pci->domain & 0xffff,
             pci->bus & 0xff, pci->device & 0xff);
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, nvmlPciInfo_t *pci) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, "nvmlDeviceGetPciInfo_v3", &text, &calls);
    return code ? code : fill_pci(text, pci);
}

EXPORT nvmlReturn_t nvmlDeviceGetNvLinkRemotePciInfo_v2(nvmlDevice_t device, unsigned link,
                                                        nvmlPciInfo_t *pci) {
    char key[96];
    const char *text;
    long calls;
    nvmlReturn_t code =
        ask(device, key_of(key, sizeof key, "nvmlDeviceGetNvLinkRemotePciInfo_v2", link), &text,
            &calls);
    return code ? code : fill_pci(text, pci);
}

/* Copies 32-bit numbers behind each other. */
static nvmlReturn_t fill32(nvmlDevice_t device, const char *key, void *to, int count) {
    int64_t values[16];
    nvmlReturn_t code = ask_numbers(device, key, values, count);
    for (int i = 0; !code && i < count; i++) {
        ((uint32_t *)to)[i] = (uint32_t)values[i];
    }
    return code;
}

static nvmlReturn_t fill64(nvmlDevice_t device, const char *key, void *to, int count) {
    int64_t values[16];
    nvmlReturn_t code = ask_numbers(device, key, values, count);
    for (int i = 0; !code && i < count; i++) {
        ((uint64_t *)to)[i] = (uint64_t)values[i];
    }
    return code;
}

typedef struct {
    uint32_t gpu, memory;
} nvmlUtilization_t;
LAYOUT(nvmlUtilization_t, 8);

EXPORT nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *out) {
    return fill32(device, "nvmlDeviceGetUtilizationRates", out, 2);
}

typedef struct {
    uint32_t sessionsCount, averageFPS, averageLatency;
} nvmlFBCStats_t;
LAYOUT(nvmlFBCStats_t, 12);

EXPORT nvmlReturn_t nvmlDeviceGetFBCStats(nvmlDevice_t device, nvmlFBCStats_t *out) {
    return fill32(device, "nvmlDeviceGetFBCStats", out, 3);
}

typedef struct {
    uint64_t total, free, used;
} nvmlMemory_t;
LAYOUT(nvmlMemory_t, 24);

typedef struct {
    uint32_t version;
    uint64_t total, reserved, free, used;
} nvmlMemory_v2_t;
LAYOUT(nvmlMemory_v2_t, 40);
AT(nvmlMemory_v2_t, used, 32);

/* total free used */
EXPORT nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *out) {
    return fill64(device, "nvmlDeviceGetMemoryInfo", out, 3);
}

/* total reserved free used */
EXPORT nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *out) {
    if (out->version != VERSION(sizeof *out, 2)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return fill64(device, "nvmlDeviceGetMemoryInfo_v2", &out->total, 4);
}

EXPORT nvmlReturn_t nvmlDeviceGetConfComputeProtectedMemoryUsage(nvmlDevice_t device,
                                                                 nvmlMemory_t *out) {
    return fill64(device, "nvmlDeviceGetConfComputeProtectedMemoryUsage", out, 3);
}

typedef struct {
    uint64_t bar1Total, bar1Free, bar1Used;
} nvmlBAR1Memory_t;
LAYOUT(nvmlBAR1Memory_t, 24);

EXPORT nvmlReturn_t nvmlDeviceGetBAR1MemoryInfo(nvmlDevice_t device, nvmlBAR1Memory_t *out) {
    return fill64(device, "nvmlDeviceGetBAR1MemoryInfo", out, 3);
}

typedef struct {
    uint32_t version, sensorType;
    int32_t temperature;
} nvmlTemperature_v1_t;
LAYOUT(nvmlTemperature_v1_t, 12);

EXPORT nvmlReturn_t nvmlDeviceGetTemperatureV(nvmlDevice_t device, nvmlTemperature_v1_t *out) {
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return fill32(device, "nvmlDeviceGetTemperatureV", &out->temperature, 1);
}

typedef struct {
    uint32_t version;
    int32_t marginTemperature;
} nvmlMarginTemperature_v1_t;
LAYOUT(nvmlMarginTemperature_v1_t, 8);

EXPORT nvmlReturn_t nvmlDeviceGetMarginTemperature(nvmlDevice_t device,
                                                   nvmlMarginTemperature_v1_t *out) {
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return fill32(device, "nvmlDeviceGetMarginTemperature", &out->marginTemperature, 1);
}

typedef struct {
    uint32_t version, fan, speed;
} nvmlFanSpeedInfo_v1_t;
LAYOUT(nvmlFanSpeedInfo_v1_t, 12);

EXPORT nvmlReturn_t nvmlDeviceGetFanSpeedRPM(nvmlDevice_t device, nvmlFanSpeedInfo_v1_t *out) {
    char key[96];
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return fill32(device, key_of(key, sizeof key, "nvmlDeviceGetFanSpeedRPM", out->fan),
                  &out->speed, 1);
}

typedef struct {
    uint32_t version;
    uint64_t counts[11];
    uint32_t bThresholdExceeded;
} nvmlEccSramErrorStatus_v1_t;
LAYOUT(nvmlEccSramErrorStatus_v1_t, 104);
AT(nvmlEccSramErrorStatus_v1_t, bThresholdExceeded, 96);

/* The eleven counts in the struct's order, then whether the threshold is exceeded. */
EXPORT nvmlReturn_t nvmlDeviceGetSramEccErrorStatus(nvmlDevice_t device,
                                                    nvmlEccSramErrorStatus_v1_t *out) {
    int64_t values[12];
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetSramEccErrorStatus", values, 12);
    for (int i = 0; !code && i < 11; i++) {
        out->counts[i] = (uint64_t)values[i];
    }
    out->bThresholdExceeded = code ? 0 : (uint32_t)values[11];
    return code;
}

typedef struct {
    uint32_t max, high, partial, low, none;
} nvmlRowRemapperHistogramValues_t;
LAYOUT(nvmlRowRemapperHistogramValues_t, 20);

EXPORT nvmlReturn_t nvmlDeviceGetRowRemapperHistogram(nvmlDevice_t device,
                                                      nvmlRowRemapperHistogramValues_t *out) {
    return fill32(device, "nvmlDeviceGetRowRemapperHistogram", out, 5);
}

typedef struct {
    uint32_t corrActiveRemaps, corrInactiveRemaps, uncActiveRemaps, uncInactiveRemaps, bPending,
        bFailureOccurred;
} nvmlRemappedRowsInfo_v2_t;
LAYOUT(nvmlRemappedRowsInfo_v2_t, 24);

EXPORT nvmlReturn_t nvmlDeviceGetRemappedRows_v2(nvmlDevice_t device,
                                                 nvmlRemappedRowsInfo_v2_t *out) {
    return fill32(device, "nvmlDeviceGetRemappedRows_v2", out, 6);
}

typedef struct {
    uint32_t counts[8];
    uint64_t memorySizeMB;
} nvmlDeviceAttributes_t;
LAYOUT(nvmlDeviceAttributes_t, 40);

/* Multiprocessors; shared copy engines, decoders, encoders, JPEG, OFA; slices of the GPU and of the
 * compute instance; MiB. */
EXPORT nvmlReturn_t nvmlDeviceGetAttributes_v2(nvmlDevice_t device, nvmlDeviceAttributes_t *out) {
    int64_t values[9];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetAttributes_v2", values, 9);
    for (int i = 0; !code && i < 8; i++) {
        out->counts[i] = (uint32_t)values[i];
    }
    out->memorySizeMB = code ? 0 : (uint64_t)values[8];
    return code;
}
