package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.TemplateException;
import io.hypervigil.alerting.template.value.Value;
import java.util.List;

/** Runs one text over data; an error gives its message. */
final class Templates {

    private Templates() {}

    static String run(String text, Value data) {
        return run(text, data, Limits.DEFAULT);
    }

    static String run(String text, Value data, Limits limits) {
        try {
            var output = new TextOutput(limits);
            TemplateSet.of(List.of())
                    .parse("t", text)
                    .run("t", data, output, new Budget(limits, System::nanoTime));
            return output.toString();
        } catch (TemplateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
