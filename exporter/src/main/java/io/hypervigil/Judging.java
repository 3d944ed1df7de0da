package io.hypervigil;

import io.hypervigil.alerting.alertmanager.AlertmanagerApi;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configuration;
import io.hypervigil.judging.Judge;
import io.hypervigil.judging.JudgingPlan;
import io.hypervigil.state.StateFolder;
import io.hypervigil.web.api.Judgement;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private @Nullable StateFolder folder;
    private boolean isClosed;
    private volatile @Nullable Judge judge;

    /**
     * @param url of the first listener
     * @throws SettingsException where a file of the configuration is refused, or the folder that it
     *     names for the state of alerts cannot be used
     */
    Judging(Configuration configuration, String url, Judge.Parts parts) throws SettingsException {
        this.configuration = configuration;
        this.url = url;
        this.parts = parts;
        if (!configuration.alerting().isShipped()) {
            plan = plan(configuration);
        }
        takeFolder(configuration);
    }

    /** A folder that is named must be there before anything is promised. */
    private void takeFolder(Configuration wanted) throws SettingsException {
        var path = wanted.alerting().path();
        if (wanted.alerting().enabled() && path.isPresent() && judge == null && folder == null) {
            folder = folder(path);
        }
    }

    private static StateFolder folder(Optional<Path> path) throws SettingsException {
        try {
            return StateFolder.open(path);
        } catch (IOException e) {
            throw new SettingsException(
                    List.of(
                            "alerting.path: "
                                    + path.map(Path::toString).orElse("a temporary folder")
                                    + " cannot keep the state of alerts: "
                                    + reason(e)));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it is a file, not a folder";
            case NoSuchFileException _ -> "it is not there and cannot be made";
            default -> String.valueOf(e.getMessage());
        };
    }

    /**
     * What a configuration wants judged, found good, with a place for the state of its alerts.
     *
     * @throws SettingsException where something of it is refused
     */
    synchronized JudgingPlan prepare(Configuration wanted) throws SettingsException {
        var prepared = plan(wanted);
        takeFolder(wanted);
        return prepared;
    }

    private JudgingPlan plan(Configuration wanted) throws SettingsException {
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
            var kept = folder == null ? folder(configuration.alerting().path()) : folder;
            folder = null;
            judge = Judge.open(configuration.alerting(), first, parts, kept);
        } catch (SettingsException | IOException e) {
            LOGGER.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("nothing is judged and nobody is told until this is mended");
        }
    }

    /** Judges by another configuration from now on, or no more where that says so. */
    synchronized void judge(Configuration wanted, JudgingPlan wantedPlan) {
        configuration = wanted;
        plan = wantedPlan;
        var running = judge;
        if (running == null) {
            start();
        } else if (wanted.alerting().enabled()) {
            running.judge(wanted.alerting(), wantedPlan);
        } else {
            judge = null;
            running.close();
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
        } else if (folder != null) {
            folder.close();
        }
    }
}
