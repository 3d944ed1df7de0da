package io.hypervigil.peers;

import io.hypervigil.collect.RealPart;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** This project's own process, started as {@code ./run} starts it. */
public final class OurProcess {

    private OurProcess() {}

    /** The process on a port of its own, ready. */
    public static Peers.Server start(Path folder, String... flags) throws Exception {
        return startAt(Peers.freePort(), folder, flags);
    }

    /** The same on a port that is known, as after a restart. */
    public static Peers.Server startAt(int port, Path folder, String... flags) throws Exception {
        return Peers.server(launch(port, folder, flags).part(), port, "/-/ready");
    }

    /** The same while it may not listen yet. */
    public static Peers.Server launch(int port, Path folder, String... flags) throws Exception {
        var arguments = new ArrayList<String>();
        arguments.add("serve");
        arguments.add("--web.listen-address=127.0.0.1:" + port);
        arguments.addAll(List.of(flags));
        var part = RealPart.start(folder, "hypervigil", command(arguments));
        return new Peers.Server(part, URI.create("http://127.0.0.1:" + port));
    }

    /** The command line that runs the classes under test with the JVM flags of the packages. */
    static List<String> command(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        command.add("-cp");
        command.add(classPath());
        command.add("io.hypervigil.Main");
        command.addAll(arguments);
        return command;
    }

    private static List<String> jvmOptions() throws IOException {
        return Files.readAllLines(Path.of("../deploy/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** What runs in production: the classes and their libraries, without those of the tests. */
    private static String classPath() {
        var all = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return List.of(all).stream()
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
