package io.hypervigil.host.bus;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Devices on PCI: what they are, how fast and wide their link runs, which memory they are near to.
 *
 * <pre>
 * node_pcidevice_info{bus="3b",class_id="0x030200",device="00",device_id="0x20b5",…} 1
 * node_pcidevice_current_link_width{bus="3b",device="00",function="0",segment="0000"} 16
 * </pre>
 *
 * <p>node_exporter writes -1 or 0 for what a device does not have; here it is absent.
 */
public final class PciDevices implements HostPart {

    public static final Group GROUP = Group.on("pcidevice", "PCI devices, from /sys/bus/pci");

    private static final String NO_PARENT = "*";

    private static final String[] ADDRESS = {"bus", "device", "function", "segment"};

    /** In the order in which {@link #infoValues} gives their values. */
    private static final List<String> INFO_LABELS =
            List.of(
                    "bus",
                    "class_id",
                    "device",
                    "device_id",
                    "function",
                    "parent_bus",
                    "parent_device",
                    "parent_function",
                    "parent_segment",
                    "revision",
                    "segment",
                    "subsystem_device_id",
                    "subsystem_vendor_id",
                    "vendor_id");

    private static final List<String> NAME_LABELS =
            List.of(
                    "class_name",
                    "device_name",
                    "subsystem_device_name",
                    "subsystem_vendor_name",
                    "vendor_name");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_pcidevice_info",
                    "What a device is, from /sys/bus/pci/devices/ADDRESS.",
                    Stream.concat(INFO_LABELS.stream(), Stream.of("*")).toArray(String[]::new));
    static final Family MAX_SPEED =
            ofDevice("max_link_transfers_per_second", "Transfers a second that a link can do.");
    static final Family CURRENT_SPEED =
            ofDevice("current_link_transfers_per_second", "Transfers a second a link does now.");
    static final Family MAX_WIDTH = ofDevice("max_link_width", "Lanes that a link can use.");
    static final Family CURRENT_WIDTH = ofDevice("current_link_width", "Lanes a link uses now.");
    static final Family NUMA_NODE = ofDevice("numa_node", "The memory a device is near to.");
    static final Family D3COLD =
            ofDevice("d3cold_allowed", "Whether a device may be powered off when idle.");
    static final Family AUTOPROBE =
            ofDevice("sriov_drivers_autoprobe", "Whether new virtual functions get a driver.");
    static final Family FUNCTIONS =
            ofDevice("sriov_numvfs", "Virtual functions that a device shows.");
    static final Family MAX_FUNCTIONS =
            ofDevice("sriov_totalvfs", "Virtual functions that a device can show.");
    static final Family MSIX =
            ofDevice("sriov_vf_total_msix", "Interrupt vectors for virtual functions.");
    static final Family POWER_STATE =
            Family.gauge(
                    GROUP,
                    "node_pcidevice_power_state",
                    "Which power state a device is in.",
                    "bus",
                    "device",
                    "function",
                    "segment",
                    "state");

    public static final List<Family> FAMILIES =
            List.of(
                    INFO,
                    MAX_SPEED,
                    CURRENT_SPEED,
                    MAX_WIDTH,
                    CURRENT_WIDTH,
                    NUMA_NODE,
                    D3COLD,
                    AUTOPROBE,
                    FUNCTIONS,
                    MAX_FUNCTIONS,
                    MSIX,
                    POWER_STATE);

    private static final Map<String, Family> NUMBERS =
            Map.of(
                    "max_link_width", MAX_WIDTH,
                    "current_link_width", CURRENT_WIDTH,
                    "d3cold_allowed", D3COLD,
                    "sriov_drivers_autoprobe", AUTOPROBE,
                    "sriov_numvfs", FUNCTIONS,
                    "sriov_totalvfs", MAX_FUNCTIONS,
                    "sriov_vf_total_msix", MSIX);

    private static final List<String> POWER_STATES =
            List.of("D0", "D1", "D2", "D3hot", "D3cold", "unknown", "error");

    private static final String FOLDER = "bus/pci/devices";
    private static final List<String> IDS_FILES =
            List.of("usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids");

    private final FileTree sys;
    private final FileTree root;
    private final PciSettings settings;
    private final Family info;
    private final Map<String, PciDevice> known = new TreeMap<>();
    private Set<PciIdentity> named = Set.of();
    private PciNames names = PciNames.NONE;

    public PciDevices(FileTree sys, FileTree root, PciSettings settings) {
        this.sys = sys;
        this.root = root;
        this.settings = settings;
        this.info = INFO.withLabels(settings.names() ? NAME_LABELS : List.of());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        if (!sys.exists(FOLDER)) {
            throw new NotHere(sys.root().resolve(FOLDER) + " does not exist");
        }
        lookAround();
        if (settings.names()) {
            nameNewcomers(sink);
        }
        for (PciDevice device : known.values()) {
            sample(device, sink);
        }
    }

    /** Hundreds of devices, each with a dozen files that never change: those are read once. */
    private void lookAround() {
        var listed = new HashSet<>(sys.list(FOLDER));
        known.keySet().retainAll(listed);
        for (String name : listed) {
            if (!known.containsKey(name)) {
                PciDevice.read(sys, FOLDER + "/" + name)
                        .ifPresent(device -> known.put(name, device));
            }
        }
    }

    private void nameNewcomers(SampleSink sink) throws IOException {
        var present = known.values().stream().map(PciDevice::identity).collect(Collectors.toSet());
        if (named.containsAll(present)) {
            return;
        }
        var file = idsFile();
        if (file.isPresent()) {
            names = PciNames.read(file.get(), present);
        } else {
            sink.missing("names of PCI devices", "no pci.ids below " + root.root());
        }
        named = present;
    }

    private Optional<Path> idsFile() {
        var candidates =
                settings.idsfile().isEmpty()
                        ? IDS_FILES.stream().map(root.root()::resolve)
                        : Stream.of(Path.of(settings.idsfile()));
        return candidates.filter(Files::isReadable).findFirst();
    }

    private void sample(PciDevice device, SampleSink sink) {
        var address = device.address();
        var at =
                new String[] {
                    address.bus(), address.device(), address.function(), address.domain()
                };
        sink.add(info, 1, infoValues(device));
        addSpeed(device, "max_link_speed", MAX_SPEED, at, sink);
        addSpeed(device, "current_link_speed", CURRENT_SPEED, at, sink);
        NUMBERS.forEach(
                (file, family) ->
                        device.number(sys, file)
                                .ifPresent(number -> sink.add(family, (double) number, at)));
        device.numaNode().ifPresent(node -> sink.add(NUMA_NODE, (double) node, at));
        device.text(sys, "power_state").ifPresent(state -> addPowerState(state, at, sink));
    }

    private void addSpeed(
            PciDevice device, String file, Family family, String[] at, SampleSink sink) {
        device.text(sys, file)
                .ifPresent(
                        text ->
                                PciDevice.transfersPerSecond(text)
                                        .ifPresent(speed -> sink.add(family, speed, at)));
    }

    private static void addPowerState(String state, String[] at, SampleSink sink) {
        for (String possible : POWER_STATES) {
            sink.add(
                    POWER_STATE,
                    possible.equals(state) ? 1 : 0,
                    at[0],
                    at[1],
                    at[2],
                    at[3],
                    possible);
        }
    }

    private String[] infoValues(PciDevice device) {
        var address = device.address();
        var parent = device.parent();
        var identity = device.identity();
        var numbers =
                Stream.of(
                        address.bus(),
                        "0x" + identity.classId(),
                        address.device(),
                        "0x" + identity.device(),
                        address.function(),
                        parent.map(PciAddress::bus).orElse(NO_PARENT),
                        parent.map(PciAddress::device).orElse(NO_PARENT),
                        parent.map(PciAddress::function).orElse(NO_PARENT),
                        parent.map(PciAddress::domain).orElse(NO_PARENT),
                        "0x" + identity.revision(),
                        address.domain(),
                        "0x" + identity.subsystemDevice(),
                        "0x" + identity.subsystemVendor(),
                        "0x" + identity.vendor());
        return Stream.concat(numbers, settings.names() ? nameValues(identity) : Stream.of())
                .toArray(String[]::new);
    }

    private Stream<String> nameValues(PciIdentity identity) {
        return Stream.of(
                names.classOf(identity),
                names.device(identity),
                names.subsystemDevice(identity),
                names.subsystemVendor(identity),
                names.vendor(identity));
    }

    private static Family ofDevice(String name, String help) {
        return Family.gauge(GROUP, "node_pcidevice_" + name, help, ADDRESS);
    }
}
