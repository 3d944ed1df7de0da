package io.hypervigil.libvirt.template;

import java.util.Optional;

/**
 * A network card of a machine.
 *
 * @param mac libvirt's choice where none is given
 */
public record NetworkCard(NetworkLink link, Optional<MacAddress> mac) {}
