package io.hypervigil.containers.launch;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Variables of a container. Any of them may be a secret, so none is ever shown.
 *
 * <p>Thread: any; immutable.
 */
public final class Environment {

    /** Instead of a value. */
    static final String HIDDEN = "***";

    /** Gives GPUs to a container where NVIDIA's runtime is the usual one, unasked and uncounted. */
    private static final String GPUS = "NVIDIA_VISIBLE_DEVICES";

    /** None, whatever the image says. */
    private static final String NO_GPUS = "void";

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Collections.unmodifiableMap(variables);
    }

    /**
     * Reads {@code NAME=VALUE}.
     *
     * @throws ActionFailure that names the place of what is none, not its text; for a variable that
     *     would give GPUs
     */
    public static Environment parse(List<String> lines) throws ActionFailure {
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            int equals = line.indexOf('=');
            if (equals < 1 || line.indexOf('\0') >= 0) {
                throw failure("environment: number " + (i + 1) + " is not NAME=VALUE");
            }
            if (line.startsWith(GPUS + "=")) {
                throw new ActionFailure(
                        Kind.NOT_PERMITTED,
                        "environment: " + GPUS + " would give GPUs that nobody counts",
                        "ask for GPUs by gpus or gpu_count",
                        null);
            }
            variables.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return new Environment(variables);
    }

    private static ActionFailure failure(String message) {
        return new ActionFailure(Kind.INVALID, message, "give NAME=VALUE, each once", null);
    }

    /** The same for a container that gets no GPU by a variable of its image. */
    public Environment withoutGpus() {
        var all = new LinkedHashMap<>(variables);
        all.put(GPUS, NO_GPUS);
        return new Environment(all);
    }

    /** What they are called. */
    public Set<String> names() {
        return variables.keySet();
    }

    /**
     * Names and values.
     *
     * @param isShown whether it is for people, who see no values
     */
    Map<String, String> values(boolean isShown) {
        var values = new LinkedHashMap<>(variables);
        if (isShown) {
            values.replaceAll((_, _) -> HIDDEN);
        }
        return values;
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
