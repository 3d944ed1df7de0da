package io.hypervigil.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.admin.audit.AuditLog;
import io.hypervigil.admin.call.ActionCatalog;
import io.hypervigil.admin.call.Caller;
import io.hypervigil.admin.call.Question;
import io.hypervigil.admin.job.JobFolder;
import io.hypervigil.admin.job.JobJson;
import io.hypervigil.admin.job.JobLimits;
import io.hypervigil.admin.job.Jobs;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.ConfigurationLoader;
import io.hypervigil.libvirt.LibvirtCollector;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.peers.StubNvml;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions of the collectors that ship, on libvirt's test driver and a libnvidia-ml of our own. */
final class RealActionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Caller OPERATOR = new Caller("olga", Role.OPERATOR);

    private static final String H100 =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            nvmlDeviceGetName = NVIDIA H100
            nvmlDeviceGetPowerManagementLimit = 300000
            nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
            nvmlDeviceGetPowerManagementDefaultLimit = 700000
            """;

    private static final String GUESTS =
            """
            <node>
              <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                <name>idle</name><uuid>11111111-f6a4-8304-79aa-97f2502e193f</uuid>
                <test:runstate>5</test:runstate>
                <memory>1048576</memory><vcpu>2</vcpu><os><type>hvm</type></os></domain>
            </node>
            """;

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Sampler sampler;

    @SuppressWarnings("NullAway.Init")
    private ActionDesk desk;

    @BeforeEach
    void open() throws Exception {
        var nvml = StubNvml.in(folder, H100);
        var guests = Files.writeString(folder.resolve("node.xml"), GUESTS);
        var file =
                Files.writeString(
                        folder.resolve("hypervigil.yml"),
                        """
                        collectors:
                          nvml:
                            library: %s
                            profiles: {calm: {summary: calm, power_limit: 250W}}
                          libvirt:
                            uri: ["test://%s"]
                        """
                                .replaceFirst("%s", nvml.library().toString())
                                .replaceFirst("%s", guests.toString()));
        var collectors = List.<Collector>of(new NvmlCollector(), new LibvirtCollector());
        var configuration =
                new ConfigurationLoader(new CollectorCatalog(collectors), _ -> null).load(file);
        sampler =
                new Sampler(
                        collectors.stream()
                                .map(
                                        collector ->
                                                new CollectorSetup(
                                                        collector,
                                                        configuration
                                                                .collectors()
                                                                .of(collector.name())
                                                                .settings(),
                                                        _ -> true,
                                                        beat -> beat,
                                                        10_000))
                                .toList(),
                        this::files,
                        InstantSource.system(),
                        Ticker.SYSTEM,
                        RoundListener.NONE);
        sampler.start();
        sampler.awaitFirstRound(SOON);
        desk =
                new ActionDesk(
                        ActionCatalog.of(collectors),
                        new AuditLog(),
                        Jobs.open(
                                JobFolder.open(Optional.of(folder.resolve("jobs"))),
                                JobLimits.DEFAULT,
                                InstantSource.system(),
                                Ticker.SYSTEM),
                        Ticker.SYSTEM);
    }

    private HostFiles files() {
        return new HostFiles(
                tree("proc"),
                tree("sys"),
                FileTree.at(folder),
                FileTree.at(folder.resolve("udev")));
    }

    private FileTree tree(String name) {
        return FileTree.at(folder.resolve(name));
    }

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
        if (sampler != null) {
            sampler.close();
        }
    }

    @Test
    void a_vm_is_started_by_what_a_command_line_gives() throws Exception {
        var idle = Map.<String, Value>of("vm", new Value.Text("idle"));

        assertThat(done("vm.start", idle, true))
                .endsWith("\"old\":\"shutoff\",\"calls\":[\"virDomainCreateWithFlags(idle, 0)\"]}");
        assertThat(done("vm.start", idle, false))
                .contains("\"old\":\"shutoff\",\"new\":\"running (booted)\"");
        assertThat(done("vm.start", idle, false)).contains("\"old\":\"running (booted)\"");
        assertThat(failure("vm.undefine", idle).kind()).isEqualTo(Kind.NOT_PERMITTED);
        assertThat(done("vm.start", Map.of("vm", new Value.Text("nobody")), false))
                .contains("\"state\":\"failed\"", "\"kind\":\"not_found\"");
        assertThat(
                        failure(
                                "vm.start",
                                Map.of(
                                        "vm",
                                        new Value.Text("idle"),
                                        "paused",
                                        new Value.Text("maybe"))))
                .hasMessage("vm.start: paused: true or false expected, 'maybe' given");
    }

    @Test
    void a_trial_of_a_profile_is_a_job_that_puts_all_back_when_it_is_cancelled() throws Exception {
        var question =
                Question.of(
                        OPERATOR,
                        "gpu.profile-test",
                        Map.of("name", new Value.Text("calm"), "span", new Value.Text("10m")),
                        false);

        var taken = (ActionAnswer.Taken) desk.ask(question, Optional.of("trial-1"));
        var id = taken.job().id().text();
        Eventually.get(
                SOON,
                () ->
                        assertThat(folder.resolve("calls"))
                                .hasContent("nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)\n"));
        desk.cancel(OPERATOR, id);
        var ended = desk.await(OPERATOR, id, SOON);

        assertThat(ValueJson.line(JobJson.of(ended)))
                .contains(
                        "\"state\":\"cancelled\"",
                        "\"cancelled_by\":\"olga\"",
                        "\"failure\":{\"kind\":\"cancelled\",\"message\":\"the trial was"
                                + " cancelled\",\"remedy\":\"all is as it was before\"}",
                        "\"parameters\":{\"name\":\"calm\",\"span\":\"10m\"}");
        assertThat(folder.resolve("calls"))
                .hasContent(
                        """
                        nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)
                        nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)
                        """);
    }

    /** The details of what was done, at once or as a job. */
    private String done(String action, Map<String, Value> given, boolean isDryRun)
            throws Exception {
        var question = Question.of(OPERATOR, action, given, isDryRun);
        return switch (desk.ask(question, Optional.empty())) {
            case ActionAnswer.Done(var result) -> ValueJson.line(result.details());
            case ActionAnswer.Taken(var job, boolean _) -> {
                var ended = desk.await(OPERATOR, job.id().text(), SOON);
                yield ValueJson.line(JobJson.of(ended));
            }
        };
    }

    private ActionFailure failure(String action, Map<String, Value> given) {
        return catchThrowableOfType(ActionFailure.class, () -> done(action, given, false));
    }
}
