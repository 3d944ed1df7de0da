package io.hypervigil.judging;

import io.hypervigil.alerting.alertmanager.AlertmanagerApi;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleGroups;
import io.hypervigil.alerting.group.RuleLoop;
import io.hypervigil.alerting.group.RuleParts;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.notifier.Heartbeat;
import io.hypervigil.alerting.state.AlertStateFile;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.config.AlertingSection;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.state.StateFolder;
import io.hypervigil.tsdb.SampleWindow;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Judges the window by rules, on a thread of its own, and tells of what it finds.
 *
 * <p>Thread: any.
 */
public final class Judge implements AutoCloseable {

    private static final String STATE_FILE = "alerts";

    private final StateFolder folder;
    private final Teller teller;
    private final RuleGroups groups;
    private final RuleLoop loop;
    private final Thread thread;
    private final RuleMetrics metrics;
    private final Parts parts;
    private Optional<Heart> heart = Optional.empty();
    private AlertingSection section;

    /**
     * What a judge works with.
     *
     * @param statuses what is known of each collector now
     * @param isRecording whether what collectors see is put into the window
     */
    public record Parts(
            Engine engine,
            SampleWindow window,
            Supplier<List<CollectorStatus>> statuses,
            BooleanSupplier isRecording,
            BuildInfo build,
            InstantSource clock) {}

    private Judge(AlertingSection section, JudgingPlan plan, Parts parts, StateFolder folder)
            throws IOException {
        this.folder = folder;
        this.parts = parts;
        this.section = section;
        this.teller =
                new Teller(
                        plan.telling(),
                        plan.settings(),
                        folder.path(),
                        parts.build(),
                        parts.clock());
        this.groups =
                new RuleGroups(
                        new RuleParts(
                                parts.engine(),
                                parts.window(),
                                new WindowSink(parts.window()),
                                teller,
                                new CollectorSources(
                                        parts.statuses(), parts.isRecording(), parts.clock())),
                        new AlertStateFile(folder.path().resolve(STATE_FILE)),
                        parts.clock());
        this.metrics = new RuleMetrics(groups::views);
        groups.load(plan.files(), plan.settings());
        this.loop = new RuleLoop(groups, parts.clock());
        this.thread = Threads.start("rules", loop);
        beat();
    }

    private void beat() {
        heart = section.heartbeatUrl().map(url -> heart(url.reveal()));
        heart.ifPresent(beating -> Threads.start("heartbeat", beating));
    }

    /**
     * Begins to judge.
     *
     * @param folder where its state is kept; closed with it, and where it cannot begin
     * @throws IOException where a file of the folder cannot be read or written
     */
    public static Judge open(
            AlertingSection section, JudgingPlan plan, Parts parts, StateFolder folder)
            throws IOException {
        try {
            return new Judge(section, plan, parts, folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private Heart heart(String url) {
        return new Heart(
                new Heartbeat(
                        Secret.of(url),
                        HttpSettings.DEFAULT,
                        teller.http(),
                        () ->
                                Heart.complaint(
                                        parts.statuses().get(),
                                        groups.views(),
                                        teller::complaint,
                                        parts.clock())),
                section.heartbeatInterval());
    }

    /** Judges by other rules from now on; alerts of rules that stay keep their state. */
    public synchronized void judge(AlertingSection wanted, JudgingPlan plan) {
        boolean beatsOn =
                section.heartbeatUrl().equals(wanted.heartbeatUrl())
                        && section.heartbeatInterval().equals(wanted.heartbeatInterval());
        section = wanted;
        if (!beatsOn) {
            heart.ifPresent(Heart::close);
            beat();
        }
        teller.replace(plan.telling(), wanted.externalLabels());
        groups.load(plan.files(), plan.settings());
        loop.wake();
    }

    /** Groups, rules and alerts as they are now. */
    public List<GroupView> groups() {
        return groups.views();
    }

    /** The URLs that alerts are posted to. */
    public List<String> alertmanagers() {
        return teller.alertmanagers();
    }

    /** Alertmanager's API over the alerts of this process. */
    public AlertmanagerApi api() {
        return teller.api();
    }

    /** How the rules go. */
    public Samples rules() {
        return metrics.samples();
    }

    /** How telling goes. */
    public Samples telling() {
        return teller.samples();
    }

    /** Ends the evaluation that runs, and waits for it to end; all state is on disk by then. */
    @Override
    public synchronized void close() {
        heart.ifPresent(Heart::close);
        loop.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        teller.close();
        folder.close();
    }
}
