package io.hypervigil.libvirt.process;

/**
 * A process that runs a domain.
 *
 * @param startTicks field 22 of /proc/PID/stat: tells it from another that was given its PID later
 */
record QemuProcess(long pid, long startTicks) {

    /** Below /proc. */
    String folder() {
        return Long.toString(pid);
    }
}
