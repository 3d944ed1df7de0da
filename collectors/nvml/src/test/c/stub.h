/*
 * A libnvidia-ml of our own for tests: it answers with what a scenario file says.
 *
 * The file is called "scenario" and lies beside the library. It is read again whenever it changes,
 * so that a test loses a GPU, hangs a call or lets it go by writing another text. Each copy of the
 * library is a driver of its own.
 *
 *     # a comment
 *     [system]
 *     nvmlDeviceGetCount_v2 = 2
 *     nvmlSystemGetDriverVersion = 550.54.15
 *     events = 1:0:8:79              sequence:gpu:type:data
 *     process_bytes = 32             the size of a process in the _v3 lists, where not 24
 *     steady = 1                     the file is looked at each 100 ms, not at each call
 *     [gpu *]                        what holds for each GPU that does not say otherwise
 *     nvmlDeviceGetPowerUsage = 71000
 *     nvmlDeviceGetClockInfo.1 = 1980+5     a selector behind the dot; grows by 5 a call
 *     nvmlDeviceGetFanSpeed_v2.0 = error 4
 *     nvmlDeviceGetEccMode = hang    until the file says otherwise; a file "hanging" is made then
 *     field.138/4294967295 = u64 1000       the field and its scope
 *     [gpu 0]
 *     all = error 15                 what every call to the GPU answers
 *     [gpu 0 mig 1]
 *
 * A call that the file does not name is not supported. "-" is the number that stands for none.
 */
#ifndef STUB_H
#define STUB_H

#include <stddef.h>
#include <stdint.h>

enum {
    NVML_SUCCESS = 0,
    NVML_ERROR_UNINITIALIZED = 1,
    NVML_ERROR_INVALID_ARGUMENT = 2,
    NVML_ERROR_NOT_SUPPORTED = 3,
    NVML_ERROR_NOT_FOUND = 6,
    NVML_ERROR_INSUFFICIENT_SIZE = 7,
    NVML_ERROR_TIMEOUT = 10,
    NVML_ERROR_ARGUMENT_VERSION_MISMATCH = 25,
};

#define MAX_GPUS 32
#define MAX_MIG 16
#define EXPORT __attribute__((visibility("default")))
#define VERSION(bytes, number) ((uint32_t)(bytes) | (uint32_t)(number) << 24)

/* What a handle points to. */
struct nvmlDevice_st {
    int gpu;
    int mig; /* -1 for the GPU itself */
    char section[32];
    char fallback[32];
};
typedef struct nvmlDevice_st *nvmlDevice_t;
typedef int nvmlReturn_t;

/* One line of the file. */
typedef struct {
    char section[32];
    char key[96];
    char value[1024];
    long calls;
} entry_t;

/* The line of a key, or null. */
entry_t *line_of(const char *section, const char *key);

/* What a call to the driver itself answers: its return code, and the text where that is 0. */
nvmlReturn_t ask_system(const char *key, const char **text, long *calls);

/* As ask_system, of a device; waits where the file says "hang". */
nvmlReturn_t ask(nvmlDevice_t device, const char *key, const char **text, long *calls);

/* Numbers of a text, parted by blanks, each as it stands after so many calls. How many there are. */
int numbers_in(const char *text, long calls, int64_t *out, int max);

/* ask and numbers_in together. */
nvmlReturn_t ask_numbers(nvmlDevice_t device, const char *key, int64_t *out, int count);

/* A key with a selector behind it. */
const char *key_of(char *buffer, size_t size, const char *name, unsigned selector);

/* Copies a text into a caller's buffer. */
nvmlReturn_t copy_text(const char *text, char *out, unsigned length);

/* Blocks for a moment, as a call does that hangs. */
void wait_millis(unsigned millis);

/* Whether nvmlInit was called and not nvmlShutdown. */
int is_initialized(void);

/* Counts calls of nvmlInit_v2, and of those between it and nvmlShutdown. */
extern int initialized;

#endif
