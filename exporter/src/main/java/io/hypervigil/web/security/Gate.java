package io.hypervigil.web.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in, by the web configuration of the moment.
 *
 * <p>Thread: any.
 */
final class Gate {

    private final Optional<UserCheck> users;
    private final LongSupplier nanoTime;
    private final AtomicLong admitted = new AtomicLong();
    private final AtomicLong unauthorized = new AtomicLong();
    private final AtomicLong overRate = new AtomicLong();
    private final AtomicLong tooBusy = new AtomicLong();
    private @Nullable RateLimiter limiter;

    /**
     * @param users empty where there can be none; then everybody is refused should there be some
     */
    Gate(Optional<UserCheck> users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
    }

    /**
     * @param authorization the header of that name, or null
     * @param certificates what the client showed, its own first; null or empty where it showed none
     */
    Decision decide(
            LoadedWebConfig now,
            @Nullable String authorization,
            X509Certificate @Nullable [] certificates) {
        var decision = decision(now, authorization, certificates);
        count(decision);
        return decision;
    }

    SecurityCounts counts(long reloads, long failedReloads) {
        return new SecurityCounts(
                admitted.get(),
                unauthorized.get(),
                overRate.get(),
                tooBusy.get(),
                reloads,
                failedReloads);
    }

    private Decision decision(
            LoadedWebConfig now,
            @Nullable String authorization,
            X509Certificate @Nullable [] certificates) {
        if (!isWithinRate(now.config().rateLimit())) {
            return Decision.Refused.RATE;
        }
        if (now.config().users().isEmpty()) {
            return new Decision.Admitted(callerWithoutUsers(now, certificates));
        }
        var given = Optional.ofNullable(authorization).flatMap(Credentials::of);
        if (given.isEmpty() || users.isEmpty()) {
            return Decision.Refused.CREDENTIALS;
        }
        return switch (users.get().check(given.get(), now.config().users())) {
            case RIGHT -> new Decision.Admitted(new Caller.User(given.get().user()));
            case WRONG -> Decision.Refused.CREDENTIALS;
            case TOO_BUSY -> Decision.Refused.BUSY;
        };
    }

    /** Looks at the certificate again, since the handshake may have been under another file. */
    private static Caller callerWithoutUsers(
            LoadedWebConfig now, X509Certificate @Nullable [] certificates) {
        if (certificates == null || certificates.length == 0 || now.tls().isEmpty()) {
            return new Caller.Anonymous();
        }
        if (!now.tls().get().clientTrust().isVerified(certificates)) {
            return new Caller.Anonymous();
        }
        try {
            return new Caller.Certified(
                    certificates[0].getSubjectX500Principal().getName(),
                    SubjectNames.of(certificates[0]));
        } catch (CertificateParsingException _) {
            return new Caller.Anonymous();
        }
    }

    private synchronized boolean isWithinRate(Optional<RateLimit> limit) {
        if (limit.isEmpty()) {
            limiter = null;
            return true;
        }
        // A bucket lives as long as its limit: reading the same file again does not fill it.
        if (limiter == null || !limiter.limit().equals(limit.get())) {
            limiter = new RateLimiter(limit.get(), nanoTime);
        }
        return limiter.tryTake();
    }

    private void count(Decision decision) {
        var counter =
                switch (decision) {
                    case Decision.Admitted _ -> admitted;
                    case Decision.Refused.RATE -> overRate;
                    case Decision.Refused.CREDENTIALS -> unauthorized;
                    case Decision.Refused.BUSY -> tooBusy;
                };
        counter.incrementAndGet();
    }
}
