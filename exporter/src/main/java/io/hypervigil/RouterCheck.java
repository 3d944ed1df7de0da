package io.hypervigil;

import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.judging.TellingPlan;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code check router}: reads the file and its templates, and says whom it tells. */
final class RouterCheck {

    private final InstantSource clock;

    RouterCheck(InstantSource clock) {
        this.clock = clock;
    }

    List<String> check(Path file) throws SettingsException {
        var routing = TellingPlan.ofRouter(file, clock).routing();
        var lines = new ArrayList<String>();
        routing.receivers()
                .forEach(
                        (name, receiver) ->
                                lines.add(
                                        "receiver "
                                                + name
                                                + ": "
                                                + String.join(
                                                        ", ",
                                                        receiver.integrations().stream()
                                                                .map(one -> one.kind())
                                                                .toList())));
        if (!routing.inhibitRules().isEmpty()) {
            lines.add(routing.inhibitRules().size() + " inhibitions");
        }
        routing.ignored().forEach(part -> lines.add(part + ", which does nothing here"));
        return lines;
    }
}
