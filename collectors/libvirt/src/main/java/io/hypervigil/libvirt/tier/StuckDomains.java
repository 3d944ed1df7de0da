package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.ControlInfo.State;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Domains of one connection that do not answer, and since when.
 *
 * <p>The control interface says so where the hypervisor owes an answer for some seconds, or is
 * gone. Where a call for one domain alone did not come back, that says so too, and holds for a
 * while whatever the control interface says.
 *
 * <p>Thread: any.
 */
public final class StuckDomains {

    private static final ControlInfo NOT_TOLD = new ControlInfo(State.OK, Duration.ZERO);

    /** A monitor command that takes longer is no longer one that is just being answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A look is a call for each domain: all that look share one made since. */
    private static final Duration FRESH = Duration.ofSeconds(14);

    /** A hypervisor that gave values of its own is not looked at for as long. */
    private static final Duration PROVEN = Duration.ofSeconds(40);

    /** A driver without control interfaces has none a minute later either. */
    private static final Duration NEVER_TOLD = Duration.ofMinutes(10);

    /** No multiple of a tier's interval, so that the next look comes at another moment. */
    private static final Duration UNTOUCHED = Duration.ofSeconds(40);

    private final InstantSource clock;
    private final Runnable different;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> sinceByControl = new ConcurrentHashMap<>();
    private final Map<String, Instant> lateSince = new ConcurrentHashMap<>();
    private final Map<String, Instant> untouchedUntil = new ConcurrentHashMap<>();
    private final Map<String, Instant> proven = new ConcurrentHashMap<>();

    private record Look(ControlInfo info, Instant until) {}

    /**
     * @param different run when a domain is found to be stuck, or no more; returns at once
     */
    public StuckDomains(InstantSource clock, Runnable different) {
        this.clock = clock;
        this.different = different;
    }

    /**
     * Asks the control interfaces of those of the running domains of which it is not known that
     * they answer, and forgets all others.
     */
    public void look(VirtConnection connection, Set<String> running) throws VirtException {
        lookAt(connection, due(running));
        retain(running);
    }

    /** Asks the control interfaces of these domains. */
    void lookAt(VirtConnection connection, List<String> uuids) throws VirtException {
        if (!uuids.isEmpty()) {
            connection.each(uuids, this::look);
        }
    }

    private void look(VirtDomain domain) throws VirtException {
        try {
            mayBeAsked(domain.uuid(), domain.controlInfo());
        } catch (VirtException e) {
            switch (e.code()) {
                case VirtErrorCode.VIR_ERR_NO_SUPPORT ->
                        looks.put(domain.uuid(), new Look(NOT_TOLD, in(NEVER_TOLD)));
                case VirtErrorCode.VIR_ERR_NO_DOMAIN, VirtErrorCode.VIR_ERR_OPERATION_INVALID -> {
                    // It has gone since.
                }
                default -> throw e;
            }
        }
    }

    /** Those of the domains that are to be looked at: trouble and jobs more closely. */
    List<String> due(Collection<String> uuids) {
        var now = clock.instant();
        return uuids.stream().filter(uuid -> isDue(uuid, now)).toList();
    }

    private boolean isDue(String uuid, Instant now) {
        var look = looks.get(uuid);
        if (look == null
                || look.info().state() != State.OK
                || lateSince.containsKey(uuid)
                || suspects.contains(uuid)) {
            return true;
        }
        if (now.isBefore(look.until())) {
            return false;
        }
        var proof = proven.get(uuid);
        return proof == null || !now.isBefore(proof.plus(PROVEN));
    }

    /**
     * A record that came in time holds values that only a hypervisor could give, or none: somebody
     * else may be waiting for it then.
     */
    void answered(String uuid, boolean isProof, Instant begun) {
        if (isProof) {
            proven.put(uuid, begun);
        } else {
            proven.remove(uuid);
        }
    }

    /** Whether a domain may be asked more, as far as is known. */
    boolean mayBeAsked(String uuid) {
        return !sinceByControl.containsKey(uuid) && isTouchable(uuid);
    }

    /**
     * Takes in what the control interface of a domain says.
     *
     * @return whether the domain may be asked
     */
    boolean mayBeAsked(String uuid, ControlInfo control) {
        var now = clock.instant();
        looks.put(uuid, new Look(control, now.plus(FRESH)));
        suspects.remove(uuid);
        if (isStuck(control)) {
            if (sinceByControl.putIfAbsent(uuid, now.minus(control.since())) == null) {
                different.run();
            }
            return false;
        }
        if (sinceByControl.remove(uuid) != null) {
            different.run();
        }
        return isTouchable(uuid);
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private boolean isTouchable(String uuid) {
        var until = untouchedUntil.get(uuid);
        return until == null || !clock.instant().isBefore(until);
    }

    /** A call that these domains are part of is late: each is looked at anew. */
    void suspect(Collection<String> uuids) {
        suspects.addAll(uuids);
    }

    /** A call for this domain alone, begun at that time, has not come back. */
    void late(String uuid, Instant begun) {
        untouchedUntil.put(uuid, clock.instant().plus(UNTOUCHED));
        if (lateSince.putIfAbsent(uuid, begun) == null) {
            different.run();
        }
    }

    /** A call that this domain was part of came back. */
    void answered(String uuid) {
        untouchedUntil.remove(uuid);
        if (lateSince.remove(uuid) != null) {
            different.run();
        }
    }

    /** How long a domain has not answered; empty for one that does. */
    public Optional<Duration> stuckFor(String uuid) {
        var byControl = sinceByControl.get(uuid);
        var since = byControl == null ? lateSince.get(uuid) : byControl;
        return Optional.ofNullable(since).map(begun -> Duration.between(begun, clock.instant()));
    }

    /** What the control interface of a domain said last. */
    public Optional<ControlInfo> control(String uuid) {
        return Optional.ofNullable(looks.get(uuid)).map(Look::info);
    }

    /** Forgets all but these. */
    void retain(Set<String> running) {
        retain(looks.keySet(), running);
        retain(suspects, running);
        retain(sinceByControl.keySet(), running);
        retain(lateSince.keySet(), running);
        retain(untouchedUntil.keySet(), running);
        retain(proven.keySet(), running);
    }

    /** Most are empty: who hangs is the exception. */
    private static void retain(Set<String> uuids, Set<String> running) {
        if (!uuids.isEmpty()) {
            uuids.removeIf(uuid -> !running.contains(uuid));
        }
    }

    private static boolean isStuck(ControlInfo control) {
        return control.state() == State.ERROR
                || (control.state() == State.OCCUPIED && control.since().compareTo(PATIENCE) > 0);
    }
}
