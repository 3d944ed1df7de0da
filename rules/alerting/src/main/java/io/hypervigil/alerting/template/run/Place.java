package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.syntax.Node;
import io.hypervigil.alerting.template.syntax.Template;
import io.hypervigil.promql.labels.Quoted;
import org.jspecify.annotations.Nullable;

/** Where a template is while it runs, for its error texts. */
final class Place {

    private final Template template;
    private @Nullable Node node;

    Place(Template template) {
        this.template = template;
    }

    void at(Node next) {
        node = next;
    }

    ExecutionException error(String message) {
        if (node == null) {
            return new ExecutionException("template: " + template.name() + ": " + message);
        }
        return new ExecutionException(
                "template: "
                        + template.source().place(node.position())
                        + ": executing "
                        + Quoted.text(template.name())
                        + " at <"
                        + node
                        + ">: "
                        + message);
    }
}
