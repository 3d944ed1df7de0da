package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.unittest.TestFile.TestAlert;
import io.hypervigil.promql.labels.Labels;
import java.util.Comparator;
import java.util.List;

/** Lists of alerts, compared and shown. */
final class AlertLists {

    private static final String INDENT = "            ";

    private AlertLists() {}

    /** In the order of labels, annotations last. */
    static List<TestAlert> sorted(List<TestAlert> alerts) {
        return alerts.stream()
                .sorted(
                        Comparator.comparing((TestAlert alert) -> Labels.of(alert.labels()))
                                .thenComparing(alert -> Labels.of(alert.annotations())))
                .toList();
    }

    static String show(List<TestAlert> alerts) {
        if (alerts.isEmpty()) {
            return "[]";
        }
        var text = new StringBuilder("[");
        for (int i = 0; i < alerts.size(); i++) {
            var alert = alerts.get(i);
            text.append('\n').append(INDENT).append(i).append(':');
            text.append('\n').append(INDENT).append("  Labels:");
            text.append(Labels.of(alert.labels()).inBraces());
            text.append('\n').append(INDENT).append("  Annotations:");
            text.append(Labels.of(alert.annotations()).inBraces());
        }
        return text.append('\n').append(INDENT).append(']').toString();
    }
}
