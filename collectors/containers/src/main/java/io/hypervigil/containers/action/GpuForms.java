package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.allocation.ChosenGpu;
import io.hypervigil.containers.cdi.CdiDevices;
import io.hypervigil.containers.launch.GpuForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a runtime can be asked for GPUs: by CDI where it knows it and a specification names them; in
 * Docker otherwise by NVIDIA's own driver.
 *
 * @param devices that specifications name, where the runtime looks
 * @param isPodman whether there is no other form
 */
record GpuForms(CdiDevices devices, boolean isPodman) {

    private static final List<String> USUAL_FOLDERS = List.of("/etc/cdi", "/var/run/cdi");

    /** Asks a runtime where it looks. */
    static GpuForms of(ContainerControl control, Engine engine) throws IOException {
        boolean isPodman = engine.address().isPodman();
        // Docker names folders only where CDI is switched on: since 25, by itself since 28.2.
        var folders = isPodman ? USUAL_FOLDERS : engine.info().cdiSpecFolders();
        return new GpuForms(
                CdiDevices.read(
                        folders.stream().map(folder -> below(control.root(), folder)).toList()),
                isPodman);
    }

    private static Path below(Path root, String folder) {
        return root.resolve(Path.of("/").relativize(Path.of("/").resolve(folder)));
    }

    private boolean isCdi() {
        return isPodman || devices.hasGpus();
    }

    /** For people: {@code cdi}, or {@code nvidia} for the older form. */
    String kind() {
        return isCdi() ? "cdi" : "nvidia";
    }

    /**
     * The form for some GPUs.
     *
     * @throws ActionFailure where no specification names one of them
     */
    GpuForm of(List<ChosenGpu> gpus) throws ActionFailure {
        if (gpus.isEmpty()) {
            return new GpuForm.None();
        }
        if (!isCdi()) {
            boolean isAll = gpus.contains(ChosenGpu.ALL);
            return new GpuForm.Legacy(
                    isAll ? List.of() : gpus.stream().map(ChosenGpu::id).toList());
        }
        var names = new ArrayList<String>();
        for (ChosenGpu gpu : gpus) {
            names.add(devices.firstGpu(gpu.cdiNames()).orElseThrow(() -> unnamed(gpu)));
        }
        return new GpuForm.Cdi(names);
    }

    private ActionFailure unnamed(ChosenGpu gpu) {
        var problems =
                devices.problems().isEmpty() ? "" : "; " + String.join("; ", devices.problems());
        return Refusal.of(
                Kind.UNSUPPORTED,
                "no CDI specification in "
                        + devices.folders()
                        + " names GPU "
                        + gpu.id()
                        + " (as "
                        + String.join(" or ", gpu.cdiNames())
                        + ")"
                        + problems,
                "nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml writes one");
    }
}
