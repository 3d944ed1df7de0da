package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variables of one template while it runs, the innermost last. */
final class Scope {

    private static final class Variable {

        final String name;
        Value value;

        Variable(String name, Value value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Variable> variables = new ArrayList<>();

    Scope(Value data) {
        declare("$", data);
    }

    void declare(String name, Value value) {
        variables.add(new Variable(name, value));
    }

    int mark() {
        return variables.size();
    }

    void leave(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** Whether there is such a variable to assign to. */
    boolean assign(String name, Value value) {
        var variable = find(name);
        variable.ifPresent(found -> found.value = value);
        return variable.isPresent();
    }

    /** Sets the last variable but so many. */
    void assignLast(int back, Value value) {
        variables.get(variables.size() - back).value = value;
    }

    Optional<Value> value(String name) {
        return find(name).map(variable -> variable.value);
    }

    private Optional<Variable> find(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                return Optional.of(variables.get(i));
            }
        }
        return Optional.empty();
    }
}
