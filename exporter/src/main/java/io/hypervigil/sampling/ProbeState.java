package io.hypervigil.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of a probe at a moment. */
public sealed interface ProbeState {

    /** What is served of it; empty where nothing is. */
    default Optional<Snapshot> served() {
        return Optional.empty();
    }

    /** One word for people and machines. */
    String word();

    /** Why it is as it is, for people; "" where there is nothing to say. */
    default String reason() {
        return "";
    }

    /** No round has ended yet. */
    record Starting() implements ProbeState {
        @Override
        public String word() {
            return "starting";
        }
    }

    /** The last round gave samples. */
    record Sampled(Snapshot snapshot) implements ProbeState {
        @Override
        public Optional<Snapshot> served() {
            return Optional.of(snapshot);
        }

        @Override
        public String word() {
            return snapshot.isWhole() ? "ok" : "degraded";
        }

        @Override
        public String reason() {
            return snapshot.problems().isEmpty()
                    ? ""
                    : snapshot.problems().getFirst().group().name()
                            + ": "
                            + ProbeRunner.messageOf(snapshot.problems().getFirst().cause());
        }
    }

    /** There is no such source on this machine. */
    record Unavailable(String reason) implements ProbeState {
        @Override
        public String word() {
            return "unavailable";
        }
    }

    /** The source is there and broke. */
    record Failing(String reason, int failuresInARow, Instant retryAt) implements ProbeState {
        @Override
        public String word() {
            return "failing";
        }
    }

    /**
     * A round has passed its deadline and has not come back.
     *
     * @param last the last snapshot, while it is not stale
     */
    record Hanging(Instant since, Duration deadline, Optional<Snapshot> last)
            implements ProbeState {
        @Override
        public Optional<Snapshot> served() {
            return last;
        }

        @Override
        public String word() {
            return "hanging";
        }

        @Override
        public String reason() {
            return "no answer since " + since + ", " + deadline.toMillis() + " ms allowed";
        }
    }
}
