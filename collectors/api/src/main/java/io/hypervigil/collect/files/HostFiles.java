package io.hypervigil.collect.files;

/**
 * The trees a Linux host is read from.
 *
 * <p>Thread: one, as its trees.
 *
 * @param proc {@code --path.procfs}, by default /proc
 * @param sys {@code --path.sysfs}, by default /sys
 * @param root {@code --path.rootfs}, by default /
 * @param udev {@code --path.udev.data}, by default /run/udev/data
 */
public record HostFiles(FileTree proc, FileTree sys, FileTree root, FileTree udev) {}
