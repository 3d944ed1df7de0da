package io.hypervigil.alerting.silence;

import io.hypervigil.alerting.match.Matchers;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody's wish not to be told of alerts for a time.
 *
 * @param id a UUID; empty in one that is yet to be made
 * @param matchers which alerts
 * @param updatedAt when it was made or changed last
 * @param createdBy who wished it
 * @param comment why
 * @param annotations more about it; may be empty
 */
public record Silence(
        String id,
        Matchers matchers,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt,
        String createdBy,
        String comment,
        Map<String, String> annotations) {

    /** What one does at a moment. */
    public enum State {
        ACTIVE("active"),
        PENDING("pending"),
        EXPIRED("expired");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** As the API has it. */
        public String text() {
            return text;
        }
    }

    public Silence {
        annotations = Map.copyOf(annotations);
    }

    /** What it does at a moment; at its very end it still holds. */
    public State stateAt(Instant now) {
        if (now.isBefore(startsAt)) {
            return State.PENDING;
        }
        return now.isAfter(endsAt) ? State.EXPIRED : State.ACTIVE;
    }

    Silence named(String newId, Instant start, Instant now) {
        return new Silence(newId, matchers, start, endsAt, now, createdBy, comment, annotations);
    }

    Silence endedAt(Instant now) {
        var start = startsAt.isAfter(now) ? now : startsAt;
        return new Silence(id, matchers, start, now, now, createdBy, comment, annotations);
    }
}
