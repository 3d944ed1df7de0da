package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.containers.allocation.ChosenGpu;
import io.hypervigil.containers.allocation.GpuChoice;
import io.hypervigil.containers.allocation.GpuWish;
import io.hypervigil.containers.allocation.HostGpu;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.instance.ApiRefusal;
import io.hypervigil.containers.instance.Inspected;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.launch.LaunchPlan;
import io.hypervigil.containers.launch.PublishedPort;
import io.hypervigil.containers.quota.Amounts;
import io.hypervigil.containers.registry.RegistryLogins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One launch, from what is asked to a container that runs, or to nothing at all.
 *
 * <p>Thread: one; launches wait for each other while one counts and creates.
 */
final class Launch {

    /** How {@code collectors/nvml} calls what applies a profile to a GPU. */
    private static final String APPLY_PROFILE = "gpu.profile-apply";

    private final ContainerControl control;
    private final ActionCall call;
    private final Engine engine;
    private final ReentrantLock counting;
    private final LaunchReading reading;
    private final LaunchPlan plan;
    private final GpuWish wish;

    private Launch(ContainerControl control, ActionCall call, Engine engine, ReentrantLock counting)
            throws ActionFailure {
        this.control = control;
        this.call = call;
        this.engine = engine;
        this.counting = counting;
        this.reading = new LaunchReading(control, call);
        this.plan = reading.plan();
        this.wish = reading.gpus();
    }

    /**
     * @param counting held from the count of what there is until there is one more
     */
    static ActionResult run(ContainerControl control, ActionCall call, ReentrantLock counting)
            throws ActionFailure {
        var name = call.text(LaunchParameters.NAME.name()).orElse("");
        var runtime = call.text(Target.RUNTIME.name());
        var address =
                runtime.isPresent()
                        ? Runtimes.named(control, runtime.get())
                        : Runtimes.standard(control);
        try (var engine = Engine.open(address, control)) {
            return new Launch(control, call, engine, counting).run();
        } catch (IOException e) {
            throw Refusal.of("launch of " + name + " by " + address.name(), e);
        }
    }

    private ActionResult run() throws ActionFailure, IOException {
        refuseProfileOfNothing();
        var existing = engine.inspect(plan.name());
        if (existing.isPresent()) {
            return asExisting(existing.get());
        }
        var requests = new ArrayList<String>();
        provideImage(requests);
        var gpus = new ArrayList<ChosenGpu>();
        if (call.isDryRun()) {
            var creation = creation(gpus);
            requests.add(creation.text());
            requests.addAll(profileTexts(gpus));
            requests.add(start(plan.name()).toString());
            return ActionResult.changed(details(gpus).texts("requests", requests).fields());
        }
        var id = create(gpus);
        started(id, gpus);
        return ActionResult.changed(
                details(gpus)
                        .text("id", id)
                        .text(
                                "state",
                                engine.inspect(id)
                                        .map(json -> Shown.state(new Inspected(json).state())))
                        .fields());
    }

    private Details details(List<ChosenGpu> gpus) {
        var details =
                new Details()
                        .text("container", plan.name())
                        .text("runtime", engine.address().name())
                        .text("image", plan.image().given());
        return gpus.isEmpty()
                ? details
                : details.texts("gpus", gpus.stream().map(ChosenGpu::id).toList());
    }

    private void refuseProfileOfNothing() throws ActionFailure {
        var profile = call.text(LaunchParameters.GPU_PROFILE.name());
        if (profile.isPresent() && wish.isNone()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "gpu_profile: the container asks for no GPU",
                    "give gpus or gpu_count, or leave it out");
        }
    }

    /** The very same that runs is as good; anything else of that name is in the way. */
    private ActionResult asExisting(Json json) throws ActionFailure {
        var held = Held.of(json);
        boolean isSame = isOurs(json);
        if (isSame && (held.state() == State.RUNNING || held.state() == State.RESTARTING)) {
            return ActionResult.unchanged(
                    details(List.of())
                            .text("id", held.id())
                            .text("state", Shown.state(held.state()))
                            .texts("gpus", held.gpuTexts())
                            .fields());
        }
        throw Refusal.of(
                Kind.CONFLICT,
                "there is a container "
                        + plan.name()
                        + " of "
                        + engine.address().name()
                        + " already: it "
                        + (isSame ? "is this one, and is " : "was made otherwise, and is ")
                        + Shown.state(held.state()),
                isSame
                        ? "container.start starts it"
                        : "take another name, or container.remove it first");
    }

    private void provideImage(List<String> requests) throws ActionFailure, IOException {
        if (engine.hasImage(plan.image().given())) {
            return;
        }
        if (!call.isSet(LaunchParameters.PULL.name())) {
            throw Refusal.of(
                    Kind.NOT_FOUND,
                    engine.address().name() + " has no image " + plan.image().given(),
                    "give pull=true to have it pulled from " + plan.image().registry());
        }
        if (!control.settings().registries().contains(plan.image().registry())) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    "image: nothing may be pulled from " + plan.image().registry(),
                    "collectors.containers.actions.registries names the hosts that are allowed");
        }
        var login = new RegistryLogins(control.settings().registryAuthFile()).header(plan.image());
        var request = Pull.request(engine, plan.image(), login);
        requests.add(request + (login.isPresent() ? " with a login" : ""));
        if (!call.isDryRun()) {
            new Pull(engine, plan.image(), request, call).run();
        }
    }

    /** Counts what there is, chooses GPUs, and makes the request that creates it. */
    private Creation creation(List<ChosenGpu> chosen) throws ActionFailure, IOException {
        var gpus = HostGpu.all(control.facts());
        var owner = reading.owner();
        if (control.quotas().isLimited(owner) || !wish.isNone() || !plan.ports().isEmpty()) {
            var census = Census.take(control, engine.address(), "");
            refuseTakenPorts(census);
            var choice = new GpuChoice(control.facts(), gpus, census.holders(control, gpus, ""));
            chosen.addAll(choice.choose(wish));
            var wanted =
                    new Amounts(
                            plan.limits().nanoCpus(),
                            plan.limits().memoryBytes(),
                            choice.count(chosen));
            control.quotas().check(census.holdings(gpus.size()), owner, wanted);
        }
        return Creation.of(control, engine, plan, chosen);
    }

    /** By a container first, whose runtime may listen for it: the name says more. */
    private void refuseTakenPorts(Census census) throws ActionFailure {
        for (PublishedPort port : plan.ports()) {
            var holder = census.publisherOf(port);
            if (holder.isPresent()) {
                throw takenPort(port, "container " + holder.get() + " has it");
            }
            var listener = new HostListeners(control.hostNet()).inTheWayOf(port);
            if (listener.isPresent()) {
                throw takenPort(port, "somebody on this host listens at " + listener.get().text());
            }
        }
    }

    private static ActionFailure takenPort(PublishedPort port, String why) {
        return Refusal.of(
                Kind.CONFLICT,
                "ports: " + port.text() + " of the host is taken: " + why,
                "take another port, or stop who has it");
    }

    private String create(List<ChosenGpu> gpus) throws ActionFailure, IOException {
        counting.lock();
        try {
            refuseMeanwhile();
            var creation = creation(gpus);
            refuseCancelled();
            call.progress(0.92, "creating");
            return id(creation);
        } finally {
            counting.unlock();
        }
    }

    /** Another launch of the same name may have been quicker: what it made is not ours. */
    private void refuseMeanwhile() throws ActionFailure, IOException {
        if (engine.inspect(plan.name()).isPresent()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "another launch has made a container " + plan.name() + " meanwhile",
                    Refusal.SEE);
        }
    }

    /** What was refused is not there; what broke off may be. */
    private String id(Creation creation) throws ActionFailure, IOException {
        try {
            return id(engine.ask(creation.request(), control.settings().patience()));
        } catch (ApiRefusal e) {
            throw e;
        } catch (IOException e) {
            throw undone(e, plan.name());
        }
    }

    private String id(Json answer) throws IOException {
        return answer.at("Id")
                .text()
                .orElseThrow(() -> new IOException(engine.address().socket() + ": no id"));
    }

    private void refuseCancelled() throws ActionFailure {
        if (call.isCancelled()) {
            throw Refusal.cancelled("the launch of " + plan.name());
        }
    }

    /** From here on there is something to take back. */
    private void started(String id, List<ChosenGpu> gpus) throws ActionFailure {
        try {
            refuseCancelled();
            applyProfile(gpus);
            refuseCancelled();
            call.progress(0.97, "starting");
            engine.tell(start(id), control.settings().patience());
        } catch (IOException e) {
            throw undone(e, id);
        } catch (ActionFailure e) {
            throw new ActionFailure(e.kind(), e.getMessage() + "; " + takeBack(id), e.remedy(), e);
        }
    }

    private Request start(String container) {
        return Request.post(engine.target("containers", container, "start"));
    }

    private ActionFailure undone(IOException e, String container) {
        var failure = Refusal.of("launch of " + plan.name(), e);
        return new ActionFailure(
                failure.kind(),
                failure.getMessage() + "; " + takeBack(container),
                failure.remedy(),
                failure);
    }

    /** Removes what was created, if it is ours; says what is left where that cannot be. */
    private String takeBack(String container) {
        try {
            var made = engine.inspect(container);
            if (made.isEmpty() || !isOurs(made.get())) {
                return "nothing is left of it";
            }
            engine.tell(
                    Request.delete(
                            engine.target("containers", container)
                                    .with("force", "true")
                                    .with("v", "true")),
                    control.settings().patience());
            return "what was created is removed again";
        } catch (IOException e) {
            return "container "
                    + plan.name()
                    + " may be left, not started: "
                    + e.getMessage()
                    + "; container.remove removes it";
        }
    }

    private boolean isOurs(Json json) {
        return Objects.equals(
                plan.labels().get(LaunchPlan.DIGEST_LABEL),
                json.at("Config", "Labels").textsByKey().get(LaunchPlan.DIGEST_LABEL));
    }

    private void applyProfile(List<ChosenGpu> gpus) throws ActionFailure {
        for (Map<String, Value> parameters : profileCalls(gpus)) {
            call.progress(0.95, "applying the profile to its GPUs");
            var _ = call.perform(APPLY_PROFILE, parameters);
        }
    }

    private List<String> profileTexts(List<ChosenGpu> gpus) throws ActionFailure {
        var texts = new ArrayList<String>();
        for (Map<String, Value> parameters : profileCalls(gpus)) {
            // It says for itself whether it could.
            var _ = call.perform(APPLY_PROFILE, parameters);
            var words = new ArrayList<String>();
            parameters.forEach(
                    (name, value) -> words.add(name + "=" + ((Value.Text) value).text()));
            texts.add(APPLY_PROFILE + " " + String.join(" ", words));
        }
        return texts;
    }

    /** One call a GPU, or one for all. */
    private List<Map<String, Value>> profileCalls(List<ChosenGpu> gpus) throws ActionFailure {
        var profile = call.text(LaunchParameters.GPU_PROFILE.name());
        var calls = new ArrayList<Map<String, Value>>();
        if (profile.isEmpty()) {
            return calls;
        }
        for (ChosenGpu gpu : gpus) {
            var parameters = new LinkedHashMap<String, Value>();
            parameters.put("name", new Value.Text(profile.get()));
            if (!gpu.isAll()) {
                var whole =
                        gpu.gpu()
                                .orElseThrow(
                                        () ->
                                                Refusal.of(
                                                        Kind.INVALID,
                                                        "gpu_profile: "
                                                                + gpu.id()
                                                                + " is a part of a GPU, and a"
                                                                + " profile is for whole ones",
                                                        "leave it out"));
                parameters.put("gpu", new Value.Text(whole.uuid()));
            }
            calls.add(parameters);
        }
        return calls;
    }
}
