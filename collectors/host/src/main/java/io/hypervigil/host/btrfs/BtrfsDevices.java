package io.hypervigil.host.btrfs;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.filesystem.HostMounts;
import io.hypervigil.host.filesystem.Mount;
import io.hypervigil.host.filesystem.MountCalls;
import io.hypervigil.host.filesystem.MountCalls.Reply.Answered;
import io.hypervigil.host.jna.LinuxBtrfs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The devices of each mounted Btrfs, as it tells them at its mount points.
 *
 * <p>Thread: one, but {@link #close}: any.
 */
public final class BtrfsDevices implements AutoCloseable {

    private final FileTree proc;
    private final Path root;
    private final MountCalls<LinuxBtrfs.Result> calls;
    private final Map<String, MountCalls.Target> answering = new HashMap<>();

    /**
     * @param root what mount points lie below: / or, in a container, where the host's is mounted
     */
    public BtrfsDevices(FileTree proc, Path root, MountCalls.Limits limits) {
        this(proc, root, new MountCalls<>("btrfs", limits, () -> byIoctl(root)));
    }

    BtrfsDevices(FileTree proc, Path root, MountCalls<LinuxBtrfs.Result> calls) {
        this.proc = proc;
        this.root = root;
        this.calls = calls;
    }

    /** Devices by the file system's id in 32 hexadecimal digits, of those that may be asked. */
    Map<String, List<LinuxBtrfs.DevInfo>> ask() throws IOException {
        var mounts = mountsByDevice();
        var targets = new LinkedHashSet<MountCalls.Target>();
        mounts.forEach((device, paths) -> targets.addAll(worthAsking(device, paths)));
        var replies = calls.ask(targets);
        var devices = new HashMap<String, List<LinuxBtrfs.DevInfo>>();
        for (var mount : mounts.entrySet()) {
            answering.remove(mount.getKey());
            for (MountCalls.Target target : mount.getValue()) {
                if (replies.get(target)
                        instanceof Answered<LinuxBtrfs.Result>(LinuxBtrfs.Result.FsInfo info)) {
                    answering.put(mount.getKey(), target);
                    devices.put(info.fsid(), info.devices());
                    break;
                }
            }
        }
        answering.keySet().retainAll(mounts.keySet());
        return devices;
    }

    /** The mount point that answered last; all of a device where none has, or it is gone. */
    private List<MountCalls.Target> worthAsking(String device, List<MountCalls.Target> mounts) {
        var last = answering.get(device);
        return last != null && mounts.contains(last) ? List.of(last) : mounts;
    }

    @Override
    public void close() {
        calls.close();
    }

    private static MountCalls.Call<LinuxBtrfs.Result> byIoctl(Path root) {
        var btrfs = new LinuxBtrfs();
        var prefix = root.toString().equals("/") ? "" : root.toString();
        return path -> btrfs.fsInfo(prefix + path);
    }

    /** Each subvolume has its own mount point; one may lie hidden below another mount. */
    private Map<String, List<MountCalls.Target>> mountsByDevice() throws IOException {
        var mounts = new LinkedHashMap<String, List<MountCalls.Target>>();
        for (Mount mount : HostMounts.below(root, Mount.ofHost(proc))) {
            if (mount.fsType().equals("btrfs")) {
                mounts.computeIfAbsent(mount.device(), _ -> new ArrayList<>())
                        .add(new MountCalls.Target(mount.path(), mount.deviceNumber()));
            }
        }
        return mounts;
    }
}
