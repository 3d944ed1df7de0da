package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.time.Times;
import io.hypervigil.alerting.template.value.Function;
import io.hypervigil.alerting.template.value.Type;
import io.hypervigil.alerting.template.value.Value;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Alertmanager's types of data, their fields and methods. */
final class Model {

    private static final String ALERT_NAME = "alertname";

    private static final Type PAIR = Type.struct("template.Pair");
    private static final Type PAIRS =
            Type.named("template.Pairs", Type.listOf(PAIR))
                    .shownAs(Model::shownPairs)
                    .with(method("Names", pairs -> Value.of(parts(pairs, "Name"))))
                    .with(method("Values", pairs -> Value.of(parts(pairs, "Value"))));
    private static final Type KV = Type.named("template.KV", Type.STRING_MAP);
    private static final Type ALERT = Type.struct("template.Alert");
    private static final Type ALERT_LIST = Type.listOf(ALERT);
    private static final Type ALERTS =
            Type.named("template.Alerts", ALERT_LIST)
                    .with(method("Firing", alerts -> withStatus(alerts, "firing")))
                    .with(method("Resolved", alerts -> withStatus(alerts, "resolved")));
    private static final Type DATA = Type.struct("*template.Data");

    static {
        KV.shownAs(labels -> shownPairs(sortedPairs(labels)))
                .with(method("SortedPairs", Model::sortedPairs))
                .with(method("Names", kv -> Value.of(parts(sortedPairs(kv), "Name"))))
                .with(method("Values", kv -> Value.of(parts(sortedPairs(kv), "Value"))))
                .with(method("String", kv -> Value.of(shownPairs(sortedPairs(kv)))))
                .with(Function.of("Remove", List.of(Type.STRINGS), (_, in) -> without(in)));
        PAIRS.with(method("String", pairs -> Value.of(shownPairs(pairs))));
    }

    private Model() {}

    static Value of(NotificationData data) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Receiver", Value.of(data.receiver()));
        fields.put("Status", Value.of(data.status()));
        fields.put(
                "Alerts",
                new Value.Items(data.alerts().stream().map(Model::alert).toList(), ALERTS));
        fields.put("NotificationReason", Value.of(data.notificationReason()));
        fields.put("GroupLabels", Value.of(data.groupLabels(), KV));
        fields.put("CommonLabels", Value.of(data.commonLabels(), KV));
        fields.put("CommonAnnotations", Value.of(data.commonAnnotations(), KV));
        fields.put("ExternalURL", Value.of(data.externalUrl()));
        return new Value.Fields(fields, DATA);
    }

    private static Value alert(AlertData alert) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Status", Value.of(alert.status()));
        fields.put("Labels", Value.of(alert.labels(), KV));
        fields.put("Annotations", Value.of(alert.annotations(), KV));
        fields.put("StartsAt", Times.moment(alert.startsAt(), ZoneOffset.UTC));
        fields.put("EndsAt", Times.moment(alert.endsAt(), ZoneOffset.UTC));
        fields.put("GeneratorURL", Value.of(alert.generatorUrl()));
        fields.put("Fingerprint", Value.of(alert.fingerprint()));
        return new Value.Fields(fields, ALERT);
    }

    private static Function method(String name, java.util.function.Function<Value, Value> result) {
        return Function.of(name, List.of(), (_, in) -> result.apply(in.getFirst()));
    }

    private static Value sortedPairs(Value kv) {
        var entries = ((Value.Entries) kv).entries();
        var pairs = new ArrayList<Value>(entries.size());
        var name = entries.get(ALERT_NAME);
        if (name != null) {
            pairs.add(pair(ALERT_NAME, name));
        }
        entries.forEach(
                (key, value) -> {
                    if (!key.equals(ALERT_NAME)) {
                        pairs.add(pair(key, value));
                    }
                });
        return new Value.Items(pairs, PAIRS);
    }

    private static Value pair(String name, Value value) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Name", Value.of(name));
        fields.put("Value", value);
        return new Value.Fields(fields, PAIR);
    }

    private static List<String> parts(Value pairs, String part) {
        return ((Value.Items) pairs).items().stream().map(pair -> text(pair, part)).toList();
    }

    private static String text(Value struct, String field) {
        var value = ((Value.Fields) struct).fields().get(field);
        return value instanceof Value.Text text ? text.value() : "";
    }

    private static String shownPairs(Value pairs) {
        return ((Value.Items) pairs)
                .items().stream()
                        .map(pair -> text(pair, "Name") + "=" + text(pair, "Value"))
                        .collect(Collectors.joining(", "));
    }

    private static Value without(List<Value> in) {
        var names = in.get(1) instanceof Value.Items items ? items.items() : List.<Value>of();
        Map<String, Value> rest = new TreeMap<>(((Value.Entries) in.get(0)).entries());
        names.forEach(name -> rest.remove(((Value.Text) name).value()));
        return new Value.Entries(new TreeMap<>(rest), KV);
    }

    private static Value withStatus(Value alerts, String status) {
        return new Value.Items(
                ((Value.Items) alerts)
                        .items().stream()
                                .filter(alert -> text(alert, "Status").equals(status))
                                .toList(),
                ALERT_LIST);
    }
}
