package io.hypervigil.libvirt.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.settings.Secret;
import io.hypervigil.libvirt.cloudinit.GuestLogin;
import io.hypervigil.libvirt.cloudinit.HostName;
import io.hypervigil.libvirt.cloudinit.Seed;
import io.hypervigil.libvirt.cloudinit.UserData;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.template.MacAddress;
import io.hypervigil.libvirt.template.NetworkLink;
import io.hypervigil.libvirt.template.PassedGpu;
import io.hypervigil.libvirt.template.Template;
import io.hypervigil.libvirt.template.VmDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says of what was asked for which VM it comes to. Makes nothing. */
final class MachinePlanning {

    private final Provisions provisions;
    private final FactBoard facts;
    private final ActionCall call;
    private final Template template;
    private final UUID uuid;
    private final VirtConnection libvirt;
    private final String name;
    private final List<Machine.NewFile> files = new ArrayList<>();

    private MachinePlanning(
            VmControl control,
            ActionCall call,
            Template template,
            UUID uuid,
            VirtConnection libvirt)
            throws ActionFailure {
        this.provisions = control.provisions();
        this.facts = control.facts();
        this.libvirt = libvirt;
        this.call = call;
        this.template = template;
        this.uuid = uuid;
        this.name = NewName.of(call);
    }

    /**
     * The VM.
     *
     * @param libvirt where it will be
     * @throws ActionFailure where what was asked for makes no sense
     */
    static Machine of(
            VmControl control,
            ActionCall call,
            Template template,
            UUID uuid,
            VirtConnection libvirt)
            throws ActionFailure {
        try {
            return new MachinePlanning(control, call, template, uuid, libvirt).machine();
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID,
                    String.valueOf(e.getMessage()),
                    "change that parameter, or take another template",
                    e);
        }
    }

    private Machine machine() throws ActionFailure {
        var gpus = gpus();
        var disks = disks();
        long bytes = files.stream().mapToLong(MachinePlanning::bytes).sum();
        var seed = seed();
        var plan =
                template.plan(
                        new Template.Order(
                                name,
                                uuid,
                                Optional.of(owner()),
                                call.whole(CreatingParameters.VCPUS.name()).map(Math::toIntExact),
                                call.whole(CreatingParameters.MEMORY.name()),
                                disks,
                                seed,
                                call.text(CreatingParameters.NETWORK.name())
                                        .map(NetworkLink::parse),
                                call.text(CreatingParameters.MAC.name()).map(MacAddress::new),
                                gpus,
                                provisions
                                        .consoleFolder()
                                        .map(folder -> folder.resolve(consoleLog()))));
        return new Machine(
                name,
                uuid,
                Optional.of(owner()),
                new Amounts(
                        plan.machine().vcpus(),
                        plan.machine().memoryBytes(),
                        bytes,
                        provisions
                                .accounting()
                                .gpus(gpus.stream().map(GpuAddress::device).toList(), libvirt)),
                template.image(),
                files,
                gpus,
                plan.xml());
    }

    /** Of its own: another of that name, made later, is not to show what this one said. */
    private String consoleLog() {
        return name + "-" + uuid + ".log";
    }

    private String owner() {
        return call.text(CreatingParameters.OWNER.name()).orElse(call.caller());
    }

    private List<PassedGpu> gpus() throws ActionFailure {
        var gpus = new ArrayList<PassedGpu>();
        for (String gpu : call.texts(CreatingParameters.GPUS.name())) {
            gpus.add(GpuAddress.of(gpu, facts));
        }
        return gpus;
    }

    private List<VmDisk> disks() throws ActionFailure {
        var pool = call.text(CreatingParameters.POOL.name());
        if (pool.isEmpty()) {
            return disksInFolder();
        }
        if (call.text(CreatingParameters.FOLDER.name()).isPresent()) {
            throw Refusal.of(
                    Kind.INVALID, "a folder or a pool expected, not both", "leave one of them out");
        }
        return disksIn(PoolPlace.of(libvirt, pool.get()));
    }

    /** The first stands on the image, whose file has to be where the pool is. */
    private List<VmDisk> disksIn(PoolPlace pool) throws ActionFailure {
        var base = template.image().map(ImageRequest::digest);
        if (base.isPresent()
                && (pool.format() != ImageFormat.QCOW2 || !LinkPlace.isLocal(libvirt.uri()))) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    "a disk on an image cannot be made in the storage pool " + pool.name(),
                    "take a pool of type dir, fs or netfs of this host, or a template without"
                            + " image");
        }
        var sizes = new ArrayList<Long>();
        sizes.add(call.whole(CreatingParameters.DISK.name()).orElse(template.diskBytes()));
        sizes.addAll(call.wholes(CreatingParameters.DISKS.name()));
        var disks = new ArrayList<VmDisk>();
        for (long bytes : sizes) {
            var file = pool.file(uuid + "-" + disks.size());
            files.add(
                    new Machine.NewFile.Volume(
                            pool.name(),
                            file,
                            pool.format(),
                            bytes,
                            disks.isEmpty() ? base : Optional.empty()));
            disks.add(new VmDisk(file, pool.format(), template.diskBus()));
        }
        return disks;
    }

    /** Named by the UUID: no name of people's becomes one of a file. */
    private List<VmDisk> disksInFolder() throws ActionFailure {
        var folders = folders();
        var disks = new ArrayList<VmDisk>();
        long first = call.whole(CreatingParameters.DISK.name()).orElse(template.diskBytes());
        var root = folders.file(folder(), uuid + "-0");
        files.add(
                template.image()
                        .<Machine.NewFile>map(
                                image -> new Machine.NewFile.Overlay(root, image.digest(), first))
                        .orElseGet(() -> new Machine.NewFile.Empty(root, first)));
        disks.add(new VmDisk(root, ImageFormat.QCOW2, template.diskBus()));
        for (long bytes : call.wholes(CreatingParameters.DISKS.name())) {
            var file = folders.file(folder(), uuid + "-" + disks.size());
            files.add(new Machine.NewFile.Empty(file, bytes));
            disks.add(new VmDisk(file, ImageFormat.QCOW2, template.diskBus()));
        }
        return disks;
    }

    /** Whatever stands on an image may run cloud-init. */
    private Optional<Path> seed() throws ActionFailure {
        var given = call.text(CreatingParameters.USER_DATA.name());
        if (template.image().isEmpty() && given.isEmpty()) {
            return Optional.empty();
        }
        var host = HostName.near(name);
        var userData = given.isPresent() ? UserData.given(given.get()) : UserData.of(host, login());
        var file = folders().seedFile(folder(), uuid.toString());
        files.add(
                new Machine.NewFile.SeedCd(file, new Seed(uuid, host, userData, Optional.empty())));
        return Optional.of(file);
    }

    private GuestLogin login() {
        var keys = new ArrayList<>(template.sshKeys());
        keys.addAll(call.texts(CreatingParameters.SSH_KEYS.name()));
        return new GuestLogin(
                call.text(CreatingParameters.USER.name()).or(template::user),
                keys,
                call.text(CreatingParameters.PASSWORD_HASH.name()).map(Secret::new));
    }

    private Disks folders() throws ActionFailure {
        return provisions
                .images()
                .cache()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNAVAILABLE,
                                        "there is no folder for disks",
                                        "set collectors.libvirt.images.folder"))
                .disks();
    }

    private Path folder() throws ActionFailure {
        var all = folders().folders();
        var wanted = call.text(CreatingParameters.FOLDER.name());
        if (wanted.isEmpty()) {
            return all.getFirst();
        }
        return all.stream()
                .filter(folder -> folder.toString().equals(wanted.get()))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.NOT_PERMITTED,
                                        "folder: " + wanted.get() + " is no folder of disks",
                                        "there are: "
                                                + String.join(
                                                        ", ",
                                                        all.stream()
                                                                .map(Path::toString)
                                                                .toList())));
    }

    private static long bytes(Machine.NewFile file) {
        return switch (file) {
            case Machine.NewFile.Overlay(_, _, long bytes) -> bytes;
            case Machine.NewFile.Empty(_, long bytes) -> bytes;
            case Machine.NewFile.Volume(_, _, _, long bytes, _) -> bytes;
            case Machine.NewFile.SeedCd(_, _) -> 0;
        };
    }
}
