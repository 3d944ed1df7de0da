/*
 * Instances of a divided GPU, as they are made and destroyed.
 *
 *     mig_activation = 16                     what turning MIG on waits for
 *     mig_reset = 700000                      the power limit after the reset that changes the mode
 *     gpu_profile.0 = 19 1 7 9728 MIG 1g.10gb     id, slices, instances, MiB, name
 *     compute_profile.0 = 0 1 7 MIG 1c.1g.10gb    id, slices, instances, name
 *     capacity.19 = 7                         how many there is room for
 *     placements.19 = 0:1 1:1                 start and size of each place
 */
#include "stub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_INSTANCES 32

struct instance {
    nvmlDevice_t device;
    struct instance *of; /* the GPU instance of a compute instance */
    uint32_t id, profile, start, size;
    int is_there;
};
typedef struct instance *nvmlInstance_t;

static struct instance instances[MAX_INSTANCES];

int control_ignored(nvmlDevice_t device, const char *name);
nvmlReturn_t control_called(nvmlDevice_t device, const char *name, unsigned argument);
nvmlReturn_t control_called3(nvmlDevice_t device, const char *name, unsigned first,
                             unsigned second, unsigned third);
nvmlReturn_t control_become(nvmlDevice_t device, const char *getter, int place, unsigned value);

EXPORT nvmlReturn_t nvmlDeviceSetMigMode(nvmlDevice_t device, unsigned mode,
                                         nvmlReturn_t *activation) {
    int64_t waits, limit;
    nvmlReturn_t code = control_called(device, "nvmlDeviceSetMigMode", mode);
    if (code) {
        return code;
    }
    *activation = NVML_SUCCESS;
    if (control_ignored(device, "nvmlDeviceSetMigMode")) {
        return code;
    }
    if (ask_numbers(device, "mig_activation", &waits, 1) == NVML_SUCCESS) {
        *activation = (nvmlReturn_t)waits;
    } else {
        control_become(device, "nvmlDeviceGetMigMode", 0, mode);
        if (ask_numbers(device, "mig_reset", &limit, 1) == NVML_SUCCESS) {
            control_become(device, "nvmlDeviceGetPowerManagementLimit", 0, (unsigned)limit);
        }
    }
    return control_become(device, "nvmlDeviceGetMigMode", 1, mode);
}

/* Numbers and behind them a name with blanks. */
static nvmlReturn_t profile(nvmlDevice_t device, const char *key, int numbers, int64_t *out,
                            char *name) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, key, &text, &calls);
    if (code) {
        return code;
    }
    numbers_in(text, calls, out, numbers);
    for (int i = 0; i < numbers && text; i++) {
        text = strchr(text + 1, ' ');
    }
    snprintf(name, 96, "%s", text ? text + 1 : "");
    return NVML_SUCCESS;
}

typedef struct {
    uint32_t version, id, isP2pSupported, sliceCount, instanceCount, multiprocessorCount,
        copyEngineCount, decoderCount, encoderCount, jpegCount, ofaCount;
    uint64_t memorySizeMB;
    char name[96];
} nvmlGpuInstanceProfileInfo_v2_t;
_Static_assert(sizeof(nvmlGpuInstanceProfileInfo_v2_t) == 152, "nvmlGpuInstanceProfileInfo_v2_t");

EXPORT nvmlReturn_t nvmlDeviceGetGpuInstanceProfileInfoV(nvmlDevice_t device, unsigned place,
                                                         nvmlGpuInstanceProfileInfo_v2_t *out) {
    char key[96];
    int64_t n[4];
    if (out->version != VERSION(sizeof *out, 2)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    nvmlReturn_t code =
        profile(device, key_of(key, sizeof key, "gpu_profile", place), 4, n, out->name);
    if (!code) {
        out->id = (uint32_t)n[0];
        out->sliceCount = (uint32_t)n[1];
        out->instanceCount = (uint32_t)n[2];
        out->memorySizeMB = (uint64_t)n[3];
    }
    return code;
}

typedef struct {
    uint32_t version, id, sliceCount, instanceCount, multiprocessorCount, sharedCopyEngineCount,
        sharedDecoderCount, sharedEncoderCount, sharedJpegCount, sharedOfaCount;
    char name[96];
} nvmlComputeInstanceProfileInfo_v2_t;
_Static_assert(sizeof(nvmlComputeInstanceProfileInfo_v2_t) == 136,
               "nvmlComputeInstanceProfileInfo_v2_t");

EXPORT nvmlReturn_t
nvmlGpuInstanceGetComputeInstanceProfileInfoV(nvmlInstance_t instance, unsigned place,
                                              unsigned engine,
                                              nvmlComputeInstanceProfileInfo_v2_t *out) {
    char key[96];
    int64_t n[3];
    if (engine || out->version != VERSION(sizeof *out, 2)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    nvmlReturn_t code = profile(
        instance->device, key_of(key, sizeof key, "compute_profile", place), 3, n, out->name);
    if (!code) {
        out->id = (uint32_t)n[0];
        out->sliceCount = (uint32_t)n[1];
        out->instanceCount = (uint32_t)n[2];
    }
    return code;
}

static void grow(nvmlDevice_t device, uint32_t profile_id, int by) {
    char key[96];
    int64_t room;
    if (!ask_numbers(device, key_of(key, sizeof key, "capacity", profile_id), &room, 1)) {
        control_become(device, key, 0, (unsigned)(room + by));
    }
}

EXPORT nvmlReturn_t nvmlDeviceGetGpuInstanceRemainingCapacity(nvmlDevice_t device,
                                                              unsigned profile_id, unsigned *out) {
    char key[96];
    int64_t room;
    nvmlReturn_t code =
        ask_numbers(device, key_of(key, sizeof key, "capacity", profile_id), &room, 1);
    *out = code ? 0 : (unsigned)room;
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceGetGpuInstancePossiblePlacements_v2(nvmlDevice_t device,
                                                                  unsigned profile_id,
                                                                  uint32_t *out, unsigned *count) {
    char key[96];
    int64_t n[64];
    const char *text;
    long calls;
    nvmlReturn_t code =
        ask(device, key_of(key, sizeof key, "placements", profile_id), &text, &calls);
    if (code) {
        return code;
    }
    int there = numbers_in(text, calls, n, 64);
    if (*count < (unsigned)there / 2) {
        return NVML_ERROR_INSUFFICIENT_SIZE;
    }
    for (int i = 0; i < there; i++) {
        out[i] = (uint32_t)n[i];
    }
    *count = (unsigned)there / 2;
    return NVML_SUCCESS;
}

static nvmlReturn_t make(struct instance wanted, nvmlInstance_t *out) {
    uint32_t id = 1;
    for (int i = 0; i < MAX_INSTANCES; i++) {
        id += instances[i].is_there && instances[i].of == wanted.of;
    }
    for (int i = 0; i < MAX_INSTANCES; i++) {
        if (!instances[i].is_there) {
            instances[i] = wanted;
            instances[i].id = wanted.of ? id - 1 : id;
            instances[i].is_there = 1;
            *out = &instances[i];
            return NVML_SUCCESS;
        }
    }
    return 23;
}

EXPORT nvmlReturn_t nvmlDeviceCreateGpuInstance(nvmlDevice_t device, unsigned profile_id,
                                                nvmlInstance_t *out) {
    nvmlReturn_t code = control_called(device, "nvmlDeviceCreateGpuInstance", profile_id);
    if (code) {
        return code;
    }
    grow(device, profile_id, -1);
    return make((struct instance){device, NULL, 0, profile_id, 0, 1, 0}, out);
}

EXPORT nvmlReturn_t nvmlDeviceCreateGpuInstanceWithPlacement(nvmlDevice_t device,
                                                             unsigned profile_id,
                                                             const uint32_t *placement,
                                                             nvmlInstance_t *out) {
    nvmlReturn_t code = control_called3(device, "nvmlDeviceCreateGpuInstanceWithPlacement",
                                        profile_id, placement[0], placement[1]);
    if (code) {
        return code;
    }
    grow(device, profile_id, -1);
    return make((struct instance){device, NULL, 0, profile_id, placement[0], placement[1], 0}, out);
}

EXPORT nvmlReturn_t nvmlGpuInstanceCreateComputeInstance(nvmlInstance_t instance,
                                                         unsigned profile_id,
                                                         nvmlInstance_t *out) {
    nvmlReturn_t code =
        control_called(instance->device, "nvmlGpuInstanceCreateComputeInstance", profile_id);
    return code ? code
                : make((struct instance){instance->device, instance, 0, profile_id, 0, 1, 0}, out);
}

EXPORT nvmlReturn_t nvmlGpuInstanceDestroy(nvmlInstance_t instance) {
    nvmlReturn_t code = control_called(instance->device, "nvmlGpuInstanceDestroy", instance->id);
    for (int i = 0; !code && i < MAX_INSTANCES; i++) {
        if (instances[i].is_there && instances[i].of == instance) {
            return 19;
        }
    }
    if (!code && !control_ignored(instance->device, "nvmlGpuInstanceDestroy")) {
        instance->is_there = 0;
        grow(instance->device, instance->profile, 1);
    }
    return code;
}

EXPORT nvmlReturn_t nvmlComputeInstanceDestroy(nvmlInstance_t instance) {
    nvmlReturn_t code =
        control_called(instance->device, "nvmlComputeInstanceDestroy", instance->id);
    instance->is_there = code ? 1 : 0;
    return code;
}

static nvmlReturn_t list(nvmlDevice_t device, nvmlInstance_t of, unsigned profile_id,
                         nvmlInstance_t *out, unsigned *count) {
    *count = 0;
    for (int i = 0; i < MAX_INSTANCES; i++) {
        if (instances[i].is_there && instances[i].device == device && instances[i].of == of &&
            instances[i].profile == profile_id) {
            out[(*count)++] = &instances[i];
        }
    }
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlDeviceGetGpuInstances(nvmlDevice_t device, unsigned profile_id,
                                              nvmlInstance_t *out, unsigned *count) {
    return list(device, NULL, profile_id, out, count);
}

EXPORT nvmlReturn_t nvmlGpuInstanceGetComputeInstances(nvmlInstance_t instance,
                                                       unsigned profile_id, nvmlInstance_t *out,
                                                       unsigned *count) {
    return list(instance->device, instance, profile_id, out, count);
}

struct placement {
    uint32_t start, size;
};

typedef struct {
    void *device;
    uint32_t id, profileId;
    struct placement placement;
} nvmlGpuInstanceInfo_t;
_Static_assert(sizeof(nvmlGpuInstanceInfo_t) == 24, "nvmlGpuInstanceInfo_t");

EXPORT nvmlReturn_t nvmlGpuInstanceGetInfo(nvmlInstance_t instance, nvmlGpuInstanceInfo_t *out) {
    *out = (nvmlGpuInstanceInfo_t){instance->device, instance->id, instance->profile,
                                   {instance->start, instance->size}};
    return NVML_SUCCESS;
}

typedef struct {
    void *device, *gpuInstance;
    uint32_t id, profileId;
    struct placement placement;
} nvmlComputeInstanceInfo_t;
_Static_assert(sizeof(nvmlComputeInstanceInfo_t) == 32, "nvmlComputeInstanceInfo_t");

EXPORT nvmlReturn_t nvmlComputeInstanceGetInfo_v2(nvmlInstance_t instance,
                                                  nvmlComputeInstanceInfo_t *out) {
    *out = (nvmlComputeInstanceInfo_t){instance->device, instance->of,    instance->id,
                                       instance->profile, {instance->start, instance->size}};
    return NVML_SUCCESS;
}
