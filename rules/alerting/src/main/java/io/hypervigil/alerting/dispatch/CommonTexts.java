package io.hypervigil.alerting.dispatch;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What several alerts have in common of their labels or annotations. */
public final class CommonTexts {

    private CommonTexts() {}

    /**
     * What is in all. What is empty in one and absent in another is the same, as in Alertmanager.
     *
     * @param each at least one
     */
    public static SortedMap<String, String> of(List<? extends Map<String, String>> each) {
        var common = new TreeMap<>(each.getFirst());
        for (var texts : each) {
            common.entrySet()
                    .removeIf(
                            text -> !texts.getOrDefault(text.getKey(), "").equals(text.getValue()));
        }
        return common;
    }
}
