package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Labels;
import java.util.LinkedHashMap;

/**
 * What the templates of an alerting rule see: {@code $labels}, {@code $externalLabels}, {@code
 * $externalURL} and {@code $value}.
 *
 * @param value a number, or the text of a histogram
 */
public record AlertTemplateData(
        Labels labels, Labels externalLabels, String externalUrl, Value value) {

    private static final Type TYPE =
            Type.struct(
                    "struct { Labels map[string]string; ExternalLabels map[string]string;"
                            + " ExternalURL string; Value interface {} }");

    /** Of an alert whose expression gave a number. */
    public static AlertTemplateData of(
            Labels labels, Labels externalLabels, String externalUrl, double value) {
        return new AlertTemplateData(labels, externalLabels, externalUrl, Value.of(value));
    }

    Value toValue() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Labels", Value.of(labels.toMap(), Type.STRING_MAP));
        fields.put("ExternalLabels", Value.of(externalLabels.toMap(), Type.STRING_MAP));
        fields.put("ExternalURL", Value.of(externalUrl));
        fields.put("Value", value);
        return new Value.Fields(fields, TYPE);
    }
}
