/* The virtual GPUs of a host. */
#include "stub.h"

#include <stdio.h>
#include <string.h>

#define LAYOUT(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)

typedef uint32_t nvmlVgpuInstance_t;
typedef uint32_t nvmlVgpuTypeId_t;

/* nvmlDeviceGetActiveVgpus = 11 12; a section [vgpu 11] for each, [vgpu type 5] for types */
EXPORT nvmlReturn_t nvmlDeviceGetActiveVgpus(nvmlDevice_t device, unsigned *count,
                                             nvmlVgpuInstance_t *out) {
    const char *text;
    long calls;
    int64_t ids[64];
    nvmlReturn_t code = ask(device, "nvmlDeviceGetActiveVgpus", &text, &calls);
    if (code) {
        return code;
    }
    int there = strcmp(text, "none") ? numbers_in(text, calls, ids, 64) : 0;
    unsigned room = *count;
    *count = (unsigned)there;
    if (room < (unsigned)there) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    for (int i = 0; i < there; i++) {
        out[i] = (nvmlVgpuInstance_t)ids[i];
    }
    return NVML_SUCCESS;
}

static nvmlDevice_t section_of(const char *kind, unsigned id) {
    static _Thread_local struct nvmlDevice_st place;
    snprintf(place.section, sizeof place.section, "%s %u", kind, id);
    snprintf(place.fallback, sizeof place.fallback, "%s *", kind);
    return &place;
}

static nvmlReturn_t text_of(const char *kind, unsigned id, const char *key, char *out,
                            unsigned length) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(section_of(kind, id), key, &text, &calls);
    return code ? code : copy_text(text, out, length);
}

#define TEXT(name)                                                                                 \
    EXPORT nvmlReturn_t name(nvmlVgpuInstance_t vgpu, char *out, unsigned length) {                \
        return text_of("vgpu", vgpu, #name, out, length);                                          \
    }

#define NUMBER(name, kind, type)                                                                   \
    EXPORT nvmlReturn_t name(uint32_t id, type *out) {                                             \
        int64_t value;                                                                             \
        nvmlReturn_t code = ask_numbers(section_of(kind, id), #name, &value, 1);                   \
        if (!code) {                                                                               \
            *out = (type)value;                                                                    \
        }                                                                                          \
        return code;                                                                               \
    }

TEXT(nvmlVgpuInstanceGetUUID)
TEXT(nvmlVgpuInstanceGetMdevUUID)
TEXT(nvmlVgpuInstanceGetVmDriverVersion)
NUMBER(nvmlVgpuInstanceGetType, "vgpu", uint32_t)
NUMBER(nvmlVgpuInstanceGetFbUsage, "vgpu", uint64_t)
NUMBER(nvmlVgpuInstanceGetFrameRateLimit, "vgpu", uint32_t)
NUMBER(nvmlVgpuInstanceGetEccMode, "vgpu", uint32_t)
NUMBER(nvmlVgpuInstanceGetGpuInstanceId, "vgpu", uint32_t)
NUMBER(nvmlVgpuTypeGetFramebufferSize, "vgpu type", uint64_t)

EXPORT nvmlReturn_t nvmlVgpuInstanceGetGpuPciId(nvmlVgpuInstance_t vgpu, char *out,
                                                unsigned *length) {
    return text_of("vgpu", vgpu, "nvmlVgpuInstanceGetGpuPciId", out, *length);
}

EXPORT nvmlReturn_t nvmlVgpuTypeGetName(nvmlVgpuTypeId_t type, char *out, unsigned *size) {
    return text_of("vgpu type", type, "nvmlVgpuTypeGetName", out, *size);
}

/* 1 and a UUID, or 0 and a domain's number */
EXPORT nvmlReturn_t nvmlVgpuInstanceGetVmID(nvmlVgpuInstance_t vgpu, char *out, unsigned size,
                                            unsigned *type) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(section_of("vgpu", vgpu), "nvmlVgpuInstanceGetVmID", &text, &calls);
    if (code) {
        return code;
    }
    *type = text[0] == '1';
    return copy_text(text + 2, out, size);
}

EXPORT nvmlReturn_t nvmlVgpuInstanceGetEncoderStats(nvmlVgpuInstance_t vgpu, unsigned *sessions,
                                                    unsigned *frames, unsigned *latency) {
    int64_t values[3];
    nvmlReturn_t code =
        ask_numbers(section_of("vgpu", vgpu), "nvmlVgpuInstanceGetEncoderStats", values, 3);
    if (!code) {
        *sessions = (unsigned)values[0];
        *frames = (unsigned)values[1];
        *latency = (unsigned)values[2];
    }
    return code;
}

EXPORT nvmlReturn_t nvmlVgpuInstanceGetFBCStats(nvmlVgpuInstance_t vgpu, uint32_t *out) {
    int64_t values[3];
    nvmlReturn_t code =
        ask_numbers(section_of("vgpu", vgpu), "nvmlVgpuInstanceGetFBCStats", values, 3);
    for (int i = 0; !code && i < 3; i++) {
        out[i] = (uint32_t)values[i];
    }
    return code;
}

typedef struct {
    uint32_t year;
    uint16_t month, day, hour, min, sec;
    uint8_t status;
} nvmlVgpuLicenseExpiry_t;
LAYOUT(nvmlVgpuLicenseExpiry_t, 16);

typedef struct {
    uint8_t isLicensed;
    nvmlVgpuLicenseExpiry_t licenseExpiry;
    uint32_t currentState;
} nvmlVgpuLicenseInfo_t;
LAYOUT(nvmlVgpuLicenseInfo_t, 24);

/* licensed, state, status of the expiry, year month day hour min sec */
EXPORT nvmlReturn_t nvmlVgpuInstanceGetLicenseInfo_v2(nvmlVgpuInstance_t vgpu,
                                                      nvmlVgpuLicenseInfo_t *out) {
    int64_t values[9];
    nvmlReturn_t code =
        ask_numbers(section_of("vgpu", vgpu), "nvmlVgpuInstanceGetLicenseInfo_v2", values, 9);
    if (!code) {
        out->isLicensed = (uint8_t)values[0];
        out->currentState = (uint32_t)values[1];
        out->licenseExpiry.status = (uint8_t)values[2];
        out->licenseExpiry.year = (uint32_t)values[3];
        out->licenseExpiry.month = (uint16_t)values[4];
        out->licenseExpiry.day = (uint16_t)values[5];
        out->licenseExpiry.hour = (uint16_t)values[6];
        out->licenseExpiry.min = (uint16_t)values[7];
        out->licenseExpiry.sec = (uint16_t)values[8];
    }
    return code;
}

/* policy, adaptive, and factor and timeslice or timeslice alone */
EXPORT nvmlReturn_t nvmlDeviceGetVgpuSchedulerState(nvmlDevice_t device, uint32_t *out) {
    int64_t values[4];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetVgpuSchedulerState", values, 4);
    for (int i = 0; !code && i < 4; i++) {
        out[i] = (uint32_t)values[i];
    }
    return code;
}

/* policy, factor, timeslice */
EXPORT nvmlReturn_t nvmlDeviceGetVgpuSchedulerState_v2(nvmlDevice_t device, uint32_t *out) {
    int64_t values[3];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetVgpuSchedulerState_v2", values, 3);
    for (int i = 0; !code && i < 3; i++) {
        out[1 + i] = (uint32_t)values[i];
    }
    return code;
}

typedef struct {
    uint64_t timeStamp;
    nvmlVgpuInstance_t vgpuInstance;
    uint64_t values[6];
} nvmlVgpuInstanceUtilizationInfo_v1_t;
LAYOUT(nvmlVgpuInstanceUtilizationInfo_v1_t, 64);

typedef struct {
    uint32_t version;
    int sampleValType;
    uint32_t vgpuInstanceCount;
    uint64_t lastSeenTimeStamp;
    nvmlVgpuInstanceUtilizationInfo_v1_t *vgpuUtilArray;
} nvmlVgpuInstancesUtilizationInfo_v1_t;
LAYOUT(nvmlVgpuInstancesUtilizationInfo_v1_t, 32);

typedef struct {
    nvmlVgpuInstance_t vgpuInstance;
    uint64_t timeStamp;
    uint64_t values[4];
} nvmlVgpuInstanceUtilizationSample_t;
LAYOUT(nvmlVgpuInstanceUtilizationSample_t, 48);

/* vgpu:time:sm:memory:encoder:decoder:jpeg:ofa and so on; those that are newer than the last */
static nvmlReturn_t newer(nvmlDevice_t device, const char *key, int width, uint64_t last,
                          int64_t *values, int *count) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, key, &text, &calls);
    int there = code ? 0 : numbers_in(text, calls, values, 256) / width;
    *count = 0;
    for (int i = 0; i < there; i++) {
        if ((uint64_t)values[i * width + 1] > last) {
            memmove(values + *count * width, values + i * width, sizeof *values * (size_t)width);
            ++*count;
        }
    }
    return code || *count ? code : NVML_ERROR_NOT_FOUND;
}

EXPORT nvmlReturn_t
nvmlDeviceGetVgpuInstancesUtilizationInfo(nvmlDevice_t device,
                                          nvmlVgpuInstancesUtilizationInfo_v1_t *info) {
    int64_t values[256];
    int count;
    if (info->version != VERSION(sizeof *info, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    nvmlReturn_t code = newer(device, "nvmlDeviceGetVgpuInstancesUtilizationInfo", 8,
                              info->lastSeenTimeStamp, values, &count);
    if (code) {
        return code;
    }
    uint32_t room = info->vgpuInstanceCount;
    info->vgpuInstanceCount = (uint32_t)count;
    if (room < (uint32_t)count) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    info->sampleValType = 1;
    for (int i = 0; i < count; i++) {
        info->vgpuUtilArray[i].vgpuInstance = (nvmlVgpuInstance_t)values[8 * i];
        info->vgpuUtilArray[i].timeStamp = (uint64_t)values[8 * i + 1];
        for (int j = 0; j < 6; j++) {
            info->vgpuUtilArray[i].values[j] = (uint64_t)values[8 * i + 2 + j];
        }
    }
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlDeviceGetVgpuUtilization(nvmlDevice_t device, uint64_t last, int *type,
                                                 uint32_t *count,
                                                 nvmlVgpuInstanceUtilizationSample_t *samples) {
    int64_t values[256];
    int there;
    nvmlReturn_t code =
        newer(device, "nvmlDeviceGetVgpuUtilization", 6, last, values, &there);
    if (code) {
        return code;
    }
    uint32_t room = *count;
    *count = (uint32_t)there;
    if (room < (uint32_t)there) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    *type = 1;
    for (int i = 0; i < there; i++) {
        samples[i].vgpuInstance = (nvmlVgpuInstance_t)values[6 * i];
        samples[i].timeStamp = (uint64_t)values[6 * i + 1];
        for (int j = 0; j < 4; j++) {
            samples[i].values[j] = (uint64_t)values[6 * i + 2 + j];
        }
    }
    return NVML_SUCCESS;
}
