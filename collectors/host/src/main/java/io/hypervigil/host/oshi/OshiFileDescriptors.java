package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;

/**
 * Open files of the whole machine.
 *
 * <pre>
 * node_filefd_allocated 756
 * </pre>
 */
public final class OshiFileDescriptors implements HostPart {

    public static final Group GROUP = Group.on("filefd", "open files, by OSHI");

    static final Family ALLOCATED =
            Family.gauge(GROUP, "node_filefd_allocated", "File descriptors in use.");
    static final Family MAXIMUM =
            Family.gauge(GROUP, "node_filefd_maximum", "File descriptors there can be.");

    public static final List<Family> FAMILIES = List.of(ALLOCATED, MAXIMUM);

    @Override
    public void sample(SampleSink sink) {
        var files = Oshi.system().getFileSystem();
        sink.add(ALLOCATED, (double) files.getOpenFileDescriptors());
        sink.add(MAXIMUM, (double) files.getMaxFileDescriptors());
    }
}
