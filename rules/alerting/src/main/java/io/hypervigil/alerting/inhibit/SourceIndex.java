package io.hypervigil.alerting.inhibit;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of one rule, by the labels in which a target must agree with them. */
final class SourceIndex {

    private final InhibitRule rule;
    private final Set<String> equal;
    private final Map<Labels, Map<Long, Alert>> sources = new HashMap<>();

    SourceIndex(InhibitRule rule) {
        this.rule = rule;
        this.equal = Set.copyOf(rule.equal());
    }

    void put(Alert alert) {
        if (rule.source().matches(alert.labels())) {
            sources.computeIfAbsent(alert.labels().keep(equal), _ -> new LinkedHashMap<>())
                    .put(alert.fingerprint(), alert);
        }
    }

    void forgetEnded(Instant now) {
        sources.values().forEach(alerts -> alerts.values().removeIf(a -> a.isResolvedAt(now)));
        sources.values().removeIf(Map::isEmpty);
    }

    Optional<Alert> inhibitor(Labels target, Instant now) {
        if (sources.isEmpty() || !rule.target().matches(target)) {
            return Optional.empty();
        }
        boolean isSourceToo = rule.source().matches(target);
        return sources.getOrDefault(target.keep(equal), Map.of()).values().stream()
                .filter(source -> !source.isResolvedAt(now))
                .filter(source -> !isSourceToo || !rule.target().matches(source.labels()))
                .findFirst();
    }
}
