package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.run.ExecutionException;
import io.hypervigil.alerting.template.run.TemplateSet;
import io.hypervigil.alerting.template.run.TextOutput;
import io.hypervigil.alerting.template.syntax.ParseException;
import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.LimitException;
import io.hypervigil.alerting.template.value.Limits;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The templates in labels and annotations of alerting rules, as Prometheus expands them. What a
 * template may take is limited; it never throws, it fails into its text.
 *
 * <p>Thread: any.
 */
public final class RuleTemplates {

    /** Upstream puts this before each text, so that columns in its error texts count it. */
    private static final String VARIABLES =
            "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
                    + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

    private static final int MOST_KNOWN = 2_000;

    private final Querying querying;
    private final Limits limits;
    private final LongSupplier nanos;
    private final TemplateSet functions;
    private final Map<Source, TemplateSet> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Source, TemplateSet> eldest) {
                    return size() > MOST_KNOWN;
                }
            };

    private record Source(String name, String text) {}

    /**
     * @param externalUrl where people see this process, or a part of it
     * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
     */
    public RuleTemplates(Querying querying, URI externalUrl, Limits limits, LongSupplier nanos) {
        this.querying = querying;
        this.limits = limits;
        this.nanos = nanos;
        this.functions = TemplateSet.of(RuleFunctions.all(querying, externalUrl, Instant.EPOCH));
    }

    /** A label's or an annotation's text for one alert of a rule, at an evaluation's time. */
    public Expansion expand(String rule, String text, AlertTemplateData data, Instant at) {
        if (!text.contains("{{")) {
            return new Expansion(text, false);
        }
        var name = "__alert_" + rule;
        try {
            return new Expansion(run(name, text, data, at), false);
        } catch (ParseException e) {
            return failed("error parsing template " + name + ": " + e.getMessage());
        } catch (ExecutionException | LimitException e) {
            return failed("error executing template " + name + ": " + e.getMessage());
        }
    }

    /** Why a text cannot be read, with upstream's text; empty where it can. */
    public Optional<String> fault(String rule, String text) {
        try {
            functions.parse("__alert_" + rule, VARIABLES + text);
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String run(String name, String text, AlertTemplateData data, Instant at) {
        var output = new TextOutput(limits);
        parsed(new Source(name, text))
                .with(RuleFunctions.at(querying, at))
                .run(name, data.toValue(), output, new Budget(limits, nanos));
        return output.toString();
    }

    private TemplateSet parsed(Source source) {
        synchronized (known) {
            var set = known.get(source);
            if (set == null) {
                set = functions.parse(source.name, VARIABLES + source.text);
                known.put(source, set);
            }
            return set;
        }
    }

    private static Expansion failed(String why) {
        return new Expansion("<error expanding template: " + why + ">", true);
    }
}
