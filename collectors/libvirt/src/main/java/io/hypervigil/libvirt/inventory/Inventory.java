package io.hypervigil.libvirt.inventory;

import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.process.StatusFiles;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The domains of one connection. A description is read when a domain is seen first, when it starts
 * or stops, when an event says that it is different, when libvirt on this host has written down
 * what a running one is, and now and then: no event tells that a cable was pulled, a vCPU added or
 * the period of a balloon set, and one that does may be missed.
 *
 * <p>Thread: one for {@link #update}; any for the rest.
 */
public final class Inventory {

    private static final Duration READ_ANYWAY = Duration.ofMinutes(10);

    private final MetadataLabels labels;
    private final StatusFiles files;
    private final InstantSource clock;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile boolean isAllChanged;
    private volatile Map<String, Entry> entries = Map.of();
    private volatile List<KnownDomain> latest = List.of();
    private volatile Map<String, String> running = Map.of();
    private volatile List<StatsRecord> states = List.of();

    /**
     * @param labels what of the domains' metadata is wanted
     * @param files in which libvirt notes what runs, used here alone; none where it is elsewhere
     */
    public Inventory(MetadataLabels labels, StatusFiles files, InstantSource clock) {
        this.labels = labels;
        this.files = files;
        this.clock = clock;
    }

    /** A domain may have another description than before. */
    public void markChanged(String uuid) {
        changed.add(uuid);
    }

    /** Any domain may have: events were missed. */
    public void markAllChanged() {
        isAllChanged = true;
    }

    /**
     * Takes in what a listing gave and reads the descriptions that are wanted.
     *
     * @param listed all domains of the connection, running or not
     * @param flaws told of descriptions that cannot be read, whose domains are left out
     * @return all domains, by name; the list of the last time where each of them is as it was
     * @throws VirtException where the connection is lost; all stays as it was
     */
    public List<KnownDomain> update(
            VirtConnection connection, Collection<StatsRecord> listed, Consumer<Exception> flaws)
            throws VirtException {
        states = List.copyOf(listed);
        boolean isAll = isAllChanged;
        isAllChanged = false;
        boolean isRewritten = files.haveChanged();
        var dirty = new HashSet<>(changed);
        changed.removeAll(dirty);
        var known = isAll ? Map.<String, Entry>of() : entries;
        var now = clock.instant();
        var wanted = new ArrayList<String>();
        for (StatsRecord record : listed) {
            var old = dirty.contains(record.uuid()) ? null : known.get(record.uuid());
            if (old == null
                    || !old.holdsFor(record, now)
                    || (isRewritten && old.isRewritten(files))) {
                wanted.add(record.uuid());
            }
        }
        if (wanted.isEmpty() && listed.size() == entries.size()) {
            return latest;
        }
        var before = entries;
        try {
            entries = read(connection, listed, wanted, flaws);
        } catch (VirtException e) {
            changed.addAll(dirty);
            isAllChanged |= isAll || isRewritten;
            throw e;
        }
        if (!isAsItWas(before, entries)) {
            latest =
                    entries.values().stream()
                            .map(Entry::domain)
                            .sorted(Comparator.comparing(KnownDomain::name))
                            .toList();
        }
        running =
                listed.stream()
                        .filter(record -> record.id() >= 0)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        StatsRecord::uuid, StatsRecord::name, (one, _) -> one));
        return latest;
    }

    /** All domains as last listed, by name. */
    public List<KnownDomain> latest() {
        return latest;
    }

    /** What the last listing told of each domain, running or not. */
    public List<StatsRecord> states() {
        return states;
    }

    /** The names of those that ran when last listed, by UUID, whether described or not. */
    public Map<String, String> running() {
        return running;
    }

    /** One domain as last listed. */
    public Optional<KnownDomain> domain(String uuid) {
        return Optional.ofNullable(entries.get(uuid)).map(Entry::domain);
    }

    // A domain that is as it was is the same object.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isAsItWas(Map<String, Entry> before, Map<String, Entry> now) {
        return now.size() == before.size()
                && now.entrySet().stream()
                        .allMatch(
                                each -> {
                                    var old = before.get(each.getKey());
                                    return old != null && old.domain() == each.getValue().domain();
                                });
    }

    /** All that are listed: those that are wanted as they are now, the others as they were. */
    private Map<String, Entry> read(
            VirtConnection connection,
            Collection<StatsRecord> listed,
            List<String> wanted,
            Consumer<Exception> flaws)
            throws VirtException {
        var all = new HashMap<String, Entry>();
        for (StatsRecord record : listed) {
            var old = entries.get(record.uuid());
            if (old != null) {
                all.put(record.uuid(), old);
            }
        }
        all.keySet().removeAll(Set.copyOf(wanted));
        if (!wanted.isEmpty()) {
            var handles = connection.domains(wanted);
            try {
                for (VirtDomain handle : handles) {
                    entry(handle, flaws).ifPresent(entry -> all.put(handle.uuid(), entry));
                }
            } finally {
                handles.forEach(VirtDomain::close);
            }
        }
        return Map.copyOf(all);
    }

    private Optional<Entry> entry(VirtDomain handle, Consumer<Exception> flaws)
            throws VirtException {
        try {
            var written = files.writtenSeconds(handle.name());
            var xml = handle.xml();
            var text = Fingerprint.of(xml);
            var old = entries.get(handle.uuid());
            var domain =
                    old != null && old.isStill(handle, text)
                            ? old.domain()
                            : known(handle, DomainDescription.parse(xml, labels));
            return Optional.of(new Entry(domain, text, written, clock.instant()));
        } catch (MalformedXmlException e) {
            flaws.accept(
                    new IllegalStateException(
                            "domain " + handle.name() + ": " + e.getMessage(), e));
            return Optional.empty();
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static KnownDomain known(VirtDomain handle, DomainDescription description) {
        return new KnownDomain(handle.name(), handle.uuid(), id(handle.id()), description);
    }

    private static OptionalInt id(int number) {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * @param text of the description
     * @param written when its status file was, before the description was read
     * @param readAt when the description was read
     */
    private record Entry(
            KnownDomain domain, Fingerprint text, OptionalDouble written, Instant readAt) {

        /** Most descriptions are read only to be seen to be the same. */
        boolean isStill(VirtDomain handle, Fingerprint now) {
            return text.equals(now)
                    && domain.id().equals(Inventory.id(handle.id()))
                    && domain.name().equals(handle.name());
        }

        /** A domain that was started has devices and an id that it had not before. */
        boolean holdsFor(StatsRecord record, Instant now) {
            return domain.id().equals(id(record.id()))
                    && domain.name().equals(record.name())
                    && now.isBefore(readAt.plus(READ_ANYWAY));
        }

        boolean isRewritten(StatusFiles files) {
            return domain.isActive() && !files.writtenSeconds(domain.name()).equals(written);
        }
    }
}
