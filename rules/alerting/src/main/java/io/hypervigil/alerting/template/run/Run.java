package io.hypervigil.alerting.template.run;

import io.hypervigil.alerting.template.syntax.Template;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.LimitException;
import io.hypervigil.alerting.template.value.Value;

/** One execution of a template and of those that it calls. */
final class Run {

    /** Bodies and pipelines within each other for each template: no stack of ours overflows. */
    private static final int LEVELS_A_TEMPLATE = 5;

    final TemplateSet set;
    final Output output;
    final Budget budget;
    private int depth;
    private int levels;

    Run(TemplateSet set, Output output, Budget budget) {
        this.set = set;
        this.output = output;
        this.budget = budget;
    }

    void template(Template template, Value data) {
        depth++;
        new Walk(this, template, data).run(data);
        depth--;
    }

    boolean isTooDeep() {
        return depth > budget.limits().depth();
    }

    void enter() {
        budget.step();
        int most = budget.limits().depth() * LEVELS_A_TEMPLATE;
        if (++levels > most) {
            throw new LimitException("nested more than " + most + " deep");
        }
    }

    void leave() {
        levels--;
    }
}
