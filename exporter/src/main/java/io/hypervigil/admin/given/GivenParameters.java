package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.settings.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a call held against their declaration. All that is wrong with them is said at once:
 *
 * <pre>
 * vm.create: memory: a size from 1048576 to 1125899906842624 bytes expected, '4 apples' given
 * remedy: memory takes a size such as 4GiB (Its memory)
 * </pre>
 *
 * <p>Thread: one.
 */
public final class GivenParameters {

    private final Action action;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    private GivenParameters(Action action) {
        this.action = action;
    }

    /**
     * The values as their parameters' types, in the order of the declaration.
     *
     * @param given as JSON or a command line has them
     * @throws ActionFailure INVALID where one is unknown, missing or not what it should be; the
     *     value of a secret is not in it
     */
    public static Map<String, Value> of(Action action, Map<String, Value> given)
            throws ActionFailure {
        var parameters = new GivenParameters(action);
        given.keySet().forEach(parameters::requireKnown);
        for (Parameter parameter : action.parameters()) {
            var value = given.get(parameter.name());
            if (value != null) {
                parameters.take(parameter, value);
            } else if (parameter.isRequired()) {
                parameters.refuse(parameter, parameter.name() + " is missing");
            }
        }
        return parameters.values();
    }

    private Map<String, Value> values() throws ActionFailure {
        if (!faults.isEmpty()) {
            throw new ActionFailure(
                    Kind.INVALID,
                    action.name() + ": " + String.join("; ", faults),
                    String.join("; ", remedies),
                    null);
        }
        return values;
    }

    private void requireKnown(String name) {
        var known = action.parameters().stream().map(Parameter::name).toList();
        if (!known.contains(name)) {
            faults.add("there is no parameter " + Quoted.text(name));
            remedies.add(
                    NearestName.of(name, known)
                            .map(nearest -> "did you mean " + nearest + "?")
                            .orElseGet(() -> taken(known)));
        }
    }

    private String taken(List<String> known) {
        return action.name() + " takes " + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    private void take(Parameter parameter, Value given) {
        var value = TypedValue.of(parameter.type(), given);
        var refusal = parameter.refusal(value);
        if (refusal.isPresent()) {
            refuse(parameter, refusal.get() + Quoted.found(parameter.type(), given));
        } else {
            values.put(parameter.name(), value);
        }
    }

    private void refuse(Parameter parameter, String fault) {
        faults.add(fault);
        remedies.add(
                parameter.name()
                        + " takes "
                        + TypeText.of(parameter.type())
                        + " ("
                        + parameter.help()
                        + ")");
    }
}
