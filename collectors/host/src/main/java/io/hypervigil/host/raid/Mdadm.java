package io.hypervigil.host.raid;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * How each array of the md driver stands.
 *
 * <pre>
 * node_md_disks{device="md6",state="active"} 1
 * node_md_disks_required{device="md6"} 2
 * node_md_state{device="md6",state="recovering"} 1
 * node_md_degraded{device="md6"} 1
 * </pre>
 */
public final class Mdadm implements HostPart {

    public static final Group GROUP =
            Group.on("mdadm", "software RAID from /proc/mdstat and /sys/block/md*/md");

    static final Family BLOCKS =
            Family.gauge(GROUP, "node_md_blocks", "Blocks of 1024 bytes, from mdstat.", "device");
    static final Family BLOCKS_SYNCED =
            Family.gauge(
                    GROUP,
                    "node_md_blocks_synced",
                    "Blocks of 1024 bytes that are in sync, from mdstat.",
                    "device");
    static final Family DEGRADED =
            Family.gauge(
                    GROUP, "node_md_degraded", "Disks an array misses, from /sys/block.", "device");
    static final Family DISKS =
            Family.gauge(
                    GROUP,
                    "node_md_disks",
                    "Disks of an array by how they stand, from mdstat.",
                    "device",
                    "state");
    static final Family DISKS_REQUIRED =
            Family.gauge(
                    GROUP,
                    "node_md_disks_required",
                    "Disks that an array needs to be whole, from mdstat.",
                    "device");
    static final Family RAID_DISKS =
            Family.gauge(
                    GROUP,
                    "node_md_raid_disks",
                    "Disks that an array needs to be whole, from /sys/block.",
                    "device");
    static final Family STATE =
            Family.gauge(
                    GROUP, "node_md_state", "Whether an array is in a state.", "device", "state");

    public static final List<Family> FAMILIES =
            List.of(BLOCKS, BLOCKS_SYNCED, DEGRADED, DISKS, DISKS_REQUIRED, RAID_DISKS, STATE);

    /** The states of {@code node_md_state}, each with our name of it. */
    private static final Map<String, String> STATES =
            new TreeMap<>(
                    Map.of(
                            "active", "active",
                            "check", "checking",
                            "inactive", "inactive",
                            "recovering", "recovering",
                            "resync", "resyncing"));

    /** Levels with disks to spare, of which the kernel tells how many are missing. */
    private static final Set<String> REDUNDANT =
            Set.of("raid1", "raid4", "raid5", "raid6", "raid10");

    /**
     * A set of disks with metadata of their own, in which arrays lie: it needs no number of them.
     */
    private static final Set<String> CONTAINERS = Set.of("container", "imsm", "ddf", "");

    private final FileTree proc;
    private final FileTree sys;

    public Mdadm(FileTree proc, FileTree sys) {
        this.proc = proc;
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        proc.read("mdstat", MdArray::parse).forEach(array -> write(array, sink));
        for (String block : sys.list("block")) {
            if (block.startsWith("md")) {
                sys.attribute("block/" + block + "/md/level")
                        .ifPresent(level -> writeSys(block, level, sink));
            }
        }
    }

    private static void write(MdArray array, SampleSink sink) {
        var name = array.name();
        sink.add(DISKS_REQUIRED, array.disksRequired(), name);
        sink.add(DISKS, array.disksActive(), name, "active");
        sink.add(DISKS, array.disksFailed(), name, "failed");
        sink.add(DISKS, array.disksSpare(), name, "spare");
        STATES.forEach(
                (label, state) ->
                        sink.add(STATE, array.state().equals(state) ? 1 : 0, name, label));
        array.blocks().ifPresent(blocks -> sink.add(BLOCKS, blocks, name));
        array.blocksSynced().ifPresent(blocks -> sink.add(BLOCKS_SYNCED, blocks, name));
    }

    private void writeSys(String device, String level, SampleSink sink) {
        var path = "block/" + device + "/md/";
        if (!CONTAINERS.contains(level)) {
            sys.attribute(path + "raid_disks")
                    .flatMap(Mdadm::firstNumber)
                    .ifPresent(disks -> sink.add(RAID_DISKS, disks, device));
        }
        // What has no disk to spare misses none while it runs; node_exporter says so as well.
        var degraded =
                REDUNDANT.contains(level)
                        ? sys.numberAttribute(path + "degraded")
                        : OptionalDouble.of(0);
        degraded.ifPresent(disks -> sink.add(DEGRADED, disks, device));
    }

    /** While an array is reshaped the kernel writes {@code new (old)}. */
    private static Optional<Double> firstNumber(String text) {
        try {
            return Optional.of(Double.valueOf(text.split(" ", 2)[0]));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
