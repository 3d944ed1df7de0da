package io.hypervigil.containers.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The labels of containers that are shown, as cAdvisor calls them: {@code
 * container_label_com_example_team} for {@code com.example.team}.
 *
 * @param names as the runtimes have them
 */
public record ShownLabels(List<String> names) {

    private static final Pattern NO_NAME = Pattern.compile("[^a-zA-Z0-9_]");

    /**
     * @throws IllegalArgumentException where two would be called the same
     */
    public ShownLabels {
        names = List.copyOf(names);
        var shown = new HashMap<String, String>();
        for (String name : names) {
            var other = shown.put(labelName(name), name);
            if (other != null) {
                throw new IllegalArgumentException(
                        "'" + other + "' and '" + name + "' would both be " + labelName(name));
            }
        }
    }

    /** What they are called. */
    List<String> labelNames() {
        return names.stream().map(ShownLabels::labelName).toList();
    }

    /** What they are in a container; "" for those it has not. */
    List<String> valuesOf(Map<String, String> labels) {
        return names.stream().map(name -> labels.getOrDefault(name, "")).toList();
    }

    private static String labelName(String name) {
        return "container_label_" + NO_NAME.matcher(name).replaceAll("_");
    }
}
