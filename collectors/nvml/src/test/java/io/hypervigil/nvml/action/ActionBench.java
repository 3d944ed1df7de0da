package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.KernelModule;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.profile.ConfiguredProfile;
import io.hypervigil.nvml.profile.Profiles;
import io.hypervigil.nvml.stub.StubDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/**
 * GPUs of a scenario that are told things, with a /sys and a /proc of their own.
 *
 * <p>Thread: one.
 */
final class ActionBench implements AutoCloseable {

    private static final String HEAD =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            """;

    private final Path folder;
    private final StubDriver stub;
    private final NvmlDriver driver;
    private final FactBoard facts = new FactBoard();
    private final GpuActions actions;
    private final AtomicLong nanos = new AtomicLong();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final Queue<SubstituteLoggingEvent> log = new ConcurrentLinkedQueue<>();
    private Pause pause = _ -> {};
    private boolean isOpen = true;

    private ActionBench(Path folder, StubDriver stub, Map<String, ConfiguredProfile> profiles)
            throws IOException {
        this.folder = folder;
        this.stub = stub;
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        Files.createDirectories(folder.resolve("proc"));
        var files = files();
        this.driver =
                new NvmlDriver(
                        new KernelModule(files.sys(), files.proc()),
                        stub.library().toString(),
                        System::nanoTime);
        var control =
                new GpuControl(
                        driver,
                        this::files,
                        new FakeKernel(folder.resolve("sys")),
                        facts,
                        Profiles.open(profiles, Optional.of(folder.resolve("profiles"))),
                        TrialJournal.beside(Optional.of(folder.resolve("profiles")), clock));
        this.actions =
                new GpuActions(
                        () -> Optional.of(control).filter(_ -> isOpen),
                        span -> pause.await(span),
                        nanos::get,
                        new EventRecordingLogger(new SubstituteLogger("bench", log, true), log));
        driver.attach();
    }

    /** GPUs of another process, which may be there no more: what it has left is there. */
    static ActionBench after(Path folder) throws IOException {
        return new ActionBench(folder, StubDriver.in(folder), Map.of());
    }

    /** One GPU {@code GPU-1} at 0000:3b:00.0. */
    static ActionBench of(Path folder, String lines) throws IOException {
        return of(folder, lines, Map.of());
    }

    static ActionBench of(Path folder, String lines, Map<String, ConfiguredProfile> profiles)
            throws IOException {
        return following(
                folder,
                """
                nvmlDeviceGetCount_v2 = 1
                [gpu 0]
                nvmlDeviceGetUUID = GPU-1
                nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
                """
                        + lines,
                profiles);
    }

    /** GPUs of a scenario without its head. */
    static ActionBench following(Path folder, String scenario) throws IOException {
        return following(folder, scenario, Map.of());
    }

    static ActionBench following(
            Path folder, String scenario, Map<String, ConfiguredProfile> profiles)
            throws IOException {
        return new ActionBench(folder, StubDriver.following(folder, HEAD + scenario), profiles);
    }

    /** Tries a profile on the first GPU for a second. */
    static GivenCall trial(String profile) {
        return GivenCall.of(
                false, "name", profile, "gpu", "0", "span", new Value.Span(Duration.ofSeconds(1)));
    }

    /** What happens while an action waits. */
    void whileWaiting(Pause newPause) {
        pause = newPause;
    }

    /** Runs an action. Its result as text. */
    String run(String name, Object... parameters) throws ActionFailure {
        return run(name, GivenCall.of(false, parameters));
    }

    /** Has an action say what it would do. */
    String dryRun(String name, Object... parameters) throws ActionFailure {
        return run(name, GivenCall.of(true, parameters));
    }

    String run(String name, GivenCall call) throws ActionFailure {
        var action = action(name);
        for (Parameter parameter : action.parameters()) {
            Optional.ofNullable(call.parameters().get(parameter.name()))
                    .ifPresent(value -> assertThat(parameter.refusal(value)).isEmpty());
        }
        assertThat(action.parameters().stream().map(Parameter::name).toList())
                .containsAll(call.parameters().keySet());
        ActionResult result = action.handler().run(call);
        return (result.isChanged() ? "changed " : "unchanged ") + text(result.details());
    }

    /** How an action fails: kind, message, remedy. */
    String refusal(String name, Object... parameters) {
        return refusal(name, GivenCall.of(false, parameters));
    }

    String refusal(String name, GivenCall call) {
        try {
            return run(name, call);
        } catch (ActionFailure e) {
            return e.kind() + ": " + e.getMessage() + " (" + e.remedy() + ")";
        }
    }

    /** What the library was told so far. */
    String calls() throws IOException {
        var file = folder.resolve("calls");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    GpuActions actions() {
        return actions;
    }

    NvmlDriver driver() {
        return driver;
    }

    FactBoard facts() {
        return facts;
    }

    StubDriver stub() {
        return stub;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    /** What was logged so far: {@code WARN gpu=GPU-1 something is so}. */
    List<String> logged() {
        return log.stream().map(event -> event.getLevel() + " " + event.getMessage()).toList();
    }

    /** The GPUs that there are now. */
    List<AttachedGpu> gpus() {
        return driver.attach() instanceof DriverState.Attached attached
                ? attached.gpus()
                : List.of();
    }

    /** One round of what is put back and kept of all GPUs that there are. What went wrong. */
    List<String> round() {
        return actions.keepProfiles(gpus());
    }

    void shut() {
        isOpen = false;
    }

    @Override
    public void close() {
        driver.close();
    }

    private Action action(String name) {
        return actions.all().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HostFiles files() {
        var proc = FileTree.at(folder.resolve("proc"));
        return new HostFiles(proc, FileTree.at(folder.resolve("sys")), proc, proc);
    }

    /** {@code {gpu: GPU-1, calls: [a, b]}}. */
    static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            case Value.Flag(boolean isSet) -> Boolean.toString(isSet);
            case Value.Span(var span) -> span.toString();
            case Value.Items(var items) ->
                    items.stream()
                            .map(ActionBench::text)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Value.Fields(var fields) ->
                    fields.entrySet().stream()
                            .map(field -> field.getKey() + ": " + text(field.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
