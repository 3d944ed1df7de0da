package io.hypervigil.libvirt.action;

import io.hypervigil.collect.FactBoard;

/**
 * What actions work with while the source is open.
 *
 * @param connections to change domains by
 * @param facts which GPU has which names, and who holds what
 * @param settings what is allowed here
 * @param provisions what VMs are made from
 */
public record VmControl(
        ControlConnections connections,
        FactBoard facts,
        VmActionSettings settings,
        Provisions provisions) {}
