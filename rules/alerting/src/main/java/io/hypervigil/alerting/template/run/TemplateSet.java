package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.syntax.ParseException;
import io.hypervigil.alerting.template.syntax.Parser;
import io.hypervigil.alerting.template.syntax.Template;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Quoted;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Templates that can call each other by name, and the functions that they know.
 *
 * <p>Thread: any; immutable.
 */
public final class TemplateSet {

    private final Map<String, Function> functions;
    private final Map<String, Template> templates;

    private TemplateSet(Map<String, Function> functions, Map<String, Template> templates) {
        this.functions = functions;
        this.templates = templates;
    }

    /** No template; Go's own functions, and these, which take their places. */
    public static TemplateSet of(Collection<Function> functions) {
        var all = new HashMap<>(Builtins.ALL);
        functions.forEach(function -> all.put(function.name(), function));
        return new TemplateSet(Map.copyOf(all), Map.of());
    }

    /**
     * With those of one more text. A later one takes the place of an earlier one of its name,
     * unless it is empty.
     *
     * @throws ParseException with Go's text
     */
    public TemplateSet parse(String name, String text) {
        var read = Parser.parse(name, text, functions::containsKey);
        var all = new HashMap<>(templates);
        read.forEach(
                (key, template) -> {
                    if (!all.containsKey(key) || !template.isEmpty()) {
                        all.put(key, template);
                    }
                });
        return new TemplateSet(functions, Map.copyOf(all));
    }

    /** With these functions in the places of those of their names. */
    public TemplateSet with(Collection<Function> others) {
        var all = new HashMap<>(functions);
        others.forEach(function -> all.put(function.name(), function));
        return new TemplateSet(all, templates);
    }

    /** The names that can be called. */
    public Collection<String> names() {
        return new TreeSet<>(templates.keySet());
    }

    /**
     * Runs one.
     *
     * @throws ExecutionException where it fails, with Go's text
     */
    public void run(String name, Value data, Output output, Budget budget) {
        var template =
                template(name)
                        .orElseThrow(
                                () ->
                                        new ExecutionException(
                                                "template: no template "
                                                        + Quoted.text(name)
                                                        + " associated with template \"\""));
        new Run(this, output, budget).template(template, data);
    }

    Optional<Template> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    Optional<Function> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }
}
