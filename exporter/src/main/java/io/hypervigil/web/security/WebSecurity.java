package io.hypervigil.web.security;

import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.server.Handler;

/**
 * The web configuration at work: TLS for the listeners, and the handler that lets requests in. Each
 * handshake and each request sees the file as it is at that moment.
 *
 * <p>What is not configured costs nothing: no class of TLS or bcrypt is loaded for it.
 *
 * <p>Thread: any.
 */
public final class WebSecurity {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<WebConfigFile> file;
    private final Gate gate;
    private final boolean isTls;
    private final boolean isHttp2;

    private WebSecurity(Optional<WebConfigFile> file) {
        this.file = file;
        var users = file.map(_ -> new UserCheck(new Bcrypt(), PATIENCE));
        this.gate = new Gate(users, System::nanoTime);
        this.isTls = loaded().tls().isPresent();
        this.isHttp2 = isTls && loaded().config().http2();
    }

    /** Plain HTTP, open to everybody. */
    public static WebSecurity none() {
        return new WebSecurity(Optional.empty());
    }

    /**
     * What a file says, now and after each change.
     *
     * @throws SettingsException with every problem of the file
     */
    public static WebSecurity open(Path file, InstantSource clock) throws SettingsException {
        return new WebSecurity(Optional.of(WebConfigFile.open(file, clock)));
    }

    /** Whether TCP listeners speak TLS; settled at the start. */
    public boolean isTls() {
        return isTls;
    }

    /** Whether HTTP/2 is offered; settled at the start. */
    public boolean isHttp2() {
        return isHttp2;
    }

    /**
     * The server's side of one new connection, by the file as it is now.
     *
     * @throws IllegalStateException where there is no TLS
     */
    public SSLEngine newEngine() {
        return tls().newEngine();
    }

    /** The context that {@link #newEngine} uses now. */
    public SSLContext sslContext() {
        return tls().context();
    }

    /** The handler to put before all others: {@code server.insertHandler(security.newGuard())}. */
    public Handler.Singleton newGuard() {
        return new Guard(this::loaded, gate);
    }

    public SecurityCounts counts() {
        return gate.counts(
                file.map(WebConfigFile::reloads).orElse(0L),
                file.map(WebConfigFile::failures).orElse(0L));
    }

    private TlsContext tls() {
        return loaded().tls()
                .orElseThrow(() -> new IllegalStateException("no TLS in the web configuration"));
    }

    private LoadedWebConfig loaded() {
        return file.map(WebConfigFile::current).orElse(LoadedWebConfig.NONE);
    }
}
