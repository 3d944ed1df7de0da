package io.hypervigil;

import io.hypervigil.alerting.alertmanager.AlertmanagerApi;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configuration;
import io.hypervigil.judging.Judge;
import io.hypervigil.judging.JudgingPlan;
import io.hypervigil.web.api.Judgement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the process, and who is told of their alerts. What the configuration names is read
 * before the process listens, so that a mistake in it is told at once; what ships is read after,
 * since the first answers do not wait for it.
 *
 * <p>Thread: any.
 */
final class Judging implements Judgement, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Judging.class);

    private final String url;
    private final Judge.Parts parts;
    private Configuration configuration;
    private @Nullable JudgingPlan plan;
    private boolean isClosed;
    private volatile @Nullable Judge judge;

    /**
     * @param url of the first listener
     * @throws SettingsException where a file of the configuration is refused
     */
    Judging(Configuration configuration, String url, Judge.Parts parts) throws SettingsException {
        this.configuration = configuration;
        this.url = url;
        this.parts = parts;
        if (!configuration.alerting().isShipped()) {
            plan = plan(configuration);
        }
    }

    /** What a configuration wants judged, found good. */
    JudgingPlan plan(Configuration wanted) throws SettingsException {
        return JudgingPlan.read(wanted, url, parts.clock());
    }

    /** Judges; returns at once. */
    void start() {
        if (configuration.alerting().enabled()) {
            Threads.start("rules-read", this::open);
        }
    }

    private synchronized void open() {
        if (isClosed || judge != null) {
            return;
        }
        try {
            var first = plan == null ? plan(configuration) : plan;
            judge = Judge.open(configuration.alerting(), first, parts);
        } catch (SettingsException | IOException e) {
            LOGGER.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("nothing is judged and nobody is told: see alerting.path");
        }
    }

    /** Judges by another configuration from now on. */
    synchronized void judge(Configuration wanted, JudgingPlan wantedPlan) {
        configuration = wanted;
        plan = wantedPlan;
        var running = judge;
        if (running != null) {
            running.judge(wanted.alerting(), wantedPlan);
        } else {
            start();
        }
    }

    @Override
    public List<GroupView> groups() {
        var running = judge;
        return running == null ? List.of() : running.groups();
    }

    @Override
    public List<String> alertmanagers() {
        var running = judge;
        return running == null ? List.of() : running.alertmanagers();
    }

    /** Alertmanager's API; empty while nothing is judged. */
    Optional<AlertmanagerApi> api() {
        return Optional.ofNullable(judge).map(Judge::api);
    }

    /** How the rules go. */
    Samples rules() {
        var running = judge;
        return running == null ? Samples.NONE : running.rules();
    }

    /** How telling goes. */
    Samples telling() {
        var running = judge;
        return running == null ? Samples.NONE : running.telling();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        var running = judge;
        if (running != null) {
            running.close();
        }
    }
}
