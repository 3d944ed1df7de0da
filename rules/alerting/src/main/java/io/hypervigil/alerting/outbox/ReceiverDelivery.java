package io.hypervigil.alerting.outbox;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.receiver.Expansion;
import io.hypervigil.alerting.receiver.Integration;
import io.hypervigil.alerting.receiver.Message;
import io.hypervigil.alerting.receiver.Outcome;
import io.hypervigil.alerting.receiver.Sending;
import io.hypervigil.alerting.route.Receiver;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells targets by the integrations and the templates of the configuration that is in force.
 *
 * <p>Thread: any.
 */
public final class ReceiverDelivery implements Delivery {

    private record Configuration(Map<Target, Integration> targets, Expansion.Source templates) {
        Configuration {
            targets = Map.copyOf(targets);
        }
    }

    private final Sending sending;
    private volatile Configuration configuration;

    /** With the receivers and the templates to begin with. */
    public ReceiverDelivery(
            Sending sending, Collection<Receiver> receivers, Expansion.Source templates) {
        this.sending = sending;
        this.configuration = new Configuration(targets(receivers), templates);
    }

    /** Takes over a new configuration; attempts under way end by the old one. */
    public void replace(Collection<Receiver> receivers, Expansion.Source templates) {
        configuration = new Configuration(targets(receivers), templates);
    }

    /** Everybody who can be told at present. */
    public Set<Target> targets() {
        return configuration.targets().keySet();
    }

    private static Map<Target, Integration> targets(Collection<Receiver> receivers) {
        var targets = new HashMap<Target, Integration>();
        for (var receiver : receivers) {
            var next = new HashMap<String, Integer>();
            for (var integration : receiver.integrations()) {
                int index = next.merge(integration.kind(), 1, Integer::sum) - 1;
                if (integration instanceof Integration sendable) {
                    targets.put(new Target(receiver.name(), integration.kind(), index), sendable);
                }
            }
        }
        return targets;
    }

    @Override
    public Outcome attempt(Notification notification, Map<String, String> memory) {
        var now = configuration;
        var integration = now.targets().get(notification.target());
        return integration == null
                ? new Outcome.Refused("the receiver is configured no more")
                : integration.send(new Message(notification, now.templates(), memory), sending);
    }
}
