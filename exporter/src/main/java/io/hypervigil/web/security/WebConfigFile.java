package io.hypervigil.web.security;

import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web configuration as its files say it now: each look finds a change of the file itself or of
 * a certificate, key or authority that it names. A new content that is refused changes nothing; it
 * is logged once and counted, and the old one goes on.
 *
 * <p>Thread: any; a look costs a stat a file, and the reading of them after a change.
 */
final class WebConfigFile {

    private static final Logger LOG = LoggerFactory.getLogger(WebConfigFile.class);

    private final Path file;
    private final InstantSource clock;
    private final AtomicLong reloads = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private WatchedFiles files;
    private String problem = "";
    private volatile LoadedWebConfig current;

    private WebConfigFile(
            Path file, InstantSource clock, WatchedFiles files, LoadedWebConfig current) {
        this.file = file;
        this.clock = clock;
        this.files = files;
        this.current = current;
    }

    /**
     * Reads a file for the first time.
     *
     * @throws SettingsException where it is refused
     */
    static WebConfigFile open(Path file, InstantSource clock) throws SettingsException {
        var files = new WatchedFiles(clock);
        var loaded = LoadedWebConfig.read(files, file);
        logCertificateOutOfDate(file, loaded, clock);
        return new WebConfigFile(file, clock, files, loaded);
    }

    /** What holds now. */
    synchronized LoadedWebConfig current() {
        if (!files.isUnchanged()) {
            reload();
        }
        return current;
    }

    long reloads() {
        return reloads.get();
    }

    long failures() {
        return failures.get();
    }

    private void reload() {
        var read = new WatchedFiles(clock);
        try {
            var loaded = LoadedWebConfig.read(read, file);
            refuseWhatNeedsRestart(loaded);
            logCertificateOutOfDate(file, loaded, clock);
            current = loaded;
            problem = "";
            reloads.incrementAndGet();
            LOG.atInfo().addKeyValue("file", file).log("web configuration read again");
        } catch (SettingsException e) {
            failures.incrementAndGet();
            // What the old content named may come back, too.
            read.alsoWatch(files);
            logOnce(String.valueOf(e.getMessage()));
        }
        files = read;
    }

    private void refuseWhatNeedsRestart(LoadedWebConfig loaded) throws SettingsException {
        if (loaded.tls().isPresent() != current.tls().isPresent()) {
            throw new SettingsException(
                    java.util.List.of(
                            file
                                    + ": tls_server_config: turning TLS "
                                    + (loaded.tls().isPresent() ? "on" : "off")
                                    + " needs a restart"));
        }
        if (loaded.config().http2() != current.config().http2()) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("http_server_config.http2 takes effect at the next start");
        }
    }

    private void logOnce(String reason) {
        if (!reason.equals(problem)) {
            problem = reason;
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("error", reason)
                    .log("new web configuration refused, the old one stays");
        }
    }

    @Permitted("java.security.cert speaks of java.util.Date")
    private static void logCertificateOutOfDate(
            Path file, LoadedWebConfig loaded, InstantSource clock) {
        if (loaded.tls().isEmpty()) {
            return;
        }
        var certificate = loaded.tls().get().certificate();
        var from = certificate.getNotBefore().toInstant();
        var until = certificate.getNotAfter().toInstant();
        var now = clock.instant();
        if (now.isAfter(until) || now.isBefore(from)) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("from", from)
                    .addKeyValue("until", until)
                    .log("the server's certificate is not valid now");
        }
    }
}
