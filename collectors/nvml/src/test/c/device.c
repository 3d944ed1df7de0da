/* Calls that ask a device for a number, a text, or a few numbers. */
#include "stub.h"

#include <string.h>

#define NUMBER(name, type)                                                                         \
    EXPORT nvmlReturn_t name(nvmlDevice_t device, type *out) {                                     \
        int64_t value;                                                                             \
        nvmlReturn_t code = ask_numbers(device, #name, &value, 1);                                 \
        if (!code) {                                                                               \
            *out = (type)value;                                                                    \
        }                                                                                          \
        return code;                                                                               \
    }

#define SELECTED(name, type)                                                                       \
    EXPORT nvmlReturn_t name(nvmlDevice_t device, unsigned selector, type *out) {                  \
        char key[96];                                                                              \
        int64_t value;                                                                             \
        nvmlReturn_t code =                                                                        \
            ask_numbers(device, key_of(key, sizeof key, #name, selector), &value, 1);              \
        if (!code) {                                                                               \
            *out = (type)value;                                                                    \
        }                                                                                          \
        return code;                                                                               \
    }

#define TWO(name, type)                                                                            \
    EXPORT nvmlReturn_t name(nvmlDevice_t device, type *first, type *second) {                     \
        int64_t values[2];                                                                         \
        nvmlReturn_t code = ask_numbers(device, #name, values, 2);                                 \
        if (!code) {                                                                               \
            *first = (type)values[0];                                                              \
            *second = (type)values[1];                                                             \
        }                                                                                          \
        return code;                                                                               \
    }

#define TEXT(name)                                                                                 \
    EXPORT nvmlReturn_t name(nvmlDevice_t device, char *out, unsigned length) {                    \
        const char *text;                                                                          \
        long calls;                                                                                \
        nvmlReturn_t code = ask(device, #name, &text, &calls);                                     \
        return code ? code : copy_text(text, out, length);                                         \
    }

/* Identity and modes. */
TEXT(nvmlDeviceGetUUID)
TEXT(nvmlDeviceGetName)
TEXT(nvmlDeviceGetSerial)
TEXT(nvmlDeviceGetVbiosVersion)
TEXT(nvmlDeviceGetInforomImageVersion)
TEXT(nvmlDeviceGetBoardPartNumber)
NUMBER(nvmlDeviceGetIndex, unsigned)
NUMBER(nvmlDeviceGetMinorNumber, unsigned)
NUMBER(nvmlDeviceGetBrand, unsigned)
NUMBER(nvmlDeviceGetArchitecture, unsigned)
NUMBER(nvmlDeviceGetNumGpuCores, unsigned)
NUMBER(nvmlDeviceGetPersistenceMode, unsigned)
NUMBER(nvmlDeviceGetComputeMode, unsigned)
NUMBER(nvmlDeviceGetDisplayActive, unsigned)
NUMBER(nvmlDeviceGetAccountingMode, unsigned)
NUMBER(nvmlDeviceGetVirtualizationMode, unsigned)
TWO(nvmlDeviceGetCudaComputeCapability, int)
TWO(nvmlDeviceGetGspFirmwareMode, unsigned)

EXPORT nvmlReturn_t nvmlDeviceGetGspFirmwareVersion(nvmlDevice_t device, char *out) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, "nvmlDeviceGetGspFirmwareVersion", &text, &calls);
    return code ? code : copy_text(text, out, 64);
}

/* Utilisation, encoder, fans. */
TWO(nvmlDeviceGetEncoderUtilization, unsigned)
TWO(nvmlDeviceGetDecoderUtilization, unsigned)
TWO(nvmlDeviceGetJpgUtilization, unsigned)
TWO(nvmlDeviceGetOfaUtilization, unsigned)
NUMBER(nvmlDeviceGetNumFans, unsigned)
NUMBER(nvmlDeviceGetFanSpeed, unsigned)
SELECTED(nvmlDeviceGetFanSpeed_v2, unsigned)
SELECTED(nvmlDeviceGetTargetFanSpeed, unsigned)

EXPORT nvmlReturn_t nvmlDeviceGetEncoderStats(nvmlDevice_t device, unsigned *sessions,
                                              unsigned *frames, unsigned *latency) {
    int64_t values[3];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetEncoderStats", values, 3);
    if (!code) {
        *sessions = (unsigned)values[0];
        *frames = (unsigned)values[1];
        *latency = (unsigned)values[2];
    }
    return code;
}

/* Power and temperature. */
NUMBER(nvmlDeviceGetPowerUsage, unsigned)
NUMBER(nvmlDeviceGetPowerManagementLimit, unsigned)
NUMBER(nvmlDeviceGetPowerManagementDefaultLimit, unsigned)
NUMBER(nvmlDeviceGetEnforcedPowerLimit, unsigned)
NUMBER(nvmlDeviceGetTotalEnergyConsumption, uint64_t)
TWO(nvmlDeviceGetPowerManagementLimitConstraints, unsigned)
SELECTED(nvmlDeviceGetTemperature, unsigned)
SELECTED(nvmlDeviceGetTemperatureThreshold, unsigned)

/* Clocks. */
NUMBER(nvmlDeviceGetPerformanceState, unsigned)
NUMBER(nvmlDeviceGetCurrentClocksEventReasons, uint64_t)
NUMBER(nvmlDeviceGetCurrentClocksThrottleReasons, uint64_t)
NUMBER(nvmlDeviceGetSupportedClocksEventReasons, uint64_t)
NUMBER(nvmlDeviceGetSupportedClocksThrottleReasons, uint64_t)
SELECTED(nvmlDeviceGetClockInfo, unsigned)
SELECTED(nvmlDeviceGetMaxClockInfo, unsigned)
SELECTED(nvmlDeviceGetApplicationsClock, unsigned)
SELECTED(nvmlDeviceGetDefaultApplicationsClock, unsigned)

/* PCIe. */
NUMBER(nvmlDeviceGetCurrPcieLinkGeneration, unsigned)
NUMBER(nvmlDeviceGetCurrPcieLinkWidth, unsigned)
NUMBER(nvmlDeviceGetMaxPcieLinkGeneration, unsigned)
NUMBER(nvmlDeviceGetMaxPcieLinkWidth, unsigned)
NUMBER(nvmlDeviceGetGpuMaxPcieLinkGeneration, unsigned)
NUMBER(nvmlDeviceGetPcieReplayCounter, unsigned)

/* ECC. */
TWO(nvmlDeviceGetEccMode, unsigned)
NUMBER(nvmlDeviceGetRetiredPagesPendingStatus, unsigned)

EXPORT nvmlReturn_t nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, unsigned error,
                                                unsigned counter, uint64_t *out) {
    char key[96];
    int64_t value;
    nvmlReturn_t code = ask_numbers(
        device, key_of(key, sizeof key, "nvmlDeviceGetTotalEccErrors", error * 10 + counter),
        &value, 1);
    *out = code ? *out : (uint64_t)value;
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceGetMemoryErrorCounter(nvmlDevice_t device, unsigned error,
                                                    unsigned counter, unsigned location,
                                                    uint64_t *out) {
    char key[96];
    int64_t value;
    nvmlReturn_t code =
        ask_numbers(device,
                    key_of(key, sizeof key, "nvmlDeviceGetMemoryErrorCounter",
                           error * 100 + counter * 10 + location),
                    &value, 1);
    *out = code ? *out : (uint64_t)value;
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceGetRemappedRows(nvmlDevice_t device, unsigned *correctable,
                                              unsigned *uncorrectable, unsigned *pending,
                                              unsigned *failure) {
    int64_t values[4];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetRemappedRows", values, 4);
    if (!code) {
        *correctable = (unsigned)values[0];
        *uncorrectable = (unsigned)values[1];
        *pending = (unsigned)values[2];
        *failure = (unsigned)values[3];
    }
    return code;
}

/* A caller that passes no array only wants to know how many. */
EXPORT nvmlReturn_t nvmlDeviceGetRetiredPages(nvmlDevice_t device, unsigned cause, unsigned *count,
                                              uint64_t *addresses) {
    char key[96];
    int64_t pages;
    nvmlReturn_t code = ask_numbers(
        device, key_of(key, sizeof key, "nvmlDeviceGetRetiredPages", cause), &pages, 1);
    if (code) {
        return code;
    }
    unsigned room = *count;
    *count = (unsigned)pages;
    if (room < pages) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    for (int64_t i = 0; i < pages && addresses; i++) {
        addresses[i] = (uint64_t)i << 16;
    }
    return NVML_SUCCESS;
}

/* MIG. */
TWO(nvmlDeviceGetMigMode, unsigned)
NUMBER(nvmlDeviceGetMaxMigDeviceCount, unsigned)
NUMBER(nvmlDeviceGetGpuInstanceId, unsigned)
NUMBER(nvmlDeviceGetComputeInstanceId, unsigned)

/* NVLink. */
SELECTED(nvmlDeviceGetNvLinkState, unsigned)
SELECTED(nvmlDeviceGetNvLinkVersion, unsigned)
SELECTED(nvmlDeviceGetNvLinkRemoteDeviceType, unsigned)

EXPORT nvmlReturn_t nvmlDeviceGetNvLinkErrorCounter(nvmlDevice_t device, unsigned link,
                                                    unsigned counter, uint64_t *out) {
    char key[96];
    int64_t value;
    nvmlReturn_t code = ask_numbers(
        device, key_of(key, sizeof key, "nvmlDeviceGetNvLinkErrorCounter", link * 10 + counter),
        &value, 1);
    *out = code ? *out : (uint64_t)value;
    return code;
}
