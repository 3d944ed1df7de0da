package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.Value;

/** Where a template puts what it makes. Thread: one. */
public interface Output {

    /** What stands in the template beside actions. */
    void literal(String text);

    /**
     * What an action gave.
     *
     * @param shown the value as text
     * @param last the name of the function that gave it, empty for none
     */
    void value(Value value, String shown, String last);
}
