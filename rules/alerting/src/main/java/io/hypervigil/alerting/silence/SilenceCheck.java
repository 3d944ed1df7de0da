package io.hypervigil.alerting.silence;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.time.Instant;
import java.util.Optional;

/** What a silence must be before it is taken. */
final class SilenceCheck {

    private static final int MOST_MATCHERS = 128;
    private static final int MOST_TEXT = 64 << 10;

    private SilenceCheck() {}

    /** What is wrong with one, in Alertmanager's words where it has any. */
    static Optional<String> fault(Silence silence, Instant now) {
        if (size(silence) > MOST_TEXT) {
            return Optional.of("silence exceeded maximum size: 65536 characters");
        }
        if (!silence.startsAt().isBefore(silence.endsAt())) {
            return Optional.of("start time must be before end time");
        }
        if (silence.endsAt().isBefore(now)) {
            return Optional.of("end time can't be in the past");
        }
        return faultOfMatchers(silence);
    }

    private static Optional<String> faultOfMatchers(Silence silence) {
        var matchers = silence.matchers().all();
        if (matchers.isEmpty()) {
            return Optional.of("at least one matcher required");
        }
        if (matchers.size() > MOST_MATCHERS) {
            return Optional.of("at most " + MOST_MATCHERS + " matchers");
        }
        for (var matcher : matchers) {
            if (!Labels.isName(matcher.name())) {
                return Optional.of("invalid label name \"" + matcher.name() + "\"");
            }
        }
        return matchers.stream().allMatch(SilenceCheck::asksForNothing)
                ? Optional.of("at least one matcher must not match the empty string")
                : Optional.empty();
    }

    /** As Alertmanager has it: what excludes a value asks for something, though it matches "". */
    private static boolean asksForNothing(Matcher matcher) {
        return !matcher.type().isNegative() && matcher.matchesEmpty();
    }

    private static int size(Silence silence) {
        return SilenceText.write(silence).length();
    }
}
