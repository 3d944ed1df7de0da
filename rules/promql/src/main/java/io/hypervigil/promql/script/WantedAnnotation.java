package io.hypervigil.promql.script;

import io.hypervigil.promql.value.Annotations;
import java.util.List;
import java.util.Optional;

/**
 * That annotations of a level are there.
 *
 * @param text of one of them; empty: there must be none
 * @param isOnly whether each of that level must be wanted
 */
record WantedAnnotation(Annotations.Level level, Optional<Wanted> text, boolean isOnly) {

    /**
     * Looks for it.
     *
     * @param all those of an expectation, any of which an annotation may be
     * @throws Mismatch where it is missing, or another one is there
     */
    static void check(List<WantedAnnotation> all, Annotations found, String query) throws Mismatch {
        for (var wanted : all) {
            wanted.check(all, found.texts(wanted.level, query, 0));
        }
    }

    private void check(List<WantedAnnotation> all, List<String> found) throws Mismatch {
        if (text.isEmpty() && !found.isEmpty()) {
            throw new Mismatch("no annotation is expected, but " + found + " came");
        }
        if (text.isPresent() && found.stream().noneMatch(text.get()::matches)) {
            throw new Mismatch(level + " " + text.get() + " did not come, but " + found);
        }
        if (isOnly) {
            refuseOthers(all, found);
        }
    }

    private void refuseOthers(List<WantedAnnotation> all, List<String> found) throws Mismatch {
        for (var annotation : found) {
            boolean isWanted =
                    all.stream()
                            .filter(wanted -> wanted.level == level)
                            .flatMap(wanted -> wanted.text.stream())
                            .anyMatch(wanted -> wanted.matches(annotation));
            if (!isWanted) {
                throw new Mismatch("not expected: " + annotation);
            }
        }
    }
}
