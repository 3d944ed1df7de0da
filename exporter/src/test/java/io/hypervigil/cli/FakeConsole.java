package io.hypervigil.cli;

import io.hypervigil.config.Configuration;
import io.hypervigil.config.TestCollector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line over hand-written runners; remembers what was run and what was printed. */
final class FakeConsole {

    static final About ABOUT =
            new About("1.2.3", "abc1234", "A Java 25", List.of("alpha-1.0", "beta-2.0"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] in = new byte[0];
    private Runners runners =
            new Runners(
                    this::serve,
                    this::collect,
                    _ -> {},
                    file -> List.of("tls: on", "file: " + file),
                    file -> List.of("receiver team: slack", "file: " + file),
                    (_, receiver, _) -> receiver.equals("team") ? 0 : 1);

    final List<Configuration> served = new ArrayList<>();
    CollectRunner.@Nullable Request collected;

    FakeConsole reading(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    FakeConsole with(Runners others) {
        runners = others;
        return this;
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        return new Cli(
                        List.of(TestCollector.MACHINE, TestCollector.GUEST),
                        Map.of("HV_TOKEN", "s3cret")::get,
                        runners,
                        ABOUT,
                        new Console(new ByteArrayInputStream(in), out, err))
                .run(arguments);
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int serve(Configuration configuration, io.hypervigil.config.ConfigurationSource source)
            throws Exception {
        served.add(configuration);
        served.add(source.load());
        return Cli.DONE;
    }

    private int collect(
            Configuration configuration, CollectRunner.Request request, java.io.OutputStream to)
            throws java.io.IOException {
        served.add(configuration);
        collected = request;
        to.write("a 1\n".getBytes(StandardCharsets.UTF_8));
        return Cli.DONE;
    }
}
