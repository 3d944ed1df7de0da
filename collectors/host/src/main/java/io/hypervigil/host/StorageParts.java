package io.hypervigil.host;

import io.hypervigil.host.bcache.Bcache;
import io.hypervigil.host.bcachefs.Bcachefs;
import io.hypervigil.host.btrfs.Btrfs;
import io.hypervigil.host.btrfs.BtrfsDevices;
import io.hypervigil.host.disk.Diskstats;
import io.hypervigil.host.disk.Nvme;
import io.hypervigil.host.disk.Tapestats;
import io.hypervigil.host.filesystem.Filesystem;
import io.hypervigil.host.raid.Mdadm;
import io.hypervigil.host.textfile.Textfile;
import io.hypervigil.host.xfs.Xfs;
import io.hypervigil.host.zfs.Zfs;
import java.util.List;

/** Disks, arrays, file systems, and files that others write for us. */
final class StorageParts {

    static final List<PartType> ALL =
            List.of(
                    new PartType(
                            Diskstats.GROUP,
                            Diskstats.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Diskstats(files, settings.diskstats())),
                    new PartType(
                            Mdadm.GROUP,
                            Mdadm.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Mdadm(files.proc(), files.sys())),
                    new PartType(
                            Nvme.GROUP,
                            Nvme.FAMILIES,
                            Lane.SENSORS,
                            (files, _, _) -> new Nvme(files.sys())),
                    new PartType(
                            Tapestats.GROUP,
                            Tapestats.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) ->
                                    new Tapestats(files.sys(), settings.tapestats())),
                    new PartType(
                            Bcache.GROUP,
                            Bcache.FAMILIES,
                            Lane.KERNEL,
                            (files, settings, _) -> new Bcache(files.sys(), settings.bcache())),
                    new PartType(
                            Bcachefs.GROUP,
                            Bcachefs.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Bcachefs(files.sys())),
                    new PartType(
                            Xfs.GROUP,
                            Xfs.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Xfs(files.sys())),
                    new PartType(
                            Zfs.GROUP,
                            Zfs.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Zfs(files.proc())),
                    new PartType(
                            Filesystem.GROUP,
                            Filesystem.FAMILIES,
                            Lane.MOUNTS,
                            (files, settings, _) ->
                                    new Filesystem(
                                            files.proc(),
                                            files.root().root(),
                                            settings.filesystem())),
                    new PartType(
                            Btrfs.GROUP,
                            Btrfs.FAMILIES,
                            Lane.MOUNTS,
                            (files, settings, _) ->
                                    new Btrfs(
                                            files.sys(),
                                            new BtrfsDevices(
                                                    files.proc(),
                                                    files.root().root(),
                                                    settings.filesystem().limits()))),
                    new PartType(
                            Textfile.GROUP,
                            Textfile.FAMILIES,
                            Lane.TEXTFILE,
                            (_, settings, _) -> new Textfile(settings.textfile())));

    private StorageParts() {}
}
