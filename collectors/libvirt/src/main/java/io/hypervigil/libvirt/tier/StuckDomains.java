package io.hypervigil.libvirt.tier;

import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.ControlInfo.State;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
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

    /** No multiple of a tier's interval, so that the next look comes at another moment. */
    private static final Duration UNTOUCHED = Duration.ofSeconds(40);

    private final InstantSource clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> sinceByControl = new ConcurrentHashMap<>();
    private final Map<String, Instant> lateSince = new ConcurrentHashMap<>();
    private final Map<String, Instant> untouchedUntil = new ConcurrentHashMap<>();

    private record Look(ControlInfo info, Instant at) {}

    public StuckDomains(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Asks the control interfaces of those of the domains that run, and forgets all others. One
     * that was idle a moment ago is not asked again.
     */
    public void look(Collection<VirtDomain> domains) throws VirtException {
        var active = new HashSet<String>();
        for (VirtDomain domain : domains) {
            if (domain.id() >= 0) {
                active.add(domain.uuid());
                mayBeAsked(domain);
            }
        }
        retain(active);
    }

    /** Whether a domain may be asked more, by its control interface as last looked. */
    boolean mayBeAsked(VirtDomain domain) throws VirtException {
        if (!isDue(domain.uuid())) {
            return isTouchable(domain.uuid());
        }
        var control = control(domain);
        return control.isPresent() && mayBeAsked(domain.uuid(), control.get());
    }

    /** Trouble and jobs are followed more closely. */
    private boolean isDue(String uuid) {
        var look = looks.get(uuid);
        return look == null
                || look.info().state() != State.OK
                || lateSince.containsKey(uuid)
                || suspects.contains(uuid)
                || Duration.between(look.at(), clock.instant()).compareTo(FRESH) >= 0;
    }

    /**
     * Takes in what the control interface of a domain says.
     *
     * @return whether the domain may be asked
     */
    boolean mayBeAsked(String uuid, ControlInfo control) {
        var now = clock.instant();
        looks.put(uuid, new Look(control, now));
        suspects.remove(uuid);
        if (isStuck(control)) {
            sinceByControl.putIfAbsent(uuid, now.minus(control.since()));
            return false;
        }
        sinceByControl.remove(uuid);
        return isTouchable(uuid);
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
        lateSince.putIfAbsent(uuid, begun);
        untouchedUntil.put(uuid, clock.instant().plus(UNTOUCHED));
    }

    /** A call that this domain was part of came back. */
    void answered(String uuid) {
        lateSince.remove(uuid);
        untouchedUntil.remove(uuid);
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
    void retain(Collection<String> uuids) {
        looks.keySet().retainAll(uuids);
        suspects.retainAll(uuids);
        sinceByControl.keySet().retainAll(uuids);
        lateSince.keySet().retainAll(uuids);
        untouchedUntil.keySet().retainAll(uuids);
    }

    private static boolean isStuck(ControlInfo control) {
        return control.state() == State.ERROR
                || (control.state() == State.OCCUPIED && control.since().compareTo(PATIENCE) > 0);
    }

    /** Empty for a domain that has gone since; a driver that knows no control interface is idle. */
    private static Optional<ControlInfo> control(VirtDomain domain) throws VirtException {
        try {
            return Optional.of(domain.controlInfo());
        } catch (VirtException e) {
            return switch (e.code()) {
                case VirtErrorCode.VIR_ERR_NO_SUPPORT -> Optional.of(NOT_TOLD);
                case VirtErrorCode.VIR_ERR_NO_DOMAIN, VirtErrorCode.VIR_ERR_OPERATION_INVALID ->
                        Optional.empty();
                default -> throw e;
            };
        }
    }
}
