package io.hypervigil.admin.call;

import io.hypervigil.admin.given.Secrets;
import io.hypervigil.collect.action.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody asks for, as it came. Its text shows no parameter, since some are secret.
 *
 * @param given the parameters as JSON or a command line has them
 * @param isDryRun whether only to say what would be done
 * @param outer the actions that have it done, the outermost first; none where the caller asks
 * @param secrets those of the outer actions
 */
public record Question(
        Caller caller,
        String action,
        Map<String, Value> given,
        boolean isDryRun,
        List<String> outer,
        Secrets secrets) {

    public Question {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        outer = List.copyOf(outer);
    }

    /** What the caller asks for. */
    public static Question of(
            Caller caller, String action, Map<String, Value> given, boolean isDryRun) {
        return new Question(caller, action, given, isDryRun, List.of(), Secrets.NONE);
    }

    @Override
    public String toString() {
        return action + " by " + caller.name();
    }
}
