package io.hypervigil.nvml.gpu;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which series a GPU does not give, and why: an answer to "why is this metric missing". A series
 * that can be had in two ways is missing only where both are refused. What no table says is told by
 * the families of the part that asked.
 *
 * <p>Thread: one.
 */
final class Absences {

    private final Set<Readings.Row> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Readings.Row> unanswered = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> covered = new HashSet<>();
    private Map<String, String> told = Map.of();
    private int toldRefusals;
    private int toldChanges;
    private final Askers askers;
    private boolean isOld;

    /**
     * @param askers say what is missing where no table does
     */
    Absences(Askers askers) {
        this.askers = askers;
    }

    /** A row of a table was asked. */
    void keep(Readings.Row row, boolean isAnswered) {
        if (seen.add(row)) {
            row.questions().forEach(covered::add);
        }
        if (isAnswered ? unanswered.remove(row) : unanswered.add(row)) {
            isOld = true;
        }
    }

    /** Begins anew: the GPU is in another mode. */
    void forget() {
        seen.clear();
        unanswered.clear();
        covered.clear();
        isOld = true;
    }

    /** What is missing, as of these refusals; made anew only where something has changed. */
    Map<String, String> missing(Map<String, String> refusals) {
        if (isOld
                || toldRefusals != refusals.size()
                || (!refusals.isEmpty() && toldChanges != askers.changes())) {
            told = tell(refusals);
            toldChanges = askers.changes();
            toldRefusals = refusals.size();
            isOld = false;
        }
        return told;
    }

    private Map<String, String> tell(Map<String, String> refusals) {
        var missing = new TreeMap<String, String>();
        for (Readings.Row row : unanswered) {
            var questions = row.questions().distinct().toList();
            if (refusals.keySet().containsAll(questions)) {
                var why = why(questions, refusals);
                row.series().forEach(series -> missing.put(series, why));
            }
        }
        var explained =
                missing.keySet().stream()
                        .map(series -> series.split("\\{", 2)[0])
                        .collect(Collectors.toSet());
        refusals.forEach(
                (question, why) -> {
                    if (!covered.contains(question)) {
                        tell(question, why, explained, missing);
                    }
                });
        return Scopes.together(missing);
    }

    private void tell(
            String question, String why, Set<String> explained, Map<String, String> missing) {
        for (String what : askers.wanted(question, explained)) {
            if (what.startsWith(question)) {
                missing.put(what, why);
            } else {
                missing.merge(what, question + ": " + why, (one, other) -> one + "; " + other);
            }
        }
    }

    private static String why(List<String> questions, Map<String, String> refusals) {
        return questions.stream()
                .map(question -> question + ": " + refusals.get(question))
                .collect(Collectors.joining("; "));
    }
}
