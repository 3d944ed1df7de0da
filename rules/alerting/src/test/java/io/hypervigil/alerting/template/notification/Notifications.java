package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.value.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notifications to render, and the templates to render them with. */
final class Notifications {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private Notifications() {}

    static NotificationTemplates templates() {
        return NotificationTemplates.of(
                List.of(), Limits.DEFAULT, InstantSource.fixed(NOW), System::nanoTime);
    }

    static AlertData alert(String status, String vm, Map<String, String> annotations) {
        return new AlertData(
                status,
                new TreeMap<>(
                        Map.of(
                                "alertname",
                                "VmPaused",
                                "severity",
                                vm.equals("b") ? "critical" : "warning",
                                "host",
                                "h1",
                                "vm",
                                vm)),
                new TreeMap<>(annotations),
                Instant.parse("2026-03-04T05:00:00.25Z"),
                Instant.parse("2026-03-04T05:05:00Z"),
                "http://host:9090/graph?g0.expr=up%7Ba%3D%22b%22%7D&x='y'",
                "0123456789abcdef");
    }

    /** Two firing and one resolved, with text in them that HTML minds. */
    static NotificationData mixed() {
        return NotificationData.of(
                "team/a b",
                new TreeMap<>(Map.of("alertname", "VmPaused")),
                List.of(
                        alert("firing", "a", Map.of("summary", "VM <a> & 'co' paused", "x", "1+1")),
                        alert("firing", "b", Map.of("summary", "VM <a> & 'co' paused")),
                        alert("resolved", "c", Map.of("summary", "VM <a> & 'co' paused"))),
                "http://localhost:9093");
    }

    static NotificationData resolved() {
        return NotificationData.of(
                "r",
                new TreeMap<>(),
                List.of(alert("resolved", "c", Map.of())),
                "http://localhost:9093");
    }
}
