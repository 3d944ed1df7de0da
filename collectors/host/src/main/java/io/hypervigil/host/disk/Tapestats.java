package io.hypervigil.host.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import io.hypervigil.host.part.NotHere;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What each tape drive has read and written.
 *
 * <pre>
 * node_tape_io_now{device="st0"} 1
 * node_tape_written_bytes_total{device="st0"} 1.496246784e+12
 * </pre>
 */
public final class Tapestats implements HostPart {

    public static final Group GROUP =
            Group.on("tapestats", "tape drives from /sys/class/scsi_tape");

    /** Multiplied, not divided: so the last digit is node_exporter's. */
    private static final double NANOSECOND = 1e-9;

    /** A file below stats, and what it becomes. */
    private record Counter(String file, double unit, Family family) {}

    private static final List<Counter> COUNTERS =
            List.of(
                    new Counter(
                            "in_flight",
                            1,
                            Family.gauge(
                                    GROUP, "node_tape_io_now", "Requests under way.", "device")),
                    counter(
                            "io_ns",
                            NANOSECOND,
                            "io_time_seconds_total",
                            "Seconds all requests took"),
                    counter(
                            "other_cnt",
                            1,
                            "io_others_total",
                            "Requests other than reads and writes, as winding"),
                    counter("read_byte_cnt", 1, "read_bytes_total", "Bytes read"),
                    counter("read_cnt", 1, "reads_completed_total", "Reads"),
                    counter(
                            "read_ns",
                            NANOSECOND,
                            "read_time_seconds_total",
                            "Seconds all reads took"),
                    counter(
                            "resid_cnt",
                            1,
                            "residual_total",
                            "Reads and writes that were not done in full"),
                    counter("write_byte_cnt", 1, "written_bytes_total", "Bytes written"),
                    counter("write_cnt", 1, "writes_completed_total", "Writes"),
                    counter(
                            "write_ns",
                            NANOSECOND,
                            "write_time_seconds_total",
                            "Seconds all writes took"));

    public static final List<Family> FAMILIES = COUNTERS.stream().map(Counter::family).toList();

    /** The same drive has other names for other ways to close it: {@code nst0}, {@code st0a}. */
    private static final Pattern DRIVE = Pattern.compile("st\\d+");

    private final FileTree sys;
    private final NameFilter devices;

    public Tapestats(FileTree sys, TapestatsSettings settings) {
        this.sys = sys;
        this.devices = settings.devices();
    }

    @Override
    public void sample(SampleSink sink) {
        if (!sys.exists("class/scsi_tape")) {
            throw new NotHere("no tape drive: " + sys.root() + "/class/scsi_tape does not exist");
        }
        for (String device : sys.list("class/scsi_tape")) {
            if (DRIVE.matcher(device).matches() && devices.accepts(device)) {
                write(device, sink);
            }
        }
    }

    private void write(String device, SampleSink sink) {
        for (Counter counter : COUNTERS) {
            sys.wholeAttribute("class/scsi_tape/" + device + "/stats/" + counter.file)
                    .ifPresent(
                            value ->
                                    sink.add(
                                            counter.family,
                                            Text.toDouble(value) * counter.unit,
                                            device));
        }
    }

    private static Counter counter(String file, double unit, String name, String help) {
        return new Counter(
                file,
                unit,
                Family.counter(
                        GROUP, "node_tape_" + name, help + ", from " + file + ".", "device"));
    }
}
