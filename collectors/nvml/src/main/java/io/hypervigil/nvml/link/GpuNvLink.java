package io.hypervigil.nvml.link;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.KIBI;
import static io.hypervigil.nvml.gpu.Readings.MEGA;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlNvLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Links, where they lead and what they carry. There is no sum of them: {@code sum by (gpu)} is one.
 * What is at the other end is asked when a link comes up, and not again while it is.
 *
 * <pre>
 * gpu_nvlink_up{gpu="GPU-7f3c…",link="3"} 1
 * gpu_nvlink_info{gpu="GPU-7f3c…",link="3",version="4.0",remote_type="switch",…} 1
 * gpu_nvlink_transmit_bytes_total{gpu="GPU-7f3c…",link="3"} 8.1263e+12
 * </pre>
 */
public final class GpuNvLink implements GpuPart {

    static final Group GROUP = Group.on("nvml.nvlink", "links of GPUs, from NVML");

    private static final Family UP =
            gauge(
                    GROUP,
                    "gpu_nvlink_up",
                    "Whether the link is up, or asleep and soon up, from nvmlDeviceGetNvLinkState.",
                    "link");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "gpu_nvlink_info",
                    "Version of a link that is up, and what is at its other end, from"
                            + " nvmlDeviceGetNvLinkVersion, nvmlDeviceGetNvLinkRemoteDeviceType"
                            + " and nvmlDeviceGetNvLinkRemotePciInfo.",
                    "link",
                    "version",
                    "remote_type",
                    "remote_pci_address",
                    "remote_link");
    private static final Family SPEED =
            gauge(
                    GROUP,
                    "gpu_nvlink_speed_bytes_per_second",
                    "What the link can carry each way, from NVML_FI_DEV_NVLINK_GET_SPEED.",
                    "link");
    private static final Family LOW_POWER =
            gauge(
                    GROUP,
                    "gpu_nvlink_low_power",
                    "Whether the link saves power, from NVML_FI_DEV_NVLINK_GET_POWER_STATE.",
                    "link");
    private static final Family TRANSMIT = bytes("transmit", "Data sent");
    private static final Family RECEIVE = bytes("receive", "Data received");
    private static final Family RAW_TRANSMIT =
            bytes("raw_transmit", "Data sent, and what it was wrapped in");
    private static final Family RAW_RECEIVE =
            bytes("raw_receive", "Data received, and what it was wrapped in");

    private static final int GET_STATE = 165;

    private final LinkReadings readings = new LinkReadings(GpuNvLink::rows);
    private final Map<Integer, RemoteEnd> remoteEnds = new HashMap<>();
    private final NvLinkBoard board;
    private List<Integer> links = List.of();
    private String gpuUuid = "";

    private GpuNvLink(NvLinkBoard board) {
        this.board = board;
    }

    /**
     * The part.
     *
     * @param board is told where the links lead
     */
    public static GpuPartType type(NvLinkBoard board) {
        var families =
                List.of(UP, INFO, SPEED, LOW_POWER, TRANSMIT, RECEIVE, RAW_TRANSMIT, RAW_RECEIVE);
        return new GpuPartType(GROUP, families, () -> new GpuNvLink(board));
    }

    @Override
    public List<Field> fields(Gpu gpu) {
        var found = NvLinks.of(gpu);
        links = found.numbers();
        remoteEnds.clear();
        var own =
                links.stream()
                        .flatMap(
                                link ->
                                        Stream.of(
                                                new Field(GET_STATE, link),
                                                new Field(RemoteEnd.REMOTE_NVLINK_ID, link)));
        return Stream.concat(own, readings.fields(gpu, found).stream()).toList();
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        for (Integer link : links) {
            state(gpu, link).ifPresent(state -> addLink(gpu, link, state != 0, sink));
        }
        gpuUuid = gpu.uuid();
        board.read(gpuUuid, gpu.attached().pciAddress(), remoteEnds.values());
        readings.sample(gpu, sink);
    }

    @Override
    public void close() {
        board.forget(gpuUuid);
    }

    /** NVML_NVLINK_STATE_…, from a field where the driver has it: one call for all links. */
    private static OptionalDouble state(Gpu gpu, int link) {
        var state = gpu.field(new Field(GET_STATE, link));
        return state.isPresent() ? state : gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkState(link));
    }

    private void addLink(Gpu gpu, Integer link, boolean isUp, SampleSink sink) {
        var number = Integer.toString(link);
        sink.add(UP, isUp ? 1 : 0, gpu.uuid(), number);
        if (!isUp) {
            remoteEnds.remove(link);
            return;
        }
        var remote = remoteEnds.computeIfAbsent(link, up -> RemoteEnd.of(gpu, up));
        sink.add(
                INFO,
                1,
                gpu.uuid(),
                number,
                remote.version(),
                remote.type(),
                remote.pciAddress(),
                remote.link());
    }

    private static Stream<Readings.Row> rows(NvLinks.Generation generation, int link) {
        var number = Integer.toString(link);
        return Stream.of(
                field(new Field(164, link), MEGA, SPEED, number)
                        .or(field(commonSpeed(link), MEGA, SPEED, number)),
                field(new Field(167, link), ONE, LOW_POWER, number),
                data(generation, 138, 202, TRANSMIT, link),
                data(generation, 139, 204, RECEIVE, link),
                field(new Field(140, link), KIBI, RAW_TRANSMIT, number),
                field(new Field(141, link), KIBI, RAW_RECEIVE, number));
    }

    /** Links have fields of their own up to the twelfth; all have the same speed. */
    private static Field commonSpeed(int link) {
        if (link < 6) {
            return Field.of(84 + link);
        }
        return Field.of(link < 12 ? 126 + link : 90);
    }

    private static Readings.Row data(
            NvLinks.Generation generation, int kibibytes, int bytes, Family family, int link) {
        var number = Integer.toString(link);
        var older = field(new Field(kibibytes, link), KIBI, family, number);
        return generation == NvLinks.Generation.NEWER
                ? older.or(field(new Field(bytes, link), ONE, family, number))
                : older;
    }

    private static Family bytes(String name, String help) {
        return counter(
                GROUP,
                "gpu_nvlink_" + name + "_bytes_total",
                help + ", from NVML_FI_DEV_NVLINK_THROUGHPUT_*.",
                "link");
    }
}
