package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.allocation.ChosenGpu;
import io.hypervigil.containers.allocation.HostGpu;
import io.hypervigil.containers.gpurequest.GpuWords;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.launch.DockerRequest;
import io.hypervigil.containers.launch.Environment;
import io.hypervigil.containers.launch.GpuForm;
import io.hypervigil.containers.launch.LaunchPlan;
import io.hypervigil.containers.launch.PodmanRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The request that creates a container.
 *
 * @param request as it is sent
 * @param text as people see it: all of it but the values of variables
 */
record Creation(Request request, String text) {

    /** Taken by Podman 4 and 5. */
    private static final String LIBPOD = "v4.0.0";

    /**
     * @param gpus that it gets
     * @throws ActionFailure where the runtime cannot be asked for one of them
     */
    static Creation of(
            ContainerControl control, Engine engine, LaunchPlan plan, List<ChosenGpu> gpus)
            throws ActionFailure, IOException {
        var form = gpus.isEmpty() ? new GpuForm.None() : GpuForms.of(control, engine).of(gpus);
        var whole = plan.with(environment(control, plan, form), labels(plan, gpus));
        return engine.address().isPodman() ? podman(whole, form) : docker(engine, whole, form);
    }

    private static Creation docker(Engine engine, LaunchPlan plan, GpuForm form) {
        var body = new DockerRequest(plan, form, engine.apiVersion());
        return of(
                engine.target("containers", "create").with("name", plan.name()),
                body.body(false),
                body.body(true));
    }

    private static Creation podman(LaunchPlan plan, GpuForm form) {
        var names =
                switch (form) {
                    case GpuForm.Cdi(var devices) -> devices;
                    // Not the older form: it has none.
                    case GpuForm.None(), GpuForm.Legacy(_) -> List.<String>of();
                };
        var body = new PodmanRequest(plan, names);
        return of(
                Target.of("libpod", "containers", "create").below(LIBPOD),
                body.body(false),
                body.body(true));
    }

    private static Creation of(Target target, String body, String shown) {
        var request = Request.post(target).withJson(body);
        return new Creation(request, request + " " + shown);
    }

    /** The older form sets NVIDIA's variable itself; without it images set it, to all mostly. */
    private static Environment environment(
            ContainerControl control, LaunchPlan plan, GpuForm form) {
        boolean isSetByRuntime = form instanceof GpuForm.Legacy;
        return isSetByRuntime || HostGpu.all(control.facts()).isEmpty()
                ? plan.environment()
                : plan.environment().withoutGpus();
    }

    private static Map<String, String> labels(LaunchPlan plan, List<ChosenGpu> gpus) {
        if (gpus.isEmpty()) {
            return plan.labels();
        }
        var labels = new LinkedHashMap<>(plan.labels());
        labels.put(
                GpuWords.LABEL, gpus.stream().map(ChosenGpu::id).collect(Collectors.joining(",")));
        return labels;
    }
}
