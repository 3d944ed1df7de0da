package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.jna.NvmlControl;
import io.hypervigil.nvml.jna.NvmlEcc;
import io.hypervigil.nvml.jna.NvmlNvLink;
import io.hypervigil.nvml.jna.Setter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts that are set to 0: they cannot be had back. */
final class ClearingActions {

    private static final List<String> ECC_SCOPES = List.of("volatile", "aggregate");
    private static final List<String> LINK_COUNTERS =
            List.of("replay", "recovery", "crc_flit", "crc_data", "ecc_data");

    private final OpenActions<GpuControl> declared;

    ClearingActions(OpenActions<GpuControl> declared) {
        this.declared = declared;
    }

    /** Reads the counts that a call sets to 0, by name. */
    private interface Counts {
        Map<String, Long> read(GpuSession gpu) throws ActionFailure;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.destroys(
                                "gpu.clear-ecc", "Set the counts of a GPU's memory errors to 0"),
                        ClearingActions::ecc,
                        KnownGpus.PARAMETER,
                        Parameter.positional(
                                "scope",
                                new Parameter.Type.Choice(ECC_SCOPES),
                                "volatile: since the driver was loaded; aggregate: ever")),
                declared.of(
                        Head.destroys(
                                "gpu.clear-accounting",
                                "Forget the accounts of processes that have ended"),
                        ClearingActions::accounting,
                        KnownGpus.PARAMETER),
                declared.of(
                        Head.destroys(
                                "gpu.clear-nvlink", "Set the error counts of a GPU's NVLinks to 0"),
                        ClearingActions::nvlink,
                        KnownGpus.PARAMETER));
    }

    private static ActionResult ecc(GpuControl control, ActionCall call) throws ActionFailure {
        int scope = ECC_SCOPES.indexOf(call.text("scope").orElseThrow());
        return clear(
                control,
                call,
                gpu -> {
                    var counts = new LinkedHashMap<String, Long>();
                    gpu.number(NvmlEcc.nvmlDeviceGetTotalEccErrors(0, scope))
                            .ifPresent(count -> counts.put("corrected", count));
                    gpu.number(NvmlEcc.nvmlDeviceGetTotalEccErrors(1, scope))
                            .ifPresent(count -> counts.put("uncorrected", count));
                    return counts;
                },
                List.of(NvmlControl.nvmlDeviceClearEccErrorCounts(scope)));
    }

    private static ActionResult accounting(GpuControl control, ActionCall call)
            throws ActionFailure {
        return clear(
                control,
                call,
                gpu -> {
                    var counts = new LinkedHashMap<String, Long>();
                    gpu.ask(
                                    "nvmlDeviceGetAccountingPids",
                                    NvmlControl.nvmlDeviceGetAccountingPids(
                                            gpu.calls(), gpu.device()))
                            .ifPresent(count -> counts.put("accounts", (long) count));
                    return counts;
                },
                List.of(NvmlControl.nvmlDeviceClearAccountingPids));
    }

    private static ActionResult nvlink(GpuControl control, ActionCall call) throws ActionFailure {
        var setters = new ArrayList<Setter>();
        try (var gpu = KnownGpus.session(control, call)) {
            for (int link = 0; link < NvmlNvLink.NVML_NVLINK_MAX_LINKS; link++) {
                if (gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkState(link)).orElse(0L) == 1) {
                    setters.add(NvmlControl.nvmlDeviceResetNvLinkErrorCounters(link));
                }
            }
        }
        return clear(control, call, gpu -> linkErrors(gpu, setters), setters);
    }

    private static Map<String, Long> linkErrors(GpuSession gpu, List<Setter> setters)
            throws ActionFailure {
        var counts = new LinkedHashMap<String, Long>();
        for (Setter setter : setters) {
            int link = setter.arguments().getFirst();
            for (int counter = 0; counter < LINK_COUNTERS.size(); counter++) {
                var count = gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkErrorCounter(link, counter));
                var name = LINK_COUNTERS.get(counter);
                count.ifPresent(number -> counts.merge(name, number, Long::sum));
            }
        }
        return counts;
    }

    private static ActionResult clear(
            GpuControl control, ActionCall call, Counts counts, List<Setter> setters)
            throws ActionFailure {
        try (var gpu = KnownGpus.session(control, call)) {
            var before = counts.read(gpu);
            if (before.isEmpty()) {
                throw Refusal.of(
                        Kind.UNSUPPORTED,
                        gpu.uuid() + ": this GPU has no such counts",
                        "gpu.show tells what it has");
            }
            boolean isClear = before.values().stream().allMatch(count -> count == 0);
            var calls = isClear ? List.<Setter>of() : setters;
            if (!call.isDryRun()) {
                make(gpu, calls);
            }
            var after = call.isDryRun() ? zeros(before) : counts.read(gpu);
            if (!calls.isEmpty() && after.equals(before)) {
                throw Refusal.unheeded(
                        gpu,
                        calls.getFirst().symbol(),
                        "the counts are as before",
                        "see the kernel's log");
            }
            var details =
                    new Details()
                            .text("gpu", gpu.uuid())
                            .value("old", value(before))
                            .value("new", value(after))
                            .texts(
                                    "calls",
                                    calls.stream().map(made -> made.text(gpu.uuid())).toList())
                            .fields();
            return isClear ? ActionResult.unchanged(details) : ActionResult.changed(details);
        }
    }

    /** What was cleared stays so where a later call is refused: it is told. */
    private static void make(GpuSession gpu, List<Setter> calls) throws ActionFailure {
        var made = new ArrayList<String>();
        for (Setter setter : calls) {
            try {
                gpu.set(setter);
            } catch (ActionFailure e) {
                throw made.isEmpty()
                        ? e
                        : Refusal.of(
                                e.kind(),
                                e.getMessage() + "; made before: " + String.join(", ", made),
                                e.remedy());
            }
            made.add(setter.text(gpu.uuid()));
        }
    }

    private static Map<String, Long> zeros(Map<String, Long> counts) {
        var zeros = new LinkedHashMap<String, Long>();
        counts.keySet().forEach(name -> zeros.put(name, 0L));
        return zeros;
    }

    private static Value value(Map<String, Long> counts) {
        var details = new Details();
        counts.forEach(details::whole);
        return details.asValue();
    }
}
