package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.LimitException;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.Value;

/**
 * Plain text, as long as it may be.
 *
 * <p>Thread: one.
 */
public final class TextOutput implements Output {

    private final int most;
    private final StringBuilder text = new StringBuilder();

    public TextOutput(Limits limits) {
        this.most = limits.output();
    }

    @Override
    public void literal(String literal) {
        if (text.length() + literal.length() > most) {
            throw new LimitException("more than " + most + " characters of output");
        }
        text.append(literal);
    }

    @Override
    public void value(Value value, String shown, String last) {
        literal(shown);
    }

    /** All that was put out. */
    @Override
    public String toString() {
        return text.toString();
    }
}
