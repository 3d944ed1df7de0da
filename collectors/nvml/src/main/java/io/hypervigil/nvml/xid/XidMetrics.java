package io.hypervigil.nvml.xid;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What is told of XIDs. A GPU whose UUID nobody knows has its PCI address for a name.
 *
 * <pre>
 * gpu_xid_errors_total{gpu="GPU-7f3c…",xid="79"} 1
 * gpu_xid_last_timestamp_seconds{gpu="GPU-7f3c…",xid="79"} 1.767225600e+09
 * gpu_xid_info{xid="79",severity="critical",meaning="the GPU does not answer …"} 1
 * </pre>
 */
final class XidMetrics {

    static final Group GROUP =
            Group.on(
                    "nvml.xid",
                    "errors that the driver reports by number, from its events and /dev/kmsg");

    private static final String BOTH = ", from /dev/kmsg and nvmlEventSetWait.";
    private static final String KERNEL = ", from /dev/kmsg.";

    static final Family ERRORS =
            counter(GROUP, "gpu_xid_errors_total", "XIDs since boot or our start" + BOTH, "xid");
    static final Family LAST =
            gauge(GROUP, "gpu_xid_last_timestamp_seconds", "When an XID came last" + BOTH, "xid");
    static final Family MIG_ERRORS =
            counter(
                    GROUP,
                    "gpu_mig_xid_errors_total",
                    "Those XIDs that are of a MIG instance" + KERNEL,
                    "gpu_instance",
                    "compute_instance",
                    "xid");
    static final Family FALLEN =
            gauge(
                    GROUP,
                    "gpu_fallen_off_bus_timestamp_seconds",
                    "When the driver last said that it has fallen off the bus" + KERNEL);
    static final Family SWITCH_ERRORS =
            Family.counter(
                    GROUP,
                    "gpu_nvswitch_sxid_errors_total",
                    "SXIDs of an NVSwitch since boot" + KERNEL,
                    "pci_address",
                    "sxid");
    static final Family SWITCH_LAST =
            Family.gauge(
                    GROUP,
                    "gpu_nvswitch_sxid_last_timestamp_seconds",
                    "When an SXID of an NVSwitch came last" + KERNEL,
                    "pci_address",
                    "sxid");
    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "gpu_xid_info",
                    "What an XID means, in this exporter's words.",
                    "xid",
                    "severity",
                    "meaning");
    static final Family LOST =
            Family.counter(
                    GROUP,
                    "hypervigil_kernel_log_lost_records_total",
                    "Records of /dev/kmsg that were overwritten before they were read.");

    static final List<Family> FAMILIES =
            List.of(ERRORS, LAST, MIG_ERRORS, FALLEN, SWITCH_ERRORS, SWITCH_LAST, INFO, LOST);

    private XidMetrics() {}

    static void meanings(SampleSink sink) {
        for (XidMeaning meaning : XidMeaning.values()) {
            sink.add(
                    INFO,
                    1,
                    String.valueOf(meaning.xid()),
                    meaning.severity().text(),
                    meaning.text());
        }
    }

    /** Errors that did not happen to these GPUs, and would be missed if they did unannounced. */
    static void noErrors(XidLedger ledger, Collection<String> addresses, SampleSink sink) {
        for (String address : addresses) {
            for (XidMeaning meaning : XidMeaning.values()) {
                if (meaning.isExpected() && !ledger.has(address, meaning.xid())) {
                    sink.add(ERRORS, 0, ledger.nameOf(address), String.valueOf(meaning.xid()));
                }
            }
        }
    }

    static void errors(XidLedger ledger, SampleSink sink) {
        ledger.forEachXid(
                (key, tally) -> {
                    var gpu = ledger.nameOf(key.address());
                    var xid = String.valueOf(key.xid());
                    sink.add(ERRORS, (double) tally.count(), gpu, xid);
                    sink.add(LAST, seconds(tally.last()), gpu, xid);
                });
        ledger.forEachMigXid(
                (key, count) ->
                        sink.add(
                                MIG_ERRORS,
                                (double) count,
                                ledger.nameOf(key.key().address()),
                                String.valueOf(key.gpuInstance()),
                                key.computeInstance() < 0
                                        ? ""
                                        : String.valueOf(key.computeInstance()),
                                String.valueOf(key.key().xid())));
        ledger.forEachFallen(
                (address, at) -> sink.add(FALLEN, seconds(at), ledger.nameOf(address)));
    }

    static void switchErrors(XidLedger ledger, SampleSink sink) {
        ledger.forEachSwitchXid(
                (key, tally) -> {
                    var sxid = String.valueOf(key.xid());
                    sink.add(SWITCH_ERRORS, (double) tally.count(), key.address(), sxid);
                    sink.add(SWITCH_LAST, seconds(tally.last()), key.address(), sxid);
                });
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
