package io.hypervigil;

import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.receiver.Outcome;
import io.hypervigil.alerting.receiver.Sending;
import io.hypervigil.alerting.receiver.TestNotification;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.cli.CommandFailure;
import io.hypervigil.cli.NotifyRunner;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.config.Configuration;
import io.hypervigil.judging.TellingPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** {@code notify test}: sends a marked message, and says what came of it. */
final class NotifyTest implements NotifyRunner {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final BuildInfo build;
    private final InstantSource clock;

    NotifyTest(BuildInfo build, InstantSource clock) {
        this.build = build;
        this.clock = clock;
    }

    @Override
    public int test(Configuration configuration, String name, OutputStream out) throws Exception {
        var section = configuration.alerting();
        if (section.routerFile().isEmpty()) {
            throw new CommandFailure(
                    "no router file is configured, so that there are no receivers",
                    "name one with --alerting.router-file",
                    null);
        }
        var url = section.externalUrl().orElse("");
        var plan = TellingPlan.read(section, url, clock);
        var receivers = plan.routing().receivers();
        var receiver = Optional.ofNullable(receivers.get(name));
        if (receiver.isEmpty()) {
            throw unknown(name, List.copyOf(receivers.keySet()));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var http = new HttpSender(executor, "hypervigil/" + build.version())) {
            var answers =
                    TestNotification.send(
                            receiver.get(), plan.templates(), new Sending(http, clock, url));
            return report(name, answers, out);
        }
    }

    private static CommandFailure unknown(String name, List<String> known) {
        return new CommandFailure(
                "there is no receiver '" + name + "' in the router's file",
                NearestName.of(name, known)
                        .map(near -> "is " + near + " meant?")
                        .orElse("there are " + String.join(", ", known)),
                null);
    }

    private static int report(String name, List<TestNotification.Answer> answers, OutputStream out)
            throws IOException {
        var lines = new ArrayList<String>();
        boolean isGood = true;
        for (TestNotification.Answer answer : answers) {
            lines.add(answer.target() + ": " + describe(answer.outcome()));
            isGood &= answer.outcome() instanceof Outcome.Delivered;
        }
        if (answers.isEmpty()) {
            lines.add(name + " has no integration: nobody is told by it");
        }
        out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return isGood ? DONE : FAILED;
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(var answer, _) ->
                    answer.isBlank() ? "delivered" : "delivered: " + answer.strip();
            case Outcome.Later(var reason, var after) ->
                    "not delivered, would be tried again"
                            + after.map(pause -> " after " + pause.toSeconds() + " s").orElse("")
                            + ": "
                            + reason.strip();
            case Outcome.Refused(var reason) -> "refused: " + reason.strip();
        };
    }
}
