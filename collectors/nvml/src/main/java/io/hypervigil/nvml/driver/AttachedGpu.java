package io.hypervigil.nvml.driver;

import io.hypervigil.nvml.jna.NvmlDevice;

/**
 * A GPU that the driver has given us a handle of.
 *
 * @param uuid {@code GPU-…}
 * @param index the driver's number, which may be another after a reboot
 * @param pciAddress as the kernel writes it
 * @param device its handle
 * @param life of the library that the handle belongs to
 */
public record AttachedGpu(
        String uuid, int index, String pciAddress, NvmlDevice device, LibraryLife life) {}
