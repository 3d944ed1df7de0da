package io.hypervigil.host.inventory;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.util.List;

/**
 * What the machine is made of, beside what node_exporter tells: processors, memory modules, the
 * size of disks.
 *
 * <pre>
 * hypervigil_host_processor_info{microarchitecture="Sapphire Rapids",package="0",vendor="GenuineIntel",…} 1
 * hypervigil_host_memory_module_info{locator="DIMM 1",part_number="M321R8GA0BB0-CQKZJ",slot="0",…} 1
 * hypervigil_host_memory_module_size_bytes{slot="0"} 68719476736
 * hypervigil_host_disk_size_bytes{device="nvme0n1"} 3840755982336
 * </pre>
 *
 * <p>Of OSHI only its table of designs is asked here. For the rest it starts programs on Linux
 * (dmidecode, lshw, cpuid, lscpu), which need root or are not installed; udev has the memory
 * modules at hand, and the kernel all else.
 */
public final class Inventory implements HostPart {

    public static final Group GROUP =
            Group.on("inventory", "processors, memory modules and disks the machine is made of");

    public static final Family PROCESSOR =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_processor_info",
                    "What a processor is, from /proc/cpuinfo, with OSHI's name for its design.",
                    "family",
                    "microarchitecture",
                    "model",
                    "name",
                    "package",
                    "stepping",
                    "vendor");
    public static final Family CORES =
            Family.gauge(
                    GROUP, "hypervigil_host_processor_cores", "Cores of a processor.", "package");
    public static final Family THREADS =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_processor_threads",
                    "Hardware threads of a processor that are online.",
                    "package");
    public static final Family MODULE =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_memory_module_info",
                    "What a memory module is, from the firmware's tables as udev read them.",
                    "bank",
                    "form_factor",
                    "locator",
                    "manufacturer",
                    "part_number",
                    "serial_number",
                    "slot",
                    "type");
    public static final Family MODULE_SIZE =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_memory_module_size_bytes",
                    "Size of a memory module.",
                    "slot");
    public static final Family MODULE_SPEED =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_memory_module_transfers_per_second",
                    "Transfers a second that a memory module is set to.",
                    "slot");
    static final Family SLOTS =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_memory_slots",
                    "Slots for memory modules on the board.");
    static final Family CAPACITY =
            Family.gauge(
                    GROUP,
                    "hypervigil_host_memory_capacity_bytes",
                    "Memory that the board can take.");
    public static final Family DISK_SIZE =
            Family.gauge(GROUP, "hypervigil_host_disk_size_bytes", "Size of a disk.", "device");

    public static final List<Family> FAMILIES =
            List.of(
                    PROCESSOR,
                    CORES,
                    THREADS,
                    MODULE,
                    MODULE_SIZE,
                    MODULE_SPEED,
                    SLOTS,
                    CAPACITY,
                    DISK_SIZE);

    private final HostFiles files;

    public Inventory(HostFiles files) {
        this.files = files;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var processors = files.proc().find("cpuinfo", Processors::parse).orElse(List.of());
        var memory = files.udev().find("+dmi:id", MemoryBoard::parse).orElse(MemoryBoard.UNKNOWN);
        var disks = Disks.read(files.sys());
        if (processors.isEmpty() && memory.equals(MemoryBoard.UNKNOWN) && disks.isEmpty()) {
            throw new NotHere(
                    "neither "
                            + files.proc().root().resolve("cpuinfo")
                            + " nor udev's data nor "
                            + files.sys().root().resolve("block")
                            + " exist");
        }
        Processors.packages(processors, files.sys()).forEach(processor -> map(processor, sink));
        map(memory, sink);
        disks.forEach((device, bytes) -> sink.add(DISK_SIZE, bytes, device));
    }

    private static void map(Processors.Processor processor, SampleSink sink) {
        var design = processor.design();
        sink.add(
                PROCESSOR,
                1,
                design.family(),
                Microarchitecture.of(design),
                design.model(),
                design.name(),
                processor.number(),
                design.stepping(),
                design.vendor());
        sink.add(CORES, processor.cores(), processor.number());
        sink.add(THREADS, processor.threads(), processor.number());
    }

    private static void map(MemoryBoard memory, SampleSink sink) {
        memory.slots().ifPresent(slots -> sink.add(SLOTS, slots));
        memory.capacityBytes().ifPresent(bytes -> sink.add(CAPACITY, bytes));
        for (MemoryBoard.Module module : memory.modules()) {
            sink.add(
                    MODULE,
                    1,
                    module.text("BANK_LOCATOR"),
                    module.text("FORM_FACTOR"),
                    module.text("LOCATOR"),
                    module.text("MANUFACTURER"),
                    module.text("PART_NUMBER"),
                    module.text("SERIAL_NUMBER"),
                    module.slot(),
                    module.text("TYPE"));
            module.number("SIZE").ifPresent(bytes -> sink.add(MODULE_SIZE, bytes, module.slot()));
            module.number("CONFIGURED_SPEED_MTS")
                    .ifPresent(mega -> sink.add(MODULE_SPEED, mega * 1e6, module.slot()));
        }
    }
}
