package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.containers.allocation.GpuPolicy;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.quota.QuotaLimits;
import io.hypervigil.containers.quota.QuotaSettings;
import io.hypervigil.containers.quota.Quotas;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Actions with what they work with, as a test wants it. */
final class Bed {

    final FactBoard facts = new FactBoard();
    final List<EngineAddress> engines = new ArrayList<>();
    final List<Container> seen = new ArrayList<>();

    Path root = Path.of("/");
    Optional<Path> stateFolder = Optional.empty();
    List<String> registries = List.of();
    Optional<Path> registryAuthFile = Optional.empty();
    List<String> mounts = List.of();
    List<String> ports = List.of();
    Path hostNet = Path.of("/proc/1/net");
    List<String> permissions = List.of();
    boolean isSharing;
    Duration patience = Duration.ofSeconds(30);
    QuotaSettings quotas = SettingsBinder.defaults(QuotaSettings.class);

    private final ContainerActions actions = new ContainerActions(() -> Optional.of(control()));

    Bed docker(Path socket) {
        engines.add(new EngineAddress("docker", Optional.empty(), socket));
        return this;
    }

    Bed podman(Path socket) {
        engines.add(new EngineAddress("podman", Optional.empty(), socket));
        return this;
    }

    /** The GPUs of a host, by index; UUIDs GPU-a, GPU-b and so on. */
    Bed gpus(int count) {
        var gpus = new ArrayList<Fact>();
        for (int i = 0; i < count; i++) {
            gpus.add(
                    new Fact.Gpu(
                            Optional.of("GPU-" + (char) ('a' + i)),
                            OptionalInt.of(i),
                            "0000:0" + i + ":00.0"));
        }
        facts.publish("gpus", gpus);
        return this;
    }

    /** A VM that has a GPU. */
    Bed vmWith(String pciAddress) {
        facts.publish(
                "libvirt",
                List.of(
                        new Fact.Claim(
                                new Fact.Owner(Fact.OwnerType.VM, "6f1d", "trainer"),
                                new Fact.Device.Pci(pciAddress),
                                Fact.Basis.RUNNING,
                                OptionalDouble.empty())));
        return this;
    }

    Bed ownersMayHave(double cpus, long memoryBytes, long gpus) {
        quotas =
                new QuotaSettings(
                        QuotaLimits.NONE,
                        new QuotaLimits(
                                Optional.of(cpus), Optional.of(memoryBytes), Optional.of(gpus)),
                        Map.of());
        return this;
    }

    List<Action> all() {
        return actions.all();
    }

    ActionResult run(String action, Object... parameters) throws ActionFailure {
        return run(action, GivenCall.of(false, parameters));
    }

    ActionResult dryRun(String action, Object... parameters) throws ActionFailure {
        return run(action, GivenCall.of(true, parameters));
    }

    ActionResult run(String action, ActionCall call) throws ActionFailure {
        var found = actions.all().stream().filter(each -> each.name().equals(action)).findFirst();
        assertThat(found).as(action).isPresent();
        for (var parameter : found.orElseThrow().parameters()) {
            var value = call.parameters().get(parameter.name());
            if (value != null) {
                assertThat(parameter.refusal(value)).isEmpty();
            }
        }
        return found.orElseThrow().handler().run(call);
    }

    /** The failure of an action, as {@code KIND: message}. */
    String failure(String action, Object... parameters) {
        return failure(action, GivenCall.of(false, parameters));
    }

    String failure(String action, ActionCall call) {
        var failure = catchThrowableOfType(ActionFailure.class, () -> run(action, call));
        assertThat(failure).as(action + " went well").isNotNull();
        assertThat(failure.remedy()).isNotBlank();
        return failure.kind() + ": " + failure.getMessage();
    }

    /** Waits until a container has written this, and no more. */
    void awaitLog(String container, String expected) throws Exception {
        Eventually.get(
                Duration.ofSeconds(10),
                () -> {
                    var log = run("container.logs", "container", container);
                    assertThat(text(log, "log")).isEqualTo(expected);
                    return log;
                });
    }

    /** A text of a result, "" where there is none. */
    static String text(ActionResult result, String field) {
        return result.details().fields().get(field) instanceof Value.Text(var text) ? text : "";
    }

    /** The texts of a list of a result. */
    static List<String> texts(ActionResult result, String field) {
        return result.details().fields().get(field) instanceof Value.Items(var items)
                ? items.stream().map(item -> ((Value.Text) item).text()).toList()
                : List.of();
    }

    private ContainerControl control() {
        var usual = SettingsBinder.defaults(ContainerActionSettings.class);
        var settings =
                new ContainerActionSettings(
                        usual.runtime(),
                        stateFolder,
                        registries,
                        registryAuthFile,
                        mounts,
                        List.of("none", "bridge"),
                        ports,
                        permissions,
                        GpuPolicy.PACK,
                        isSharing,
                        List.of("dcgm"),
                        patience);
        return new ContainerControl(
                () -> List.copyOf(engines),
                new Seen(seen),
                facts,
                root,
                hostNet,
                settings,
                new Quotas(quotas),
                new ManualClock(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private record Seen(List<Container> all) implements Inventory {

        @Override
        public Collection<Container> containers() {
            return all;
        }

        @Override
        public Optional<Container> find(String id) {
            return all.stream().filter(one -> one.id().equals(id)).findFirst();
        }
    }
}
