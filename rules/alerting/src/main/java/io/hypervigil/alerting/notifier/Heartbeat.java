package io.hypervigil.alerting.notifier;

import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sign of life to a service that tells people when it stays away, such as <a
 * href="https://healthchecks.io/docs/http_api/">healthchecks</a>: a GET, made only while all is
 * well.
 *
 * <p>Thread: any.
 */
public final class Heartbeat {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Secret url;
    private final HttpSettings settings;
    private final HttpSender http;
    private final Supplier<Optional<String>> complaint;

    /**
     * @param url where to; it is secret since it names the check
     * @param complaint what is not well now: sampling, rules, the outbox; empty where all is
     */
    public Heartbeat(
            Secret url,
            HttpSettings settings,
            HttpSender http,
            Supplier<Optional<String>> complaint) {
        this.url = url;
        this.settings = settings;
        this.http = http;
        this.complaint = complaint;
    }

    /** How a beat went. */
    public sealed interface Beat {
        /** The service took it. */
        record Heard() implements Beat {}

        /** It was not sent, for something is not well. */
        record Withheld(String complaint) implements Beat {}

        /** It was sent in vain. */
        record Lost(String reason) implements Beat {}
    }

    /** Asks whether all is well, and if so says so. */
    public Beat beat() {
        var wrong = complaint.get();
        return wrong.isPresent() ? new Beat.Withheld(wrong.get()) : sent();
    }

    private Beat sent() {
        try {
            var address = Addresses.parsed(url.reveal());
            if (address.isEmpty()) {
                return new Beat.Lost("the configured address is none of http or https");
            }
            var answer =
                    http.send(
                            new HttpSender.Request("GET", address.get(), Map.of(), "", LIMIT),
                            settings);
            return answer.isGood() ? new Beat.Heard() : new Beat.Lost(answer.shown());
        } catch (IOException e) {
            return new Beat.Lost(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Beat.Lost("interrupted");
        }
    }
}
