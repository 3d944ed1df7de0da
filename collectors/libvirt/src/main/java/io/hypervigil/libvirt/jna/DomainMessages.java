package io.hypervigil.libvirt.jna;

import java.util.List;

/**
 * What libvirt warns of in a domain: that it is run in a way nobody supports, or uses what will go
 * away.
 */
public final class DomainMessages {

    /** virDomainMessageType. */
    public enum Kind {
        DEPRECATION(1),
        TAINTING(1 << 1);

        private final int bit;

        Kind(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }
    }

    private DomainMessages() {}

    /** All messages of a domain. Takes no lock that a hypervisor could hold. */
    public static List<String> all(VirtDomain domain) throws VirtException {
        return messages(domain, 0);
    }

    /** Those of a kind. */
    public static List<String> of(VirtDomain domain, Kind kind) throws VirtException {
        return messages(domain, kind.bit);
    }

    private static List<String> messages(VirtDomain domain, int flags) throws VirtException {
        return NewerFunction.call(
                "virDomainGetMessages",
                "7.1",
                () ->
                        Handles.of(
                                "virDomainGetMessages",
                                array ->
                                        MessageFunctions.virDomainGetMessages(
                                                domain.pointer(), array, flags),
                                Texts::taken));
    }
}
