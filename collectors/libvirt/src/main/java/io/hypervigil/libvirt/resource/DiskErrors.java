package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DiskError;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Disks that a guest could not use. QEMU keeps such an error only while the guest is paused for it
 * and forgets it when the guest goes on, so that only domains paused for that are asked. A disk
 * without an error has no sample.
 *
 * <pre>
 * libvirt_domain_disk_error{domain="web",target_device="vda",error="no_space"} 1
 * </pre>
 *
 * <p>Thread: one.
 */
public final class DiskErrors {

    public static final Group GROUP =
            Group.on("libvirt.disk_errors", "disks that stopped their guests, from libvirt");

    /** VIR_DOMAIN_PAUSED. */
    private static final long PAUSED = 3;

    /** VIR_DOMAIN_PAUSED_IOERROR. */
    private static final long FOR_IO_ERROR = 5;

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(40);

    private static final Family ERROR =
            gauge(
                    GROUP,
                    "libvirt_domain_disk_error",
                    "Whether a disk has an error, unspecified or no_space, from"
                            + " virDomainGetDiskErrors.",
                    "domain",
                    "target_device",
                    "error");

    public static final List<Family> FAMILIES = List.of(ERROR);

    private final Supplier<? extends Collection<StatsRecord>> states;
    private final LimitedCalls calls = new LimitedCalls("libvirt-disks");
    private final Pauses pauses;

    /**
     * @param states of all domains, as last listed
     * @param nanoTime as {@link System#nanoTime}
     */
    public DiskErrors(Supplier<? extends Collection<StatsRecord>> states, LongSupplier nanoTime) {
        this.states = states;
        this.pauses = new Pauses(nanoTime, PAUSE, PAUSE);
    }

    /** Reads those of all stopped domains whose hypervisors answer. */
    public void read(VirtConnection connection, SampleSink out) {
        calls.begin();
        var refusals = new Refusals(GROUP, out);
        var stopped = stopped();
        pauses.keepOnly(stopped);
        for (String uuid : stopped) {
            read(connection, uuid, refusals, out);
        }
    }

    private List<String> stopped() {
        return states.get().stream()
                .filter(
                        record ->
                                record.values().whole("state.state").orElse(0) == PAUSED
                                        && record.values().whole("state.reason").orElse(0)
                                                == FOR_IO_ERROR)
                .map(StatsRecord::uuid)
                .toList();
    }

    private void read(VirtConnection connection, String uuid, Refusals refusals, SampleSink out) {
        try {
            var domain = connection.domain(uuid);
            var name = domain.name();
            switch (answer(domain)) {
                case Answer.Given<Optional<List<DiskError>>>(var errors) ->
                        errors.ifPresentOrElse(
                                known -> write(name, known, out), () -> silent(name, out));
                case Answer.Refused<Optional<List<DiskError>>>(var cause) ->
                        refusals.tell(ERROR.name(), cause);
                case Answer.Late<Optional<List<DiskError>>> _,
                        Answer.NotAsked<Optional<List<DiskError>>> _ ->
                        silent(name, out);
            }
        } catch (VirtException e) {
            refusals.tell(ERROR.name(), e);
        }
    }

    private Answer<Optional<List<DiskError>>> answer(VirtDomain domain) {
        var uuid = domain.uuid();
        if (pauses.isPaused(uuid)) {
            domain.close();
            return new Answer.Late<>();
        }
        var answer = calls.ask(uuid, LIMIT, domain::close, () -> errors(domain));
        if (answer instanceof Answer.Late) {
            pauses.failed(uuid);
        } else {
            pauses.answered(uuid);
        }
        return answer;
    }

    /** A hypervisor that is busy with another call is left to it. */
    private static Optional<List<DiskError>> errors(VirtDomain domain) throws VirtException {
        return switch (domain.controlInfo().state()) {
            case OK, JOB -> Optional.of(DiskError.of(domain));
            case OCCUPIED, ERROR -> Optional.empty();
        };
    }

    private static void silent(String domain, SampleSink out) {
        out.missing("disk errors of " + domain, "its hypervisor does not answer");
    }

    private static void write(String domain, List<DiskError> errors, SampleSink out) {
        for (DiskError error : errors) {
            switch (error.kind()) {
                case NONE -> {}
                case UNSPECIFIED -> out.add(ERROR, 1, domain, error.target(), "unspecified");
                case NO_SPACE -> out.add(ERROR, 1, domain, error.target(), "no_space");
            }
        }
    }
}
