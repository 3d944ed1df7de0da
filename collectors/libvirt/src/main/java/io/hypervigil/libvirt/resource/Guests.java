package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.GuestAgent;
import io.hypervigil.libvirt.jna.TypedParameters;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Asks the agents within guests, one at a time and within a budget. One that does not answer is
 * left alone: for a minute, then for two, up to an hour.
 *
 * <pre>
 * libvirt_domain_guest_agent_up{domain="web"} 1
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Guests {

    public static final Group GROUP = GuestFamilies.GROUP;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Family UP =
            gauge(
                    GROUP,
                    "libvirt_domain_guest_agent_up",
                    "Whether the agent within a guest answered when it was asked last.",
                    "domain");

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(UP), GuestFamilies.FAMILIES.stream()).toList();

    private final LongSupplier nanoTime;
    private final Limits limits;
    private final LimitedCalls calls = new LimitedCalls("libvirt-guest");
    private final Pauses pauses;

    /** Where the next round begins, so that a short budget does not always meet the same guests. */
    private String next = "";

    /**
     * How long is waited.
     *
     * @param answer for each answer of an agent, in whole seconds
     * @param round for all of a round
     */
    public record Limits(Duration answer, Duration round) {

        public Limits {
            if (answer.toSeconds() < 1 || round.compareTo(answer) < 0) {
                throw new IllegalArgumentException(
                        "an answer within " + answer + ", a round within " + round);
            }
        }
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public Guests(LongSupplier nanoTime, Limits limits) {
        this.nanoTime = nanoTime;
        this.limits = limits;
        this.pauses = new Pauses(nanoTime, FIRST_PAUSE, LONGEST_PAUSE);
    }

    /**
     * Asks.
     *
     * @param connection may write: libvirt asks no agent for a reader
     * @param uuids of the domains whose agents are connected
     */
    public void read(VirtConnection connection, List<String> uuids, SampleSink out) {
        calls.begin();
        pauses.keepOnly(uuids);
        var refusals = new Refusals(GROUP, out);
        long start = nanoTime.getAsLong();
        var order = order(uuids);
        for (int i = 0; i < order.size(); i++) {
            var left = limits.round.minusNanos(nanoTime.getAsLong() - start);
            if (left.compareTo(limits.answer) < 0 || calls.isSpent()) {
                next = order.get(i);
                out.missing(order.size() - i + " guests", "the time of the round was over");
                return;
            }
            read(connection, order.get(i), left, refusals, out);
        }
        next = "";
    }

    private List<String> order(List<String> uuids) {
        var sorted = uuids.stream().sorted().distinct().toList();
        return Stream.concat(
                        sorted.stream().filter(uuid -> uuid.compareTo(next) >= 0),
                        sorted.stream().filter(uuid -> uuid.compareTo(next) < 0))
                .toList();
    }

    private void read(
            VirtConnection connection,
            String uuid,
            Duration left,
            Refusals refusals,
            SampleSink out) {
        try {
            var domain = connection.domain(uuid);
            var name = domain.name();
            switch (answer(domain, left)) {
                case Answer.Given<TypedParameters>(var said) -> {
                    pauses.answered(uuid);
                    out.add(UP, 1, name);
                    GuestFamilies.write(name, said, out);
                }
                case Answer.Refused<TypedParameters>(var cause) ->
                        refused(uuid, name, cause, refusals, out);
                case Answer.Late<TypedParameters> _, Answer.NotAsked<TypedParameters> _ ->
                        out.add(UP, 0, name);
            }
        } catch (VirtException e) {
            refusals.tell("libvirt_domain_guest_*", e);
        }
    }

    private Answer<TypedParameters> answer(VirtDomain domain, Duration left) {
        var uuid = domain.uuid();
        if (pauses.isPaused(uuid)) {
            domain.close();
            return new Answer.Late<>();
        }
        var answer =
                calls.ask(
                        uuid,
                        left,
                        domain::close,
                        () -> {
                            GuestAgent.waitAtMost(domain, limits.answer);
                            return GuestAgent.info(domain);
                        });
        if (answer instanceof Answer.Late) {
            pauses.failed(uuid);
        }
        return answer;
    }

    /** An agent that is silent is down; all else is told. */
    private void refused(
            String uuid, String name, VirtException cause, Refusals refusals, SampleSink out) {
        pauses.failed(uuid);
        switch (cause.code()) {
            case VirtErrorCode.VIR_ERR_AGENT_UNRESPONSIVE,
                    VirtErrorCode.VIR_ERR_AGENT_UNSYNCED,
                    VirtErrorCode.VIR_ERR_OPERATION_INVALID ->
                    out.add(UP, 0, name);
            default -> refusals.tell("libvirt_domain_guest_*", cause);
        }
    }
}
