package io.hypervigil.libvirt.template;

import java.util.regex.Pattern;

/**
 * What a machine is.
 *
 * @param architecture as QEMU names it: {@code x86_64}
 * @param board as QEMU names it: {@code q35}
 * @param vcpus at the start
 * @param maxVcpus that it can have while it runs
 * @param memoryBytes at the start
 * @param maxMemoryBytes that it can have while it runs
 */
public record Machine(
        Hypervisor hypervisor,
        String architecture,
        String board,
        Firmware firmware,
        int vcpus,
        int maxVcpus,
        long memoryBytes,
        long maxMemoryBytes) {

    private static final int MOST_VCPUS = 1024;
    private static final long LEAST_BYTES = 1 << 20;
    private static final long MOST_BYTES = 1L << 46;
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9_]{2,20}");
    private static final Pattern BOARD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,40}");

    /** Refuses what no machine is. */
    public Machine {
        if (!ARCHITECTURE.matcher(architecture).matches()) {
            throw new IllegalArgumentException("architecture: a name like x86_64 expected");
        }
        if (!BOARD.matcher(board).matches()) {
            throw new IllegalArgumentException("machine: a name like q35 expected");
        }
        if (vcpus < 1 || maxVcpus < vcpus || maxVcpus > MOST_VCPUS) {
            throw new IllegalArgumentException(
                    "vcpus: from 1 to " + Math.clamp(maxVcpus, 1, MOST_VCPUS) + " expected");
        }
        if (memoryBytes < LEAST_BYTES
                || maxMemoryBytes < memoryBytes
                || maxMemoryBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "memory_bytes: from "
                            + LEAST_BYTES
                            + " to "
                            + Math.clamp(maxMemoryBytes, LEAST_BYTES, MOST_BYTES)
                            + " bytes expected");
        }
    }

    boolean isX86() {
        return architecture.equals("x86_64") || architecture.equals("i686");
    }

    /** Whether its slots are PCI Express ports, of which each device that comes later needs one. */
    boolean hasExpressPorts() {
        return board.contains("q35") || board.startsWith("virt");
    }

    /** What a CD can be attached to on this board. */
    String cdBus() {
        if (board.contains("q35")) {
            return "sata";
        }
        return isX86() ? "ide" : "scsi";
    }
}
