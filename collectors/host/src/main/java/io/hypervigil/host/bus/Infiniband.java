package io.hypervigil.host.bus;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.KernelNumber;
import io.hypervigil.host.part.SysDevice;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * InfiniBand and RoCE ports, their state and what went over them.
 *
 * <pre>
 * node_infiniband_info{board_id="MT_0000000838",device="mlx5_0",firmware_version="28.39.1002",…} 1
 * node_infiniband_port_data_received_bytes_total{device="mlx5_0",port="1"} 8884894436
 * node_infiniband_rate_bytes_per_second{device="mlx5_0",port="1"} 50000000000
 * </pre>
 */
public final class Infiniband implements HostPart {

    public static final Group GROUP =
            Group.on("infiniband", "InfiniBand and RoCE ports, from /sys/class/infiniband");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_infiniband_info",
                    "What an adapter says of itself, from /sys/class/infiniband/DEVICE.",
                    "board_id",
                    "device",
                    "firmware_version",
                    "hca_type");
    static final Family STATE =
            ofPort(
                    "state_id",
                    "Logical state: 0 no change, 1 down, 2 init, 3 armed, 4 active, 5 active defer.");
    static final Family PHYSICAL_STATE =
            ofPort(
                    "physical_state_id",
                    "Physical state: 0 no change, 1 sleep, 2 polling, 3 disabled, 4 training, 5 link"
                            + " up, 6 recovering, 7 testing.");
    static final Family RATE = ofPort("rate_bytes_per_second", "How fast the link is.");
    static final Family LIFESPAN =
            ofPort("lifespan_seconds", "How old the hardware counters of a port may be.");

    public static final List<Family> FAMILIES =
            Stream.concat(
                            Stream.of(INFO, STATE, PHYSICAL_STATE, RATE, LIFESPAN),
                            InfinibandCounter.ALL.stream().map(InfinibandCounter::family))
                    .toList();

    private static final String FOLDER = "class/infiniband";
    private static final double BYTES_PER_GIGABIT = 125_000_000;

    private final FileTree sys;

    public Infiniband(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (SysDevice device : SysDevice.in(sys, FOLDER)) {
            sink.add(
                    INFO,
                    1,
                    text(device, "board_id"),
                    device.name(),
                    text(device, "fw_ver"),
                    text(device, "hca_type"));
            for (String port : sys.list(device.file("ports"))) {
                samplePort(device, port, sink);
            }
        }
    }

    private void samplePort(SysDevice device, String port, SampleSink sink) throws IOException {
        var folder = device.file("ports/" + port);
        var labels = new String[] {device.name(), port};
        sys.find(folder + "/state", Infiniband::state)
                .ifPresent(state -> sink.add(STATE, state, labels));
        sys.find(folder + "/phys_state", Infiniband::state)
                .ifPresent(state -> sink.add(PHYSICAL_STATE, state, labels));
        sys.find(folder + "/rate", Infiniband::bytesPerSecond)
                .ifPresent(rate -> sink.add(RATE, rate, labels));
        KernelNumber.unsignedIn(sys, folder + "/hw_counters/lifespan")
                .ifPresent(millis -> sink.add(LIFESPAN, millis / 1000, labels));
        // Which counters there are depends on the driver, whose devices may have any name.
        for (InfinibandCounter.Folder kind : InfinibandCounter.Folder.values()) {
            for (String file : sys.list(folder + "/" + kind.folder())) {
                var counter = kind.counters().get(file);
                if (counter != null) {
                    KernelNumber.unsignedIn(sys, folder + "/" + kind.folder() + "/" + file)
                            .ifPresent(
                                    count ->
                                            sink.add(
                                                    counter.family(),
                                                    count * counter.factor(),
                                                    labels));
                }
            }
        }
    }

    private String text(SysDevice device, String file) {
        return sys.attribute(device.file(file)).orElse("");
    }

    /** {@code 4: ACTIVE} is 4. */
    static double state(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty, a state expected");
        }
        var number = KernelNumber.unsigned(text.until(':'));
        return number.orElseThrow(() -> text.malformed("'" + text.line() + "' is no state"));
    }

    /** {@code 100 Gb/sec (4X EDR)} is 12.5e9. */
    static double bytesPerSecond(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("empty, a rate expected");
        }
        return Math.floor(text.number() * BYTES_PER_GIGABIT);
    }

    private static Family ofPort(String name, String help) {
        return Family.gauge(GROUP, "node_infiniband_" + name, help, "device", "port");
    }
}
