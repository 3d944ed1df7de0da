package io.hypervigil.containers.machine;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * @param memory bytes
 * @param swap bytes
 * @param machineId of systemd
 * @param systemUuid of the firmware
 * @param kernel its release, {@code 6.1.0-18-amd64}
 * @param system as the distribution calls itself
 * @param bootId of the kernel's present run
 */
record MachineReading(
        Processors processors,
        OptionalLong memory,
        OptionalLong swap,
        String machineId,
        String systemUuid,
        String bootId,
        String kernel,
        String system) {

    private static final String PRETTY_NAME = "PRETTY_NAME=";
    private static final long KIBIBYTE = 1024;

    private record Memory(OptionalLong total, OptionalLong swap) {}

    /**
     * @param before what was read before, null at first
     */
    static MachineReading read(HostFiles files, @Nullable MachineReading before) {
        var processors =
                before == null
                        ? Processors.read(files.sys())
                        : Processors.read(files.sys(), before.processors);
        var memory = memory(files.proc());
        return new MachineReading(
                processors,
                memory.total,
                memory.swap,
                firstOf(files.root(), List.of("etc/machine-id", "var/lib/dbus/machine-id")),
                files.sys().attribute("class/dmi/id/product_uuid").orElse(""),
                files.proc().attribute("sys/kernel/random/boot_id").orElse(""),
                files.proc().attribute("sys/kernel/osrelease").orElse(""),
                system(files.root()));
    }

    private static String system(FileTree root) {
        return firstOf(root, List.of("etc/os-release", "usr/lib/os-release"))
                .lines()
                .filter(line -> line.startsWith(PRETTY_NAME))
                .map(line -> line.substring(PRETTY_NAME.length()).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static String firstOf(FileTree root, List<String> paths) {
        return paths.stream().map(root::attribute).flatMap(Optional::stream).findFirst().orElse("");
    }

    private static Memory memory(FileTree proc) {
        try {
            return proc.read("meminfo", MachineReading::parse);
        } catch (IOException | MalformedTextException _) {
            return new Memory(OptionalLong.empty(), OptionalLong.empty());
        }
    }

    private static Memory parse(Text meminfo) {
        var total = OptionalLong.empty();
        var swap = OptionalLong.empty();
        while (meminfo.nextLine()) {
            if (meminfo.startsWith("MemTotal:")) {
                total = bytes(meminfo);
            } else if (meminfo.startsWith("SwapTotal:")) {
                swap = bytes(meminfo);
            }
        }
        return new Memory(total, swap);
    }

    private static OptionalLong bytes(Text meminfo) {
        meminfo.skip(1);
        return OptionalLong.of(meminfo.whole() * KIBIBYTE);
    }
}
