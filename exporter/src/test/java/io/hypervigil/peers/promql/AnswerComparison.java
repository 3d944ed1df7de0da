package io.hypervigil.peers.promql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether two answers say the same: labels, times and errors exactly, values within 1e-9. */
final class AnswerComparison {

    private static final double RELATIVE = 1e-9;

    private AnswerComparison() {}

    /** What differs, in words. */
    static Optional<String> difference(Answer ours, Answer theirs) {
        return switch (theirs) {
            case Answer.Refusal refusal -> refusals(ours, refusal);
            case Answer.Result result -> results(ours, result);
        };
    }

    private static Optional<String> refusals(Answer ours, Answer.Refusal theirs) {
        if (ours instanceof Answer.Refusal(int status, String type, _)
                && status == theirs.status()
                && type.equals(theirs.type())) {
            return Optional.empty();
        }
        return Optional.of("refused with " + theirs + ", ours: " + shortened(ours));
    }

    private static Optional<String> results(Answer ours, Answer.Result theirs) {
        if (!(ours instanceof Answer.Result mine)) {
            return Optional.of("ours is refused: " + ours);
        }
        if (!mine.type().equals(theirs.type())) {
            return Optional.of("type " + mine.type() + " instead of " + theirs.type());
        }
        if (!mine.series().keySet().equals(theirs.series().keySet())) {
            return Optional.of(
                    "series "
                            + shortened(mine.series().keySet())
                            + " instead of "
                            + shortened(theirs.series().keySet()));
        }
        return theirs.series().entrySet().stream()
                .flatMap(
                        entry ->
                                series(
                                        entry.getKey(),
                                        requireNonNull(mine.series().get(entry.getKey())),
                                        entry.getValue())
                                        .stream())
                .findFirst();
    }

    private static Optional<String> series(
            String labels, Answer.Series ours, Answer.Series theirs) {
        return Stream.of(
                        tree(ours.floats(), theirs.floats()),
                        tree(ours.histograms(), theirs.histograms()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(difference -> labels + ": " + difference);
    }

    private static Optional<String> tree(Object ours, Object theirs) {
        if (ours instanceof List<?> mine && theirs instanceof List<?> others) {
            if (mine.size() != others.size()) {
                return Optional.of(shortened(mine) + " instead of " + shortened(others));
            }
            for (int i = 0; i < mine.size(); i++) {
                var difference = tree(mine.get(i), others.get(i));
                if (difference.isPresent()) {
                    return difference.map(text -> text + " in " + shortened(mine));
                }
            }
            return Optional.empty();
        }
        return ours.equals(theirs) || isClose(ours, theirs)
                ? Optional.empty()
                : Optional.of(shortened(ours) + " instead of " + shortened(theirs));
    }

    private static boolean isClose(Object ours, Object theirs) {
        if (!(ours instanceof String mine) || !(theirs instanceof String other)) {
            return false;
        }
        try {
            double a = Double.parseDouble(mine);
            double b = Double.parseDouble(other);
            return Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static String shortened(Object value) {
        var text = String.valueOf(value);
        return text.length() < 300 ? text : text.substring(0, 300) + " ...";
    }
}
