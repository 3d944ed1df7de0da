// Stands in for libcuda.so.1 where there is no GPU: says each call that load.c makes, and refuses
// what comes in a wrong order or with arguments that cuda.h does not allow.
// FAKE_CUDA_FAILS=cuMemAlloc_v2 lets that call fail.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, INVALID_CONTEXT = 201 };

static int is_initialized, is_current, is_loaded, waiting, all_launches;
static char context, module, work;
static unsigned long long held;

static int answer(const char *call, int needed, int otherwise)
{
    const char *failing = getenv("FAKE_CUDA_FAILS");
    fprintf(stderr, "%s\n", call);
    if (failing != NULL && strcmp(failing, call) == 0) {
        return OUT_OF_MEMORY;
    }
    return needed ? OK : otherwise;
}

int cuGetErrorName(int error, const char **name)
{
    *name = error == OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : "CUDA_ERROR_OF_SOME_KIND";
    return OK;
}

int cuInit(unsigned flags)
{
    is_initialized = 1;
    return answer("cuInit", flags == 0, INVALID_VALUE);
}

int cuDeviceGetCount(int *count)
{
    *count = 1;
    return answer("cuDeviceGetCount", is_initialized, NOT_INITIALIZED);
}

int cuDeviceGet(int *device, int ordinal)
{
    *device = 7;
    return answer("cuDeviceGet", is_initialized && ordinal == 0, INVALID_VALUE);
}

int cuDeviceGetAttribute(int *value, int attribute, int device)
{
    *value = 132;
    return answer("cuDeviceGetAttribute", attribute == 16 && device == 7, INVALID_VALUE);
}

int cuDevicePrimaryCtxRetain(void **retained, int device)
{
    *retained = &context;
    return answer("cuDevicePrimaryCtxRetain", device == 7, INVALID_VALUE);
}

int cuCtxSetCurrent(void *given)
{
    is_current = given == &context;
    return answer("cuCtxSetCurrent", is_current, INVALID_CONTEXT);
}

int cuMemAlloc_v2(unsigned long long *memory, size_t bytes)
{
    *memory = 0x7f0000000000;
    held = bytes;
    return answer("cuMemAlloc_v2", is_current, INVALID_CONTEXT);
}

int cuMemsetD32_v2(unsigned long long memory, unsigned value, size_t words)
{
    int is_right = memory == 0x7f0000000000 && value == 0 && words * 4 == held;
    return answer("cuMemsetD32_v2", is_right, INVALID_VALUE);
}

int cuModuleLoadData(void **loaded, const void *ptx)
{
    *loaded = &module;
    is_loaded = strstr(ptx, ".entry work(") != NULL;
    return answer("cuModuleLoadData", is_current && is_loaded, INVALID_VALUE);
}

int cuModuleGetFunction(void **function, void *from, const char *name)
{
    *function = &work;
    return answer("cuModuleGetFunction", from == &module && strcmp(name, "work") == 0, INVALID_VALUE);
}

int cuLaunchKernel(void *function, unsigned x, unsigned y, unsigned z, unsigned threads_x,
                   unsigned threads_y, unsigned threads_z, unsigned shared, void *stream,
                   void **arguments, void **extra)
{
    waiting++;
    int is_right = function == &work && x == 132 * 8 && y == 1 && z == 1 && threads_x == 256 &&
                   threads_y == 1 && threads_z == 1 && shared == 0 && stream == NULL && extra == NULL &&
                   *(unsigned long long *) arguments[0] == 0x7f0000000000 &&
                   *(unsigned *) arguments[1] * 4ULL == held && *(unsigned *) arguments[2] > 0;
    if (all_launches++ > 0) {
        return is_right ? OK : INVALID_VALUE;
    }
    return answer("cuLaunchKernel", is_right, INVALID_VALUE);
}

int cuCtxSynchronize(void)
{
    int is_first = all_launches == waiting;
    waiting = 0;
    return is_first ? answer("cuCtxSynchronize", is_current, INVALID_CONTEXT) : OK;
}

int cuDeviceGetUuid_v2(unsigned char *uuid, int device)
{
    for (int i = 0; i < 16; i++) {
        uuid[i] = (unsigned char) (0xf0 + i);
    }
    return answer("cuDeviceGetUuid_v2", device == 7, INVALID_VALUE);
}

int cuDeviceGetName(char *name, int length, int device)
{
    snprintf(name, (size_t) length, "NVIDIA Fake");
    return answer("cuDeviceGetName", device == 7 && length > 16, INVALID_VALUE);
}
