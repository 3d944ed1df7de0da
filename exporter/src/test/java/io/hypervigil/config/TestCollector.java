package io.hypervigil.config;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.settings.Durations;
import io.hypervigil.collect.settings.Secret;
import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A collector that only declares itself. */
public record TestCollector(
        String name, String flagPrefix, Class<? extends Record> settings, List<Group> groups)
        implements Collector {

    public static final Group CPU = Group.on("cpu", "times of processors");
    public static final Group FILESYSTEM = Group.on("filesystem", "space of mounts");
    public static final Group WIFI = Group.off("wifi", "wireless devices");
    public static final Group GUESTS = Group.on("guests", "virtual machines");
    public static final Group POOL = Group.off("guests.pool", "their storage pools");

    /** As node_exporter's: its settings' flags begin with {@code --collector.}. */
    public static final TestCollector MACHINE =
            new TestCollector(
                    "machine", "collector", MachineSettings.class, List.of(CPU, FILESYSTEM, WIFI));

    /** Its settings' flags begin with its own name. */
    public static final TestCollector GUEST =
            new TestCollector("guests", "guests", GuestSettings.class, List.of(GUESTS, POOL));

    /** The settings of {@link #MACHINE}. */
    public record MachineSettings(
            @Setting(help = "What of processors is given.") Cpu cpu,
            @Setting(help = "Which mounts are asked.") Filesystem filesystem,
            @Setting(help = "Folders to look into.") List<Path> folders) {}

    /** Nested settings with a flag of another's making. */
    public record Cpu(
            @Setting(help = "Whether models are told.") boolean info,
            @Setting(help = "Flags to tell.", flag = "info.flags-include")
                    Optional<String> infoFlagsInclude) {}

    /** Nested settings whose constructor refuses. */
    public record Filesystem(
            @Setting(
                            help = "Mount points to leave out.",
                            byDefault = "^/dev",
                            formerly = "ignored_mount_points")
                    String mountPointsExclude,
            @Setting(help = "How long a mount may take.", byDefault = "5s") Duration mountTimeout,
            @Setting(help = "Mounts asked at once.", byDefault = "4", min = 1, max = 64)
                    int statWorkers) {

        public Filesystem {
            if (mountTimeout.isZero()) {
                throw new IllegalArgumentException(
                        "mountTimeout: " + Durations.format(mountTimeout) + ", more expected");
            }
        }
    }

    /** The settings of {@link #GUEST}. */
    public record GuestSettings(
            @Setting(help = "Where the daemon listens.", byDefault = "qemu:///system") String uri,
            @Setting(help = "What the daemon wants to hear.") Optional<Secret> token) {}

    @Override
    public String summary() {
        return "what " + name + " gives";
    }

    @Override
    public Schema schema() {
        return new Schema(
                groups,
                groups.stream()
                        .map(
                                group ->
                                        Family.gauge(
                                                group,
                                                group.name().replace('.', '_') + "_value",
                                                "A value."))
                        .toList());
    }

    @Override
    public void open(CollectorContext context) {}

    @Override
    public void close() {}
}
