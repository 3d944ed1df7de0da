package io.hypervigil.containers.machine;

import io.hypervigil.collect.files.FileTree;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The CPUs that are switched on.
 *
 * @param logical CPUs
 * @param physical cores of all sockets
 * @param online the kernel's list of them, {@code 0-3}; absent where it gives none
 */
record Processors(int logical, int physical, int sockets, Optional<String> online) {

    private static final String FOLDER = "devices/system/cpu";
    private static final Pattern CPU = Pattern.compile("cpu[0-9]+");

    /** As {@link #read}; what was read before where the same are on, since each has two files. */
    static Processors read(FileTree sys, Processors before) {
        return before.online.isPresent() && before.online.equals(online(sys)) ? before : read(sys);
    }

    static Processors read(FileTree sys) {
        var online = online(sys);
        var cores = new HashSet<String>();
        var sockets = new HashSet<String>();
        int cpus = 0;
        for (String name : sys.list(FOLDER)) {
            if (!CPU.matcher(name).matches()) {
                continue;
            }
            var topology = FOLDER + "/" + name + "/topology/";
            var socket = sys.attribute(topology + "physical_package_id");
            // A CPU that is switched off has no place.
            if (socket.isPresent()) {
                cpus++;
                sockets.add(socket.get());
                var core = sys.attribute(topology + "core_id").orElse(name);
                cores.add(socket.get() + ":" + core);
            }
        }
        return new Processors(cpus, cores.size(), sockets.size(), online);
    }

    private static Optional<String> online(FileTree sys) {
        return sys.attribute(FOLDER + "/online");
    }
}
