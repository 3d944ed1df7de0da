package io.hypervigil.web.security;

import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.List;
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
        logCertificateOutOfDate(file, loaded);
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
            refuseTurnOfTls(loaded);
            logWhatNeedsRestart(loaded);
            logCertificateOutOfDate(file, loaded);
            current = loaded;
            problem = "";
            reloads.incrementAndGet();
            LOG.atInfo().addKeyValue("file", file).log("web configuration read again");
        } catch (SettingsException | RuntimeException e) {
            // A defect of ours in reading one must not close the door that the other holds open.
            failures.incrementAndGet();
            // What the old content named may come back, too.
            read.alsoWatch(files);
            logOnce(String.valueOf(e.getMessage()));
        }
        files = read;
    }

    private void refuseTurnOfTls(LoadedWebConfig loaded) throws SettingsException {
        if (loaded.tls().isPresent() != current.tls().isPresent()) {
            throw new SettingsException(
                    List.of(
                            file
                                    + ": tls_server_config: turning TLS "
                                    + (loaded.tls().isPresent() ? "on" : "off")
                                    + " needs a restart"));
        }
    }

    private void logWhatNeedsRestart(LoadedWebConfig loaded) {
        if (loaded.config().http2() != current.config().http2()) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("http_server_config.http2 takes effect at the next start");
        }
        if (isOldTls(loaded) && !isOldTls(current)) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .log("TLS 1.0 and 1.1 are spoken from the next start on");
        }
    }

    private static boolean isOldTls(LoadedWebConfig loaded) {
        return loaded.config()
                .tls()
                .filter(tls -> tls.minVersion().isOlderThan(TlsVersion.TLS12))
                .isPresent();
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

    private static void logCertificateOutOfDate(Path file, LoadedWebConfig loaded) {
        if (loaded.tls().isEmpty()) {
            return;
        }
        try {
            loaded.tls().get().certificate().checkValidity();
        } catch (CertificateException e) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("error", e.getMessage())
                    .log("the server's certificate is not valid now");
        }
    }
}
