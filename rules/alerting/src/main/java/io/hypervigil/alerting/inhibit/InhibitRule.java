package io.hypervigil.alerting.inhibit;

import io.hypervigil.alerting.match.Matchers;
import java.util.List;

/**
 * While a source fires, targets that agree with it in some labels are not told of.
 *
 * @param name may be empty
 * @param equal names of labels; one that both lack counts as agreed on
 */
public record InhibitRule(String name, Matchers source, Matchers target, List<String> equal) {

    public InhibitRule {
        equal = List.copyOf(equal);
    }
}
