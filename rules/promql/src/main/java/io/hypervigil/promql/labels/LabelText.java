package io.hypervigil.promql.labels;

/** Labels as Prometheus writes them in results and errors. */
final class LabelText {

    private LabelText() {}

    static String write(Labels labels) {
        var text = new StringBuilder();
        var metric = labels.metricName();
        boolean isPlain = !metric.isEmpty() && isLegacyName(metric, true);
        if (isPlain) {
            text.append(metric);
        }
        int braces = text.length();
        labels.forEach(
                (name, value) -> {
                    if (isPlain && name.equals(Labels.NAME)) {
                        return;
                    }
                    text.append(text.length() == braces ? "{" : ", ");
                    text.append(isLegacyName(name, false) ? name : Quoted.text(name));
                    text.append('=').append(Quoted.text(value));
                });
        if (text.length() > braces) {
            text.append('}');
        } else if (!isPlain) {
            text.append("{}");
        }
        return text.toString();
    }

    /** All in braces, the name of the metric too. */
    static String inBraces(Labels labels) {
        var text = new StringBuilder("{");
        labels.forEach(
                (name, value) -> {
                    text.append(text.length() == 1 ? "" : ", ");
                    text.append(isLegacyName(name, false) ? name : Quoted.text(name));
                    text.append('=').append(Quoted.text(value));
                });
        return text.append('}').toString();
    }

    /** Whether a name needs no quotes: the names before UTF-8 was allowed. */
    static boolean isLegacyName(String name, boolean isMetric) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean isSign = c == '_' || (c == ':' && isMetric);
            boolean isDigit = c >= '0' && c <= '9';
            if (!isLetter && !isSign && !(isDigit && i > 0)) {
                return false;
            }
        }
        return true;
    }
}
