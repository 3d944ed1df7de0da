package io.hypervigil.libvirt.admin;

import io.hypervigil.libvirt.jna.ParameterType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server within a daemon of libvirt's, as the daemon's admin interface tells of it.
 *
 * @param name {@code libvirtd}, {@code virtqemud}, or {@code admin} for that interface itself
 * @param numbers of its threads and its clients, by libvirt's names: {@code freeWorkers}, {@code
 *     nclients_max}
 */
public record DaemonServer(String name, Map<String, Long> numbers) {

    /** adminProcedure of admin_protocol.x. */
    private static final int CONNECT_OPEN = 1;

    private static final int CONNECT_LIST_SERVERS = 4;
    private static final int SERVER_GET_THREADPOOL_PARAMETERS = 6;
    private static final int SERVER_GET_CLIENT_LIMITS = 12;

    private static final int MOST_SERVERS = 16;
    private static final int MOST_PARAMETERS = 64;
    private static final int NO_FLAGS = 0;
    private static final int WITH_NAMES = 1;

    public DaemonServer {
        numbers = Map.copyOf(numbers);
    }

    /**
     * All of a daemon, by a connection of its own.
     *
     * @param limit for all of it
     * @throws IOException also where the daemon lets nobody in but its own user, which it does by
     *     ending the connection
     */
    public static List<DaemonServer> all(Path socket, Duration limit) throws IOException {
        try (var connection = AdminConnection.open(socket, limit)) {
            connection.call(CONNECT_OPEN, new XdrWriter().whole(NO_FLAGS));
            var names =
                    connection.call(
                            CONNECT_LIST_SERVERS,
                            new XdrWriter().whole(WITH_NAMES).whole(NO_FLAGS));
            var servers = new ArrayList<DaemonServer>();
            int count = names.count(MOST_SERVERS);
            for (int i = 0; i < count; i++) {
                servers.add(of(connection, names.text()));
            }
            return servers;
        }
    }

    private static DaemonServer of(AdminConnection connection, String name) throws IOException {
        var server = new XdrWriter().text(name).whole(NO_FLAGS);
        var all = new TreeMap<String, Long>();
        for (int procedure : List.of(SERVER_GET_THREADPOOL_PARAMETERS, SERVER_GET_CLIENT_LIMITS)) {
            all.putAll(numbers(connection.call(procedure, server)));
        }
        return new DaemonServer(name, all);
    }

    /** The whole numbers of a list of typed parameters. */
    static Map<String, Long> numbers(XdrReader answer) throws IOException {
        var numbers = new TreeMap<String, Long>();
        int count = answer.count(MOST_PARAMETERS);
        for (int i = 0; i < count; i++) {
            var field = answer.text();
            int type = answer.whole();
            switch (type) {
                case ParameterType.INT -> numbers.put(field, (long) answer.whole());
                case ParameterType.UINT ->
                        numbers.put(field, Integer.toUnsignedLong(answer.whole()));
                case ParameterType.LLONG, ParameterType.ULLONG ->
                        numbers.put(field, answer.hyper());
                case ParameterType.DOUBLE -> answer.hyper();
                case ParameterType.BOOLEAN -> answer.whole();
                case ParameterType.STRING -> answer.text();
                default -> throw new IOException(field + ": of type " + type);
            }
        }
        return numbers;
    }
}
