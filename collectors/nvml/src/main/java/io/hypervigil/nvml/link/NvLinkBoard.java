package io.hypervigil.nvml.link;

import io.hypervigil.collect.Fact.GpuLink;
import io.hypervigil.collect.FactBoard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Tells the others which GPUs NVLink joins, from what each was last told of the other ends of its
 * links. A link counts where both GPUs say that it is up, so that one that is not ours has none.
 *
 * <p>A switch leads to every other GPU that has links to switches: two of these are joined by as
 * many links as the one has that has fewer.
 *
 * <p>Thread: any.
 */
public final class NvLinkBoard {

    /** Under which name the links are published. */
    public static final String PUBLISHER = "nvml.links";

    private final FactBoard facts;
    private final TreeMap<String, Ends> gpus = new TreeMap<>();

    /** Where a GPU is, and what is at the other ends of its links that are up. */
    private record Ends(String uuid, String pciAddress, List<RemoteEnd> remote) {

        int linksTo(Ends other) {
            return Math.min(leadingTo(other), other.leadingTo(this))
                    + Math.min(leadingToSwitches(), other.leadingToSwitches());
        }

        private int leadingTo(Ends other) {
            return (int)
                    remote.stream()
                            .filter(end -> end.isGpu() && end.pciAddress().equals(other.pciAddress))
                            .count();
        }

        private int leadingToSwitches() {
            return (int) remote.stream().filter(RemoteEnd::isSwitch).count();
        }
    }

    /** Nothing is published yet. */
    public NvLinkBoard(FactBoard facts) {
        this.facts = facts;
    }

    /** Says what is at the other ends of a GPU's links now; publishes only what has changed. */
    synchronized void read(String uuid, String pciAddress, Collection<RemoteEnd> remote) {
        var now = new Ends(uuid, pciAddress, List.copyOf(remote));
        if (!now.equals(gpus.put(uuid, now))) {
            publish();
        }
    }

    /** Takes back what a GPU said. */
    synchronized void forget(String uuid) {
        if (gpus.remove(uuid) != null) {
            publish();
        }
    }

    private void publish() {
        var links = new ArrayList<GpuLink>();
        for (Ends one : gpus.values()) {
            for (Ends other : gpus.tailMap(one.uuid, false).values()) {
                int count = one.linksTo(other);
                if (count > 0) {
                    links.add(new GpuLink(one.uuid, other.uuid, count));
                }
            }
        }
        if (links.isEmpty()) {
            facts.withdraw(PUBLISHER);
        } else {
            facts.publish(PUBLISHER, links);
        }
    }
}
