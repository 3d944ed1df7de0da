package io.hypervigil;

import io.hypervigil.cli.CommandFailure;
import io.hypervigil.cli.ServeRunner;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configuration;
import io.hypervigil.config.ConfigurationSource;
import io.hypervigil.logging.LogOutput;
import io.hypervigil.web.Monitored;
import io.hypervigil.web.listen.HttpLimits;
import io.hypervigil.web.listen.ListenException;
import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.WebSecurity;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code serve}: takes the addresses, starts the daemon, and waits for a signal to end. */
final class Serve implements ServeRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(Serve.class);

    private final InstantSource clock;

    Serve(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int serve(Configuration configuration, ConfigurationSource source)
            throws SettingsException, CommandFailure, InterruptedException {
        var end = new CountDownLatch(1);
        try (var _ = start(configuration, source, end)) {
            end.await();
            LOGGER.atInfo().log("told to end");
        }
        return 0;
    }

    /** The daemon, listening; the latch is counted down by SIGTERM and SIGINT. */
    private Daemon start(
            Configuration configuration, ConfigurationSource source, CountDownLatch end)
            throws SettingsException, CommandFailure {
        var daemon = start(configuration, source, clock);
        Signals.on("TERM", end::countDown);
        Signals.on("INT", end::countDown);
        Signals.on("HUP", () -> reload(daemon));
        return daemon;
    }

    static Daemon start(
            Configuration configuration, ConfigurationSource source, InstantSource clock)
            throws SettingsException, CommandFailure {
        var file = configuration.web().configFile();
        var security = file.isPresent() ? WebSecurity.open(file.get(), clock) : WebSecurity.none();
        try {
            var listeners =
                    WebListeners.open(
                            configuration.web().addresses(), HttpLimits.DEFAULT, security);
            return Daemon.start(
                    DaemonSettings.of(configuration),
                    () -> reloaded(source),
                    security,
                    listeners,
                    clock);
        } catch (ListenException e) {
            throw new CommandFailure(
                    String.valueOf(e.getMessage()), "choose another with --web.listen-address", e);
        }
    }

    private static DaemonSettings reloaded(ConfigurationSource source) throws SettingsException {
        var configuration = source.load();
        LogOutput.configure(configuration.log().level(), configuration.log().format());
        return DaemonSettings.of(configuration);
    }

    private static void reload(Daemon daemon) {
        try {
            daemon.reload();
        } catch (Monitored.ReloadFailed e) {
            // The daemon has said why; the old configuration is in force.
            LOGGER.atDebug().setCause(e).log("reload failed");
        }
    }
}
