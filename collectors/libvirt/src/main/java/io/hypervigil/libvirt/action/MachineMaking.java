package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.image.CachedImage;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.image.ImageWatch;
import io.hypervigil.libvirt.jna.UndefineFlag;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a VM: image, disks, seed, definition, start, one after the other; where one of them fails,
 * all before it are taken back, the last first.
 *
 * <p>Thread: one.
 */
final class MachineMaking {

    /** What part of the way is behind when the image is here. */
    private static final double FETCHED = 0.8;

    private final Sessions sessions;
    private final Provisions provisions;
    private final ActionCall call;
    private final String connection;
    private final Machine machine;
    private final boolean isStarted;
    private final Made made = new Made();

    MachineMaking(
            Sessions sessions,
            Provisions provisions,
            ActionCall call,
            String connection,
            Machine machine) {
        this.sessions = sessions;
        this.provisions = provisions;
        this.call = call;
        this.connection = connection;
        this.machine = machine;
        this.isStarted = !call.isSet(CreatingParameters.STOPPED.name());
    }

    /** What is done, for people. */
    List<String> steps() {
        var steps = new ArrayList<String>();
        machine.image()
                .ifPresent(
                        image ->
                                steps.add(
                                        "image "
                                                + image.digest().hex()
                                                + " from "
                                                + image.source().text()));
        machine.files().forEach(file -> steps.add(file.text()));
        steps.add("virDomainDefineXMLFlags(" + machine.name() + ", VALIDATE)");
        if (isStarted) {
            steps.add("virDomainCreateWithFlags(" + machine.name() + ", 0)");
        }
        return steps;
    }

    /** Refuses what would fail later, and makes nothing. */
    void check() throws ActionFailure {
        provisions.quotas().check(machine.holding());
        if (machine.image().isPresent() && images().of(machine.image().get().digest()).isEmpty()) {
            images().check(machine.image().get());
        }
        for (Machine.NewFile file : machine.files()) {
            check(file);
        }
    }

    private void check(Machine.NewFile file) throws ActionFailure {
        switch (file) {
            case Machine.NewFile.Overlay(_, var base, long bytes) ->
                    images().disks().checkSize(Optional.of(base), bytes);
            case Machine.NewFile.Empty(_, long bytes) ->
                    images().disks().checkSize(Optional.empty(), bytes);
            case Machine.NewFile.Volume(_, _, _, long bytes, var base) -> {
                if (base.isPresent()) {
                    images().disks().checkSize(base, bytes);
                }
            }
            case Machine.NewFile.SeedCd(_, _) -> {
                // Small.
            }
        }
    }

    /** Makes all of it; answers the state that the VM is in then. */
    String make() throws ActionFailure {
        try (var reservation = provisions.quotas().reserve(machine.holding())) {
            var state = makeAll();
            reservation.keep();
            return state;
        }
    }

    /** What another fetches meanwhile must not push the image out before a disk stands on it. */
    private String makeAll() throws ActionFailure {
        if (machine.image().isEmpty()) {
            return makeRest();
        }
        var image = machine.image().get();
        try (var _ = images().keep(image.digest())) {
            fetch(image);
            return makeRest();
        }
    }

    private String makeRest() throws ActionFailure {
        try {
            for (Machine.NewFile file : machine.files()) {
                refuseCancelled();
                call.progress(FETCHED, "making " + file.file().getFileName());
                make(file);
            }
            refuseCancelled();
            call.progress(FETCHED, "defining " + machine.name());
            define();
            return isStarted ? start() : "shutoff";
        } catch (ActionFailure e) {
            throw made.takeBack(e);
        }
    }

    private void fetch(ImageRequest image) throws ActionFailure {
        var _ =
                images().fetch(
                                image,
                                new ImageWatch() {
                                    @Override
                                    public void progress(long bytes, Optional<Long> totalBytes) {
                                        long total = Math.max(1, totalBytes.orElse(bytes));
                                        call.progress(
                                                FETCHED * Math.min(1, (double) bytes / total),
                                                "fetching the image");
                                    }

                                    @Override
                                    public boolean isCancelled() {
                                        return call.isCancelled();
                                    }
                                });
    }

    private void make(Machine.NewFile file) throws ActionFailure {
        if (file instanceof Machine.NewFile.Volume volume) {
            make(volume);
        } else {
            makeFile(file);
        }
    }

    private void make(Machine.NewFile.Volume volume) throws ActionFailure {
        if (volume.base().isPresent()) {
            images().disks()
                    .onImage(
                            volume.base().get(),
                            volume.file(),
                            volume.bytes(),
                            image -> make(volume, Optional.of(image)));
        } else {
            make(volume, Optional.empty());
        }
    }

    /** It may be there or not when the call did not come back. */
    private void make(Machine.NewFile.Volume volume, Optional<CachedImage> image)
            throws ActionFailure {
        made.add(
                "volume " + volume.name() + " of " + volume.pool(),
                () ->
                        sessions.on(
                                "vm.create",
                                connection,
                                sessions.patience(),
                                (libvirt, _) ->
                                        libvirt.volumes().delete(volume.pool(), volume.name())));
        var path =
                sessions.on(
                        "vm.create",
                        connection,
                        sessions.patience().multipliedBy(2),
                        (libvirt, leash) -> {
                            leash.check();
                            return libvirt.volumes()
                                    .create(volume.pool(), volume.xml(image))
                                    .path();
                        });
        if (!path.equals(volume.file().toString())) {
            throw Refusal.of(
                    Kind.FAILED,
                    volume.pool() + " has it at " + path + ", not at " + volume.file(),
                    "see virsh pool-dumpxml");
        }
    }

    private void makeFile(Machine.NewFile file) throws ActionFailure {
        var disks = images().disks();
        switch (file) {
            case Machine.NewFile.Overlay(var path, var base, long bytes) ->
                    disks.createOverlay(path, base, bytes);
            case Machine.NewFile.Empty(var path, long bytes) -> disks.createEmpty(path, bytes);
            case Machine.NewFile.Volume volume ->
                    throw new IllegalStateException(volume + ": made by libvirt");
            case Machine.NewFile.SeedCd(var path, var seed) -> {
                try {
                    seed.write(path, provisions.clock().instant());
                } catch (IOException e) {
                    throw new ActionFailure(
                            Kind.FAILED, path + ": " + e, "see whether there is room", e);
                }
            }
        }
        made.add(
                file.file().toString(),
                () -> {
                    boolean _ = disks.delete(file.file());
                });
    }

    /** While others ask for the same GPU or name, libvirt or the lock of GPUs decides. */
    private void define() throws ActionFailure {
        made.addHolder("the definition of " + machine.name(), this::forget);
        sessions.on(
                "vm.create",
                connection,
                sessions.patience(),
                (libvirt, leash) -> {
                    leash.check();
                    libvirt.define(machine.xml(), true).close();
                    return true;
                });
    }

    private String start() throws ActionFailure {
        return onMachine(
                sessions.patience().multipliedBy(2),
                vm -> {
                    vm.make(Call.of("virDomainCreateWithFlags", control -> control.start(false)));
                    return vm.stateText();
                });
    }

    /** It may be there or not, and run or not, when a call did not come back. */
    private void forget() throws ActionFailure {
        try {
            boolean _ =
                    onMachine(
                            sessions.patience().multipliedBy(2),
                            vm -> {
                                refuseOther(vm);
                                if (vm.isActive()) {
                                    vm.control().destroy(false);
                                }
                                vm.control().undefine(Set.of(UndefineFlag.NVRAM));
                                return true;
                            });
        } catch (ActionFailure e) {
            if (!Refusal.isNoDomain(e)) {
                throw e;
            }
        }
    }

    /** One that had this UUID before is not what was made here. */
    private void refuseOther(Vm vm) throws ActionFailure {
        if (!vm.name().equals(machine.name())) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    vm.name() + " has the UUID " + vm.uuid(),
                    "leave the UUID out of the description");
        }
    }

    private <T> T onMachine(Duration deadline, Sessions.VmWork<T> work) throws ActionFailure {
        return sessions.onVm(
                "vm.create", new Target(connection, machine.uuid().toString()), deadline, work);
    }

    private ImageCache images() throws ActionFailure {
        return provisions
                .images()
                .cache()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "there is no cache of images",
                                        "set collectors.libvirt.images.folder"));
    }

    private void refuseCancelled() throws ActionFailure {
        if (call.isCancelled()) {
            throw Refusal.cancelled(machine.name() + ": its making was cancelled", "try again");
        }
    }
}
