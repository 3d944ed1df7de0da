package io.hypervigil.alerting.receiver;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a service answered a message. No text in it holds a secret. */
public sealed interface Outcome {

    /**
     * It took the message.
     *
     * @param answer what it said, for people
     * @param memory what the next message about the same group needs to know, such as the number of
     *     the message that it edits
     */
    record Delivered(String answer, Map<String, String> memory) implements Outcome {
        public Delivered {
            memory = Map.copyOf(memory);
        }
    }

    /**
     * It could not be reached or said that it cannot take it now: worth another attempt.
     *
     * @param reason for people
     * @param after how long the service asked to be left alone
     */
    record Later(String reason, Optional<Duration> after) implements Outcome {}

    /**
     * It said that it will never take this message, or the message cannot be made.
     *
     * @param reason the service's own words
     */
    record Refused(String reason) implements Outcome {}
}
