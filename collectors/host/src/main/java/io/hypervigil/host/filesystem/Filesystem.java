package io.hypervigil.host.filesystem;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How full each mounted file system is, and whether it answers at all.
 *
 * <pre>
 * node_filesystem_avail_bytes{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 8.4864946176e+10
 * node_filesystem_device_error{device="nas:/a",mountpoint="/mnt/a",fstype="nfs4",device_error="mountpoint timeout"} 1
 * node_filesystem_mount_info{device="/dev/vda",major="254",minor="0",mountpoint="/"} 1
 * </pre>
 */
public final class Filesystem implements HostPart {

    public static final Group GROUP =
            Group.on("filesystem", "space of mounted file systems from mountinfo and statvfs(2)");

    static final Family AVAIL =
            gauge(
                    "avail_bytes",
                    "Bytes that users other than root may still fill, from statvfs(2).");
    static final Family DEVICE_ERROR =
            gauge("device_error", "Whether the file system could not be asked for its space.");
    static final Family FILES = gauge("files", "Inodes in all, from statvfs(2).");
    static final Family FILES_FREE = gauge("files_free", "Inodes that are free, from statvfs(2).");
    static final Family FREE =
            gauge("free_bytes", "Bytes that root may still fill, from statvfs(2).");
    static final Family MOUNT_INFO =
            Family.gauge(
                    GROUP,
                    "node_filesystem_mount_info",
                    "A mounted file system and its device number, from mountinfo.",
                    "device",
                    "major",
                    "minor",
                    "mountpoint");
    static final Family PURGEABLE =
            gauge(
                    "purgeable_bytes",
                    "Bytes the system frees by itself when needed: none on Linux.");
    static final Family READONLY =
            gauge("readonly", "Whether it is mounted for reading only, from mountinfo.");
    static final Family SIZE = gauge("size_bytes", "Bytes in all, from statvfs(2).");

    public static final List<Family> FAMILIES =
            List.of(
                    AVAIL,
                    DEVICE_ERROR,
                    FILES,
                    FILES_FREE,
                    FREE,
                    MOUNT_INFO,
                    PURGEABLE,
                    READONLY,
                    SIZE);

    /** As node_exporter says it, since rules match on it. */
    private static final String TIMEOUT = "mountpoint timeout";

    private final FileTree proc;
    private final Path root;
    private final NameFilter mountPoints;
    private final NameFilter fsTypes;
    private final MountCalls<Space> calls;

    /**
     * @param root what mount points lie below: / or, in a container, where the host's is mounted
     */
    public Filesystem(FileTree proc, Path root, FilesystemSettings settings) {
        this(proc, root, settings, settings.limits(), () -> Space.byStatvfs(root));
    }

    Filesystem(
            FileTree proc,
            Path root,
            FilesystemSettings settings,
            MountCalls.Limits limits,
            Supplier<MountCalls.Call<Space>> newCall) {
        this.proc = proc;
        this.root = root;
        this.mountPoints = settings.mountPoints();
        this.fsTypes = settings.fsTypes();
        this.calls = new MountCalls<>("statvfs", limits, newCall);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var all = HostMounts.below(root, Mount.ofHost(proc));
        var kept = kept(all);
        var targets = targets(all, kept);
        var replies = calls.ask(List.copyOf(targets.values()));
        for (Mount mount : kept) {
            var target = targets.get(mount.path());
            var reply = target == null ? null : replies.get(target);
            if (reply != null) {
                write(mount, reply, sink);
            }
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    /** One of each device and mount point, the last: it lies on top of the others. */
    private Collection<Mount> kept(List<Mount> all) {
        record Place(String device, String path) {}
        var kept = new LinkedHashMap<Place, Mount>();
        for (Mount mount : all) {
            if (mountPoints.accepts(mount.path()) && fsTypes.accepts(mount.fsType())) {
                kept.put(new Place(mount.device(), mount.path()), mount);
            }
        }
        return kept.values();
    }

    /** What a call to each path reaches: of several mounts at one path, the last. */
    private static Map<String, MountCalls.Target> targets(List<Mount> all, Collection<Mount> kept) {
        var onTop = new HashMap<String, Mount>();
        all.forEach(mount -> onTop.put(mount.path(), mount));
        var targets = new LinkedHashMap<String, MountCalls.Target>();
        for (Mount mount : kept) {
            var top = onTop.getOrDefault(mount.path(), mount);
            targets.put(mount.path(), new MountCalls.Target(mount.path(), top.deviceNumber()));
        }
        return targets;
    }

    private static void write(Mount mount, MountCalls.Reply<Space> reply, SampleSink sink) {
        switch (reply) {
            case MountCalls.Reply.Answered<Space>(Space.Sizes sizes) -> write(mount, sizes, sink);
            case MountCalls.Reply.Answered<Space>(Space.Refused refused) ->
                    writeError(mount, refused.error(), sink);
            case MountCalls.Reply.Stuck<Space>(var since) -> {
                writeError(mount, TIMEOUT, sink);
                sink.missing(
                        "space of " + mount.path(),
                        "it has not answered for " + since.toSeconds() + " s");
            }
            case MountCalls.Reply.Late<Space>() ->
                    sink.missing("space of " + mount.path(), "it has not answered yet");
        }
    }

    private static void write(Mount mount, Space.Sizes sizes, SampleSink sink) {
        var labels = labels(mount, "");
        sink.add(DEVICE_ERROR, 0, labels);
        sink.add(READONLY, isReadOnly(mount), labels);
        sink.add(SIZE, sizes.sizeBytes(), labels);
        sink.add(FREE, sizes.freeBytes(), labels);
        sink.add(AVAIL, sizes.availableBytes(), labels);
        sink.add(FILES, sizes.files(), labels);
        sink.add(FILES_FREE, sizes.filesFree(), labels);
        sink.add(PURGEABLE, 0, labels);
        sink.add(
                MOUNT_INFO,
                1,
                mount.device(),
                String.valueOf(mount.major()),
                String.valueOf(mount.minor()),
                mount.path());
    }

    private static void writeError(Mount mount, String error, SampleSink sink) {
        var labels = labels(mount, error);
        sink.add(DEVICE_ERROR, 1, labels);
        sink.add(READONLY, isReadOnly(mount), labels);
    }

    private static double isReadOnly(Mount mount) {
        return mount.isReadOnlyHere() || mount.isReadOnlyItself() ? 1 : 0;
    }

    private static String[] labels(Mount mount, String error) {
        return new String[] {mount.device(), mount.path(), mount.fsType(), error};
    }

    private static Family gauge(String name, String help) {
        return Family.gauge(
                GROUP,
                "node_filesystem_" + name,
                help,
                "device",
                "mountpoint",
                "fstype",
                "device_error");
    }
}
