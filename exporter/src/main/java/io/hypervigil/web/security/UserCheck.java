package io.hypervigil.web.security;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Says whether credentials are those of a user, at a bounded cost.
 *
 * <p>A name that no user has is compared with a hash that nobody has a password for, of the cost of
 * one of the users' hashes, so that time does not tell which names exist. Few passwords are checked
 * at once; credentials that were right before do not wait for them.
 *
 * <p>Thread: any.
 */
final class UserCheck {

    /** One would do (exporter-toolkit has one); the second lets people in while one is attacked. */
    static final int AT_ONCE = 2;

    /** Those beyond are told to come back. */
    static final int MAX_WAITING = 64;

    private final PasswordCheck check;
    private final Duration patience;
    private final Verdicts verdicts = new Verdicts();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /**
     * @param patience how long a check waits for its turn
     */
    UserCheck(PasswordCheck check, Duration patience) {
        this.check = check;
        this.patience = patience;
    }

    /** What came of a check. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Too many others are being checked. */
        TOO_BUSY
    }

    Verdict check(Credentials given, Map<String, PasswordHash> users) {
        var known = Optional.ofNullable(users.get(given.user()));
        var hash = known.orElseGet(() -> ofNobody(given.user(), users));
        var name = verdicts.name(given.user(), hash, given.password());
        var before = verdicts.of(name);
        if (before.isPresent()) {
            return verdict(known.isPresent() && before.get());
        }
        if (!hasTurn()) {
            return Verdict.TOO_BUSY;
        }
        try {
            // Computed for a name that no user has, too: that is what takes the time.
            boolean isRight = isRight(name, given, hash);
            return verdict(known.isPresent() && isRight);
        } finally {
            turns.release();
        }
    }

    private boolean isRight(String name, Credentials given, PasswordHash hash) {
        // The same credentials may have been checked while this call waited.
        var meanwhile = verdicts.of(name);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        boolean isRight = check.matches(given.password(), hash);
        verdicts.remember(name, isRight);
        return isRight;
    }

    /** Of the cost of one of the users' hashes, for each name always the same. */
    private PasswordHash ofNobody(String name, Map<String, PasswordHash> users) {
        var hashes = users.values().toArray(PasswordHash[]::new);
        return PasswordHash.ofNobody(hashes[verdicts.choice(name, hashes.length)].cost());
    }

    private boolean hasTurn() {
        if (turns.getQueueLength() >= MAX_WAITING) {
            return false;
        }
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Verdict verdict(boolean isRight) {
        return isRight ? Verdict.RIGHT : Verdict.WRONG;
    }
}
