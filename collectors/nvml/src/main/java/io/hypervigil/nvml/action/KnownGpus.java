package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.bus.PciBus;
import io.hypervigil.nvml.bus.PciFunction;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.DriverState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The GPUs of the host: those that the driver has, and those on the bus that it has not. */
final class KnownGpus {

    static final String GPU = "gpu";
    static final Parameter PARAMETER =
            Parameter.positional(
                    GPU, new Parameter.Type.Text(64), "UUID, the driver's number, or PCI address");
    static final Parameter OPTIONAL =
            Parameter.optional(
                    GPU,
                    new Parameter.Type.Text(64),
                    "UUID, the driver's number, or PCI address; all where it is left out");

    private KnownGpus() {}

    /** All, by address. */
    static List<KnownGpu> all(GpuControl control) {
        var gpus = new TreeMap<String, KnownGpu>();
        for (PciFunction function :
                new PciBus(control.files().get().sys()).functions((_, _) -> {})) {
            if (function.isWholeGpu()) {
                gpus.put(
                        function.address(),
                        new KnownGpu(function.address(), Optional.empty(), Optional.of(function)));
            }
        }
        for (AttachedGpu gpu : attached(control)) {
            var before = Optional.ofNullable(gpus.get(gpu.pciAddress()));
            gpus.put(
                    gpu.pciAddress(),
                    new KnownGpu(
                            gpu.pciAddress(),
                            Optional.of(gpu),
                            before.flatMap(KnownGpu::function)));
        }
        return new ArrayList<>(gpus.values());
    }

    /** Those that the driver gives a handle of. */
    static List<AttachedGpu> attached(GpuControl control) {
        return control.driver().known().map(DriverState.Attached::gpus).orElse(List.of());
    }

    /** The GPU that a call names. */
    static KnownGpu named(GpuControl control, ActionCall call) throws ActionFailure {
        var text = call.text(GPU).orElse("");
        var wanted = text.indexOf(':') < 0 ? text : PciAddress.normal(text);
        var gpus = all(control);
        return gpus.stream()
                .filter(gpu -> gpu.isCalled(wanted))
                .findFirst()
                .orElseThrow(() -> notFound(text, gpus));
    }

    /** The GPU that a call names, while the driver gives a handle of it. */
    static GpuSession session(GpuControl control, ActionCall call) throws ActionFailure {
        var gpu = named(control, call);
        if (gpu.attached().isEmpty()) {
            throw Refusal.of(
                    Kind.UNAVAILABLE,
                    "GPU "
                            + gpu.address()
                            + " has no handle: "
                            + gpu.busDriver()
                                    .map(name -> "its driver is " + name)
                                    .orElse("no driver is bound"),
                    "gpu.vfio-unbind or gpu.reacquire give it back to NVIDIA's driver");
        }
        return GpuSession.enter(control.driver(), gpu.attached().get().uuid());
    }

    private static ActionFailure notFound(String text, List<KnownGpu> gpus) {
        var known =
                gpus.isEmpty()
                        ? "there are none"
                        : gpus.stream().map(KnownGpu::text).collect(Collectors.joining("; "));
        return Refusal.of(
                Kind.NOT_FOUND,
                "no GPU '" + text + "'; known: " + known,
                "name one of these by its number, UUID or address");
    }
}
