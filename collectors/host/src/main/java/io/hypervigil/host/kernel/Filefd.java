package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;

/**
 * How many files are open, and how many may be.
 *
 * <pre>
 * node_filefd_allocated 1024
 * node_filefd_maximum 1.631329e+06
 * </pre>
 */
public final class Filefd implements HostPart {

    public static final Group GROUP = Group.on("filefd", "open files from /proc/sys/fs/file-nr");

    static final Family ALLOCATED =
            Family.gauge(GROUP, "node_filefd_allocated", "Open files, from /proc/sys/fs/file-nr.");
    static final Family MAXIMUM =
            Family.gauge(
                    GROUP,
                    "node_filefd_maximum",
                    "Files that may be open, from /proc/sys/fs/file-nr.");

    public static final List<Family> FAMILIES = List.of(ALLOCATED, MAXIMUM);

    private final FileTree proc;

    public Filefd(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var files = proc.read("sys/fs/file-nr", Filefd::parse);
        sink.add(ALLOCATED, files.allocated);
        sink.add(MAXIMUM, files.maximum);
    }

    /** Three numbers; the second has been 0 since Linux 2.6. */
    static Reading parse(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty");
        }
        double allocated = text.unsigned();
        text.skip(1);
        return new Reading(allocated, text.unsigned());
    }

    record Reading(double allocated, double maximum) {}
}
