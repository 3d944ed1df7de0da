package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.image.UsedDisks;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of this host that VMs have as disks, and those that these stand on.
 *
 * <p>Thread: any. Each answer costs a description a VM, a question a disk and a look at its file.
 */
public final class DomainDisks implements UsedDisks {

    private final Census census;
    private final List<String> names;

    /**
     * @param names of connections to daemons of this host: those of others have other files
     */
    public DomainDisks(ControlConnections connections, List<String> names) {
        this.census = new Census(connections);
        this.names = List.copyOf(names);
    }

    @Override
    public Map<Path, String> now() throws ActionFailure {
        var files = new HashMap<Path, String>();
        var users =
                census.ask(
                        names,
                        libvirt -> DiskUsers.read(libvirt).all(),
                        "which images their disks stand on");
        for (DiskUsers.User user : users) {
            try {
                files.putIfAbsent(Path.of(user.path()).toRealPath(), "vm " + user.vm());
            } catch (IOException | InvalidPathException _) {
                // No file of this host's, or none any more.
            }
        }
        return files;
    }
}
