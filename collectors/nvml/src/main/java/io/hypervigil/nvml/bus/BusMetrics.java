package io.hypervigil.nvml.bus;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is told of NVIDIA's functions on the bus.
 *
 * <pre>
 * gpu_pci_info{pci_address="0000:3b:00.0",gpu="",kind="gpu",driver="vfio-pci",iommu_group="42",…} 1
 * gpu_pci_link_lanes{pci_address="0000:3b:00.0"} 16
 * hypervigil_gpu_count{state="vfio"} 1
 * </pre>
 */
final class BusMetrics {

    static final Group GROUP =
            Group.on(
                    "nvml.bus",
                    "NVIDIA's functions on PCI, whatever driver they have, from /sys/bus/pci");

    private static final String ADDRESS = "pci_address";

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "gpu_pci_info",
                    "What a function is and who drives it, from /sys/bus/pci/devices.",
                    ADDRESS,
                    "gpu",
                    "kind",
                    "class",
                    "vendor",
                    "device",
                    "subsystem_vendor",
                    "subsystem_device",
                    "revision",
                    "driver",
                    "iommu_group",
                    "numa_node",
                    "physical_function");
    static final Family SPEED =
            gauge(
                    "link_transfers_per_second",
                    "Transfers a second that a lane does now",
                    "current_link_speed");
    static final Family BEST_SPEED =
            gauge(
                    "link_max_transfers_per_second",
                    "Transfers a second a lane can do",
                    "max_link_speed");
    static final Family LANES = gauge("link_lanes", "Lanes in use now", "current_link_width");
    static final Family BEST_LANES = gauge("link_max_lanes", "Lanes there are", "max_link_width");
    static final Family POWER_STATE =
            gauge("power_state", "Which power state it is in", "power_state", "state");
    static final Family RUNTIME_STATUS =
            gauge(
                    "runtime_status",
                    "What the kernel's power management does with it",
                    "power/runtime_status",
                    "status");
    static final Family AER =
            Family.counter(
                    GROUP,
                    "gpu_pci_aer_errors_total",
                    "Errors on PCI Express since the device was found, from aer_dev_* in /sys.",
                    ADDRESS,
                    "severity",
                    "error");
    static final Family VIRTUAL =
            gauge("virtual_functions", "Virtual functions it shows now", "sriov_numvfs");
    static final Family MOST_VIRTUAL =
            gauge("max_virtual_functions", "Virtual functions it can show", "sriov_totalvfs");
    static final Family COUNT =
            Family.gauge(
                    GROUP,
                    "hypervigil_gpu_count",
                    "Whole GPUs on the bus by who has them, from the driver link in /sys.",
                    "state");

    static final List<Family> FAMILIES =
            List.of(
                    INFO,
                    SPEED,
                    BEST_SPEED,
                    LANES,
                    BEST_LANES,
                    POWER_STATE,
                    RUNTIME_STATUS,
                    AER,
                    VIRTUAL,
                    MOST_VIRTUAL,
                    COUNT);

    private BusMetrics() {}

    static void count(List<BusGpu> gpus, SampleSink sink) {
        for (GpuState state : GpuState.values()) {
            long count = gpus.stream().filter(gpu -> gpu.state() == state).count();
            sink.add(COUNT, (double) count, state.text());
        }
    }

    static void info(PciFunction function, Optional<String> uuid, SampleSink sink) {
        var identity = function.identity();
        sink.add(
                INFO,
                1,
                function.address(),
                uuid.orElse(""),
                function.kind().text(),
                hex(identity.pciClass(), 6),
                hex(identity.vendor(), 4),
                hex(identity.device(), 4),
                hex(identity.subsystemVendor(), 4),
                hex(identity.subsystemDevice(), 4),
                hex(identity.revision(), 2),
                function.driver().orElse(""),
                text(function.iommuGroup()),
                text(function.numaNode()),
                function.physicalFunction().orElse(""));
    }

    static void link(String address, PciLink now, PciLink best, SampleSink sink) {
        add(SPEED, now.transfersPerSecond(), address, sink);
        add(LANES, now.lanes(), address, sink);
        add(BEST_SPEED, best.transfersPerSecond(), address, sink);
        add(BEST_LANES, best.lanes(), address, sink);
    }

    static void power(String address, PciPower power, SampleSink sink) {
        power.state().ifPresent(is -> set(POWER_STATE, PciPower.STATES, is, address, sink));
        power.runtimeStatus()
                .ifPresent(is -> set(RUNTIME_STATUS, PciPower.STATUSES, is, address, sink));
    }

    static void errors(String address, List<AerErrors> errors, SampleSink sink) {
        for (AerErrors of : errors) {
            for (AerErrors.Count count : of.counts()) {
                sink.add(AER, count.count(), address, of.severity().text(), count.error());
            }
        }
    }

    static void virtualFunctions(
            String address, OptionalDouble now, OptionalDouble most, SampleSink sink) {
        add(VIRTUAL, now, address, sink);
        add(MOST_VIRTUAL, most, address, sink);
    }

    private static void set(
            Family family, List<String> possible, String is, String address, SampleSink sink) {
        for (String one : possible) {
            sink.add(family, one.equals(is) ? 1 : 0, address, one);
        }
    }

    private static void add(Family family, OptionalDouble value, String address, SampleSink sink) {
        if (value.isPresent()) {
            sink.add(family, value.getAsDouble(), address);
        }
    }

    private static String hex(long value, int digits) {
        return "0x" + HexFormat.of().toHexDigits(value, digits);
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "";
    }

    private static Family gauge(String name, String help, String file, String... more) {
        var labels = more.length == 0 ? new String[] {ADDRESS} : new String[] {ADDRESS, more[0]};
        return Family.gauge(
                GROUP, "gpu_pci_" + name, help + ", from " + file + " in /sys.", labels);
    }
}
