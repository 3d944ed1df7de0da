package io.hypervigil.containers.launch;

/**
 * A file or a folder of the host in a container.
 *
 * @param source its real path, in which no link is left
 * @param target where it is in the container
 * @param isWritable whether the container may change it
 */
public record HostMount(String source, String target, boolean isWritable) {

    /** {@code /data/x:/data}, and {@code :rw} behind it where it is writable. */
    String text() {
        return source + ":" + target + (isWritable ? ":rw" : "");
    }
}
