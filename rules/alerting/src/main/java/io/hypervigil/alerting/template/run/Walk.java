package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.format.Formatter;
import io.hypervigil.alerting.template.syntax.Node;
import io.hypervigil.alerting.template.syntax.Template;
import io.hypervigil.alerting.template.value.LimitException;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Quoted;
import java.util.List;

/** Walks through one template's nodes and puts out what they give. */
final class Walk {

    /** How a node was left. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Run run;
    private final Template template;
    private final Scope scope;
    private final Place place;
    private final Evaluation evaluation;

    Walk(Run run, Template template, Value data) {
        this.run = run;
        this.template = template;
        this.scope = new Scope(data);
        this.place = new Place(template);
        this.evaluation = new Evaluation(run, scope, place);
    }

    void run(Value data) {
        try {
            var _ = nodes(data, template.body());
        } catch (LimitException e) {
            throw place.error(String.valueOf(e.getMessage()));
        }
    }

    private Flow nodes(Value dot, List<Node> nodes) {
        run.enter();
        for (var node : nodes) {
            var flow = node(dot, node);
            if (flow != Flow.ON) {
                run.leave();
                return flow;
            }
        }
        run.leave();
        return Flow.ON;
    }

    private Flow node(Value dot, Node node) {
        run.budget.step();
        place.at(node);
        return switch (node) {
            case Node.Text text -> {
                run.output.literal(text.text());
                yield Flow.ON;
            }
            case Node.Action action -> action(dot, action);
            case Node.Branch branch -> {
                int mark = scope.mark();
                var flow =
                        branch.kind() == Node.Kind.RANGE ? range(dot, branch) : branch(dot, branch);
                scope.leave(mark);
                yield flow;
            }
            case Node.Call call -> call(dot, call);
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
            case Node.Command _, Node.Operand _ ->
                    throw new IllegalStateException("not a statement: " + node);
        };
    }

    private Flow action(Value dot, Node.Action action) {
        var value = evaluation.pipeline(dot, action.pipeline());
        if (action.pipeline().variables().isEmpty()) {
            place.at(action);
            var shown = Formatter.output(run.budget, value);
            run.output.value(value, shown, lastFunction(action.pipeline()));
        }
        return Flow.ON;
    }

    private static String lastFunction(Node.Pipeline pipeline) {
        var first = pipeline.commands().getLast().operands().getFirst();
        return first instanceof Node.Identifier identifier ? identifier.name() : "";
    }

    private Flow branch(Value dot, Node.Branch branch) {
        var value = evaluation.pipeline(dot, branch.pipeline());
        if (value.isTrue()) {
            return nodes(branch.kind() == Node.Kind.WITH ? value : dot, branch.body());
        }
        return nodes(dot, branch.otherwise());
    }

    private Flow range(Value dot, Node.Branch range) {
        var value = evaluation.pipeline(dot, range.pipeline());
        boolean any =
                switch (value) {
                    case Value.Items items -> items(range, items);
                    case Value.Entries entries -> entries(range, entries);
                    case Value.Whole whole -> count(range, whole);
                    case Value.Nothing _ -> false;
                    case Value.Bool _,
                            Value.Real _,
                            Value.Complex _,
                            Value.Text _,
                            Value.Fields _,
                            Value.Moment _ ->
                            throw place.error(
                                    "range can't iterate over "
                                            + Formatter.display(run.budget, value));
                };
        return any ? Flow.ON : nodes(dot, range.otherwise());
    }

    private boolean items(Node.Branch range, Value.Items items) {
        int index = 0;
        for (var item : items.items()) {
            if (pass(range, Value.of(index++), item) == Flow.BREAK) {
                break;
            }
        }
        return !items.items().isEmpty();
    }

    private boolean entries(Node.Branch range, Value.Entries entries) {
        for (var entry : entries.entries().entrySet()) {
            if (pass(range, Value.of(entry.getKey()), entry.getValue()) == Flow.BREAK) {
                break;
            }
        }
        return !entries.entries().isEmpty();
    }

    private boolean count(Node.Branch range, Value.Whole whole) {
        if (range.pipeline().variables().size() > 1) {
            throw place.error(
                    "can't use "
                            + Formatter.display(run.budget, whole)
                            + " to iterate over more than one variable");
        }
        for (long i = 0; i < whole.value(); i++) {
            var number = new Value.Whole(i, whole.type());
            if (pass(range, number, number) == Flow.BREAK) {
                break;
            }
        }
        return whole.value() > 0;
    }

    private Flow pass(Node.Branch range, Value index, Value element) {
        run.budget.step();
        int mark = scope.mark();
        var variables = range.pipeline().variables();
        if (range.pipeline().assigns()) {
            for (int i = 0; i < variables.size(); i++) {
                boolean isIndex = variables.size() == 2 && i == 0;
                evaluation.assign(variables.get(i), isIndex ? index : element);
            }
        } else {
            if (!variables.isEmpty()) {
                scope.assignLast(1, element);
            }
            if (variables.size() > 1) {
                scope.assignLast(2, index);
            }
        }
        var flow = nodes(element, range.body());
        scope.leave(mark);
        return flow;
    }

    private Flow call(Value dot, Node.Call call) {
        var called =
                run.set
                        .template(call.name())
                        .orElseThrow(
                                () ->
                                        place.error(
                                                "template "
                                                        + Quoted.text(call.name())
                                                        + " not defined"));
        if (run.isTooDeep()) {
            throw place.error(
                    "exceeded maximum template depth (" + run.budget.limits().depth() + ")");
        }
        var data =
                call.pipeline() == null
                        ? Value.nothing()
                        : evaluation.pipeline(dot, call.pipeline());
        run.template(called, data);
        return Flow.ON;
    }
}
