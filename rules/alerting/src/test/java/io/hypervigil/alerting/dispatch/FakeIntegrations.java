package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.route.Integration;
import io.hypervigil.alerting.route.Integrations;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Optional;
import java.util.Set;

/** Integrations of one kind that know only whether they want to hear of the end. */
final class FakeIntegrations implements Integrations {

    private record Fake(String kind, boolean sendResolved) implements Integration {}

    @Override
    public Set<String> kinds() {
        return Set.of("webhook");
    }

    @Override
    public Reader globals(Optional<YamlMapping> global) {
        global.ifPresent(YamlMapping::end);
        return (kind, config) -> new Fake(kind, config.flag("send_resolved").orElse(true));
    }
}
