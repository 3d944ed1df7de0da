package io.hypervigil.collect.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wrote in a file or on the command line, each value with its place, so that a
 * refusal can point at it.
 */
public sealed interface Given {

    /**
     * Where it stands, for people: {@code hypervigil.yml, line 3, column 5}, {@code --log.level}.
     */
    String place();

    /** A single value, as written. */
    record Scalar(String text, String place) implements Given {}

    /** Nothing: a key with no value, or null. */
    record Nothing(String place) implements Given {}

    /** A list. */
    record Items(List<Given> items, String place) implements Given {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A mapping, in the order written.
     *
     * @param keyPlaces where each key stands
     */
    record Fields(Map<String, Given> fields, Map<String, String> keyPlaces, String place)
            implements Given {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            keyPlaces = Map.copyOf(keyPlaces);
        }

        /** A mapping without anything in it. */
        public static Fields empty(String place) {
            return new Fields(Map.of(), Map.of(), place);
        }
    }
}
