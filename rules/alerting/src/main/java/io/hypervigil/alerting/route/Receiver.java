package io.hypervigil.alerting.route;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody who is told.
 *
 * @param labels by which the API's answers can be filtered; always {@code name} too
 * @param integrations how; one without any is told nothing
 */
public record Receiver(String name, Map<String, String> labels, List<Integration> integrations) {

    public Receiver {
        var named = new TreeMap<>(labels);
        named.putIfAbsent("name", name);
        labels = Collections.unmodifiableSortedMap(named);
        integrations = List.copyOf(integrations);
    }
}
