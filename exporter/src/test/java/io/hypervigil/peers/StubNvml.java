package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The GPU collector's libnvidia-ml of its own tests, for a whole process: with a /sys in which the
 * driver's module is loaded or not.
 */
public record StubNvml(Path folder) {

    private static final Path SOURCES = Path.of("../collectors/nvml/src/test/c");

    /** Compiles it into a folder. */
    public static StubNvml in(Path folder, String scenario) throws IOException {
        var gcc = RealPart.require("gcc", "install gcc").toString();
        var stub = new StubNvml(folder);
        Files.writeString(folder.resolve("exports"), "{ global: nvml*; local: *; };\n");
        var command =
                new ArrayList<>(
                        List.of(
                                gcc,
                                "-O1",
                                "-fPIC",
                                "-shared",
                                "-Wl,--version-script=exports",
                                "-o",
                                stub.library().toString()));
        try (var files = Files.list(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".c"))
                    .map(file -> file.toAbsolutePath().toString())
                    .sorted()
                    .forEach(command::add);
        }
        command.add("-lm");
        var run = RealPart.run(folder, "", command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        stub.become(scenario);
        stub.loadModule();
        return stub;
    }

    /** The library. */
    public Path library() {
        return folder.resolve("libnvidia-ml.so.1");
    }

    /** Follows another scenario from now on. */
    public void become(String scenario) throws IOException {
        Files.move(
                Files.writeString(folder.resolve("scenario.new"), scenario),
                folder.resolve("scenario"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void loadModule() throws IOException {
        Files.createDirectories(module());
    }

    void unloadModule() throws IOException {
        Files.delete(module());
    }

    /** An H100 at a PCI address, bound to the driver. */
    void putOnTheBus(String address) throws IOException {
        var device = Files.createDirectories(folder.resolve("sys/bus/pci/devices/" + address));
        var bound = Files.createDirectories(folder.resolve("sys/bus/pci/drivers/nvidia"));
        Files.createFile(bound.resolve(address));
        Files.createSymbolicLink(device.resolve("driver"), Path.of("../../drivers/nvidia"));
        Files.writeString(device.resolve("vendor"), "0x10de\n");
        Files.writeString(device.resolve("device"), "0x2330\n");
        Files.writeString(device.resolve("class"), "0x030200\n");
        Files.writeString(device.resolve("subsystem_vendor"), "0x10de\n");
        Files.writeString(device.resolve("subsystem_device"), "0x16c1\n");
        Files.writeString(device.resolve("revision"), "0xa1\n");
    }

    /** Whether a call has come to a line that hangs. */
    boolean isHanging() {
        return Files.exists(folder.resolve("hanging"));
    }

    /** What has the process look at this machine, and at nothing else. */
    List<String> flags() throws IOException {
        Files.createDirectories(folder.resolve("proc"));
        return List.of(
                "--path.procfs=" + folder.resolve("proc"),
                "--path.sysfs=" + folder.resolve("sys"),
                "--path.rootfs=" + folder,
                "--sampling.interval=1s",
                "--window.interval=1s",
                "--no-collector.host",
                "--nvml.library=" + library());
    }

    private Path module() {
        return folder.resolve("sys/module/nvidia");
    }
}
