package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out whose GPUs are. It calls no GPU: it joins what others have said.
 *
 * <p>Thread: one.
 */
public final class OwnerProbe implements Probe {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final OwnerSources sources;
    private final Optional<OwnerMap> map;
    private final InstantSource clock;
    private final Beat beat;
    private final FreshProcesses fresh = new FreshProcesses();
    private final EnergyLedger ledger = new EnergyLedger();

    /**
     * @param interval that of the probes of processes
     */
    public OwnerProbe(OwnerSources sources, InstantSource clock, Duration interval) {
        this.sources = sources;
        this.map = sources.map().map(OwnerMap::new);
        this.clock = clock;
        this.beat = Beat.slow(interval, DEADLINE);
    }

    @Override
    public String name() {
        return "owners";
    }

    @Override
    public Beat beat() {
        return beat;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        var gpus = new GpuNames(sources.facts().facts(Fact.Gpu.class));
        if (gpus.isEmpty()) {
            return new Outcome.Unavailable("no GPU is known");
        }
        var instances = sources.migInstances().present();
        var ownership = ownership(gpus, instances, sink);
        var shares = ownership.shares();
        var given = new HashMap<>(ownership.configuredShares());
        // What runs there tells no work, and has its slices all the same.
        unmetered(instances).forEach(gpu -> given.put(gpu, shares.getOrDefault(gpu, Map.of())));
        OwnerMetrics.write(ownership, shares, energy(gpus, ownership, shares, given), sink);
        return Outcome.SAMPLED;
    }

    private Ownership ownership(
            GpuNames gpus, List<MigInstances.MigInstance> instances, SampleSink sink) {
        var virtual = sources.virtualGpus().inUse();
        var parts = new HeldParts(gpus, sources.sys(), virtual, instances);
        var ownership = new Ownership(sources.facts(), parts);
        map.ifPresent(folder -> ownership.add(mapped(folder, parts, sink)));
        ownership.addVirtual(virtual);
        ownership.addProcesses(
                fresh.of(sources.facts().facts(Fact.GpuProcess.class)),
                instances,
                sources.cgroups());
        return ownership;
    }

    private static List<Holding> mapped(OwnerMap map, HeldParts parts, SampleSink sink) {
        if (!map.isThere()) {
            sink.missing("owners by the folder of a scheduler", map.path() + " does not exist");
            return List.of();
        }
        try {
            return map.read(parts);
        } catch (IOException e) {
            sink.problem(OwnerMetrics.GROUP, e);
            return List.of();
        }
    }

    /** Divided GPUs of whose instances no monitors tell what they do: those before Hopper. */
    private static Set<String> unmetered(List<MigInstances.MigInstance> instances) {
        var gpus = new HashSet<String>();
        instances.forEach(instance -> gpus.add(instance.gpuUuid()));
        instances.stream()
                .filter(instance -> instance.smActive().isPresent())
                .forEach(instance -> gpus.remove(instance.gpuUuid()));
        return gpus;
    }

    /**
     * Those GPUs whose energy is known have a counter for each owner.
     *
     * @param given whose the energy is where no work is known
     */
    private Map<Place, Double> energy(
            GpuNames gpus,
            Ownership ownership,
            Map<String, Map<OwnerKey, Double>> shares,
            Map<String, Map<OwnerKey, Double>> given) {
        var now = clock.instant();
        var active = active(ownership);
        for (String gpu : gpus.uuids()) {
            sources.energy()
                    .of(gpu)
                    .ifPresent(
                            joules -> {
                                see(gpu, shares.getOrDefault(gpu, Map.of()), now);
                                ledger.take(
                                        gpu,
                                        joules,
                                        active.getOrDefault(gpu, Map.of()),
                                        given.getOrDefault(gpu, Map.of()));
                            });
        }
        return ledger.shown(now);
    }

    private void see(String gpu, Map<OwnerKey, Double> owners, Instant now) {
        owners.keySet().forEach(owner -> ledger.see(gpu, owner, now));
    }

    private static Map<String, Map<OwnerKey, Double>> active(Ownership ownership) {
        var active = new HashMap<String, Map<OwnerKey, Double>>();
        for (Usage usage : ownership.usages()) {
            usage.smShare()
                    .ifPresent(
                            share ->
                                    active.computeIfAbsent(usage.gpu(), _ -> new TreeMap<>())
                                            .merge(usage.owner(), share, Double::sum));
        }
        return active;
    }
}
