package io.hypervigil.host.jna;

/** {@code <errno.h>} of Linux on x86-64 and arm64, as far as a file system gives them. */
public final class Errno {

    static final int ENODEV = 19;

    private Errno() {}

    /**
     * What an error number means, in the words of Go's syscall package: node_exporter's label
     * {@code device_error} holds them, and rules match on them.
     */
    public static String text(int errno) {
        return switch (errno) {
            case 1 -> "operation not permitted";
            case 2 -> "no such file or directory";
            case 4 -> "interrupted system call";
            case 5 -> "input/output error";
            case 6 -> "no such device or address";
            case 11 -> "resource temporarily unavailable";
            case 12 -> "cannot allocate memory";
            case 13 -> "permission denied";
            case 14 -> "bad address";
            case 16 -> "device or resource busy";
            case ENODEV -> "no such device";
            case 20 -> "not a directory";
            case 22 -> "invalid argument";
            case 25 -> "inappropriate ioctl for device";
            case 36 -> "file name too long";
            case 38 -> "function not implemented";
            case 40 -> "too many levels of symbolic links";
            case 61 -> "no data available";
            case 67 -> "link has been severed";
            case 70 -> "communication error on send";
            case 71 -> "protocol error";
            case 75 -> "value too large for defined data type";
            case 95 -> "operation not supported";
            case 100 -> "network is down";
            case 101 -> "network is unreachable";
            case 103 -> "software caused connection abort";
            case 104 -> "connection reset by peer";
            case 107 -> "transport endpoint is not connected";
            case 108 -> "cannot send after transport endpoint shutdown";
            case 110 -> "connection timed out";
            case 111 -> "connection refused";
            case 112 -> "host is down";
            case 113 -> "no route to host";
            case 116 -> "stale NFS file handle";
            case 117 -> "structure needs cleaning";
            case 121 -> "remote I/O error";
            case 126 -> "required key not available";
            default -> "errno " + errno;
        };
    }
}
