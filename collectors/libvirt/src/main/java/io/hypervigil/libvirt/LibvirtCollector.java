package io.hypervigil.libvirt;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.action.Accounting;
import io.hypervigil.libvirt.action.ControlConnections;
import io.hypervigil.libvirt.action.DomainDisks;
import io.hypervigil.libvirt.action.DomainHoldings;
import io.hypervigil.libvirt.action.ImageActions;
import io.hypervigil.libvirt.action.LinkedConnections;
import io.hypervigil.libvirt.action.Provisions;
import io.hypervigil.libvirt.action.VmActions;
import io.hypervigil.libvirt.action.VmControl;
import io.hypervigil.libvirt.connection.ConnectionMetrics;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.connection.VirtSource;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.domain.DomainGpus;
import io.hypervigil.libvirt.domain.DomainPart;
import io.hypervigil.libvirt.domain.Overcommit;
import io.hypervigil.libvirt.event.EventMetrics;
import io.hypervigil.libvirt.image.ConfiguredImages;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageStore;
import io.hypervigil.libvirt.process.ProcessMetrics;
import io.hypervigil.libvirt.quota.Quotas;
import io.hypervigil.libvirt.resource.Daemon;
import io.hypervigil.libvirt.resource.DiskErrors;
import io.hypervigil.libvirt.resource.Guests;
import io.hypervigil.libvirt.resource.Lifecycle;
import io.hypervigil.libvirt.resource.Messages;
import io.hypervigil.libvirt.resource.Networks;
import io.hypervigil.libvirt.resource.Node;
import io.hypervigil.libvirt.resource.Pools;
import io.hypervigil.libvirt.resource.Volumes;
import io.hypervigil.libvirt.stats.ControlStats;
import io.hypervigil.libvirt.stats.JobProgress;
import io.hypervigil.libvirt.stats.StatsPartType;
import io.hypervigil.libvirt.stats.StatsParts;
import io.hypervigil.libvirt.template.Template;
import io.hypervigil.libvirt.tier.StatsProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Virtual machines, their networks and their storage, by libvirt and the host's own files. */
public final class LibvirtCollector implements Collector {

    private static final Schema SCHEMA = new Declared().schema();

    private final List<Action> actions =
            Stream.of(new VmActions(this::control).all(), new ImageActions(this::images).all())
                    .flatMap(List::stream)
                    .toList();
    private final List<LinkProbes> links = new ArrayList<>();
    private volatile @Nullable VmControl control;
    private volatile @Nullable ConfiguredImages images;

    @Override
    public String name() {
        return "libvirt";
    }

    @Override
    public String summary() {
        return "virtual machines: load, state, events, disks and networks, from libvirt";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    @Override
    public Class<? extends Record> settings() {
        return LibvirtSettings.class;
    }

    @Override
    public synchronized void open(CollectorContext context) {
        var settings = context.settings(LibvirtSettings.class);
        for (var target : settings.targets()) {
            var link = new LinkProbes(context, settings, target);
            links.add(link);
            link.start();
        }
        var connections = connections();
        var local =
                links.stream()
                        .map(LinkProbes::target)
                        .filter(LinkPlace::isLocal)
                        .map(LinkTarget::text)
                        .toList();
        var store =
                new ConfiguredImages(
                        settings.images(), context.clock(), new DomainDisks(connections, local));
        images = store;
        control = control(context, settings, connections, store);
    }

    @Override
    public synchronized void close() {
        control = null;
        links.forEach(LinkProbes::close);
        links.clear();
        closeImages();
    }

    private void closeImages() {
        var open = images;
        images = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Optional<VmControl> control() {
        return Optional.ofNullable(control);
    }

    private Optional<ImageCache> images() throws ActionFailure {
        var store = images;
        return store == null ? Optional.empty() : store.cache();
    }

    private ControlConnections connections() {
        var sources = new LinkedHashMap<String, VirtSource>();
        links.forEach(link -> sources.put(link.target().text(), link.acting()));
        return new LinkedConnections(sources);
    }

    private static VmControl control(
            CollectorContext context,
            LibvirtSettings settings,
            ControlConnections connections,
            ImageStore store) {
        var templates = new TreeMap<String, Template>();
        settings.templates()
                .forEach((name, configured) -> templates.put(name, configured.named(name)));
        var accounting = new Accounting(context.facts(), context.files().sys());
        return new VmControl(
                connections,
                context.facts(),
                settings.actions(),
                new Provisions(
                        templates,
                        store,
                        accounting,
                        new Quotas(
                                settings.quotas(),
                                new DomainHoldings(connections, accounting),
                                context.clock()),
                        settings.actions().consoleFolders().stream().findFirst().map(Path::of),
                        context.clock()));
    }

    /** Everything that can be written. */
    private static final class Declared {

        private final LinkedHashSet<Group> groups = new LinkedHashSet<>();
        private final LinkedHashSet<Family> families = new LinkedHashSet<>();

        Schema schema() {
            add(ConnectionMetrics.group(), ConnectionMetrics.FAMILIES);
            add(StateProbe.GROUP, StateProbe.FAMILIES);
            add(StatsProbe.GROUP, StatsProbe.FAMILIES);
            add(ControlStats.GROUP, ControlStats.FAMILIES);
            for (StatsPartType part : StatsParts.ALL) {
                add(part.group(), part.families());
            }
            for (DomainPart part : DomainWriters.parts(MetadataLabels.NONE)) {
                add(part.group(), part.families());
            }
            add(DomainGpus.GROUP, DomainGpus.FAMILIES);
            add(Overcommit.GROUP, Overcommit.FAMILIES);
            add(EventMetrics.group(), EventMetrics.FAMILIES);
            add(ProcessMetrics.GROUP, ProcessMetrics.FAMILIES);
            add(JobProgress.GROUP, JobProgress.FAMILIES);
            add(Lifecycle.GROUP, Lifecycle.FAMILIES);
            add(Messages.GROUP, Messages.FAMILIES);
            add(DiskErrors.GROUP, DiskErrors.FAMILIES);
            add(Node.GROUP, Node.FAMILIES);
            add(Daemon.GROUP, Daemon.FAMILIES);
            add(Pools.GROUP, Pools.FAMILIES);
            add(Volumes.GROUP, Volumes.FAMILIES);
            add(Networks.GROUP, Networks.FAMILIES);
            add(Guests.GROUP, Guests.FAMILIES);
            return new Schema(List.copyOf(groups), List.copyOf(families));
        }

        private void add(Group group, List<Family> all) {
            groups.add(group);
            families.addAll(all);
        }
    }
}
