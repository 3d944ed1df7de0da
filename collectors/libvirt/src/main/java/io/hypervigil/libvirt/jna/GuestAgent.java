package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import java.time.Duration;

/**
 * The agent within a guest. libvirt asks it over a connection that may write, and by itself waits
 * for its answer as long as that takes.
 */
public final class GuestAgent {

    /** All that the driver knows of; what an agent does not know is left out. */
    private static final int ALL = 0;

    private GuestAgent() {}

    /**
     * Has libvirt wait no longer for each answer of a domain's agent. It holds until the domain
     * ends, for all who ask.
     *
     * @param limit in whole seconds, at least one
     */
    public static void waitAtMost(VirtDomain domain, Duration limit) throws VirtException {
        int seconds = Math.toIntExact(limit.toSeconds());
        NewerFunction.call(
                "virDomainAgentSetResponseTimeout",
                "5.10",
                () ->
                        check(
                                "virDomainAgentSetResponseTimeout",
                                GuestTimeoutFunctions.virDomainAgentSetResponseTimeout(
                                        domain.pointer(), seconds, 0)));
    }

    /** What it says of users, system, time zone, host name, file systems and interfaces. */
    public static TypedParameters info(VirtDomain domain) throws VirtException {
        return NewerFunction.call(
                "virDomainGetGuestInfo",
                "5.7",
                () ->
                        ParameterCalls.of(
                                "virDomainGetGuestInfo",
                                (parameters, count) ->
                                        GuestFunctions.virDomainGetGuestInfo(
                                                domain.pointer(), ALL, parameters, count, 0)));
    }
}
