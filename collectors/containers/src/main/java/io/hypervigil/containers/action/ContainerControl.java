package io.hypervigil.containers.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.quota.Quotas;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What actions work with while the source is open.
 *
 * @param engines the runtimes that can be told something, as far as they are known now
 * @param inventory to see those containers too whose runtime can be told nothing
 * @param facts which GPUs there are, and who has them
 * @param root where the host's / is seen from here
 * @param hostNet where files tell of the host's network: {@code /proc/1/net}
 * @param settings what is allowed here
 * @param quotas how much containers may have
 * @param clock for the times of logs
 */
public record ContainerControl(
        Supplier<List<EngineAddress>> engines,
        Inventory inventory,
        FactBoard facts,
        Path root,
        Path hostNet,
        ContainerActionSettings settings,
        Quotas quotas,
        InstantSource clock) {}
