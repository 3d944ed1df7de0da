package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.jna.DomainControl;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call that changes a VM, as it is told and as it is made.
 *
 * @param function libvirt's name of it
 * @param arguments for people
 */
record Call(String function, List<String> arguments, Making making) {

    /** Makes the call. */
    interface Making {
        void on(DomainControl vm) throws VirtException;
    }

    static Call of(String function, Making making, String... arguments) {
        return new Call(function, List.of(arguments), making);
    }

    /** {@code virDomainCreateWithFlags(web, PAUSED)}. */
    String text(String vm) {
        return Stream.concat(Stream.of(vm), arguments.stream())
                .collect(Collectors.joining(", ", function + "(", ")"));
    }
}
