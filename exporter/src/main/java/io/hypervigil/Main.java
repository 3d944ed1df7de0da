package io.hypervigil;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.cli.About;
import io.hypervigil.cli.Cli;
import io.hypervigil.cli.Console;
import io.hypervigil.cli.Runners;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Permitted;
import io.hypervigil.judging.JudgingPlan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Puts the process together by hand, and ends it with the command's exit code. */
final class Main {

    /** See {@link Training}. */
    private static final String TRAIN = "train";

    private Main() {}

    @Permitted("the one place that ends the process: threads of hung sources must not keep it")
    public static void main(String[] arguments) throws Exception {
        var clock = InstantSource.system();
        var collectors = collectors();
        if (arguments.length == 1 && arguments[0].equals(TRAIN)) {
            Training.run(collectors, clock);
            Runtime.getRuntime().exit(0);
        }
        var build = BuildInfo.load();
        var runners =
                new Runners(
                        new Serve(clock),
                        new Collect(clock),
                        configuration -> JudgingPlan.read(configuration, "", clock),
                        new WebConfigCheck()::check,
                        new RouterCheck(clock)::check,
                        new NotifyTest(build, clock));
        var cli =
                new Cli(
                        collectors,
                        System::getenv,
                        runners,
                        About.of(build.version(), build.revision()),
                        Console.ofProcess());
        Runtime.getRuntime().exit(cli.run(arguments));
    }

    private static List<Collector> collectors() {
        var collectors = new ArrayList<Collector>();
        ServiceLoader.load(Collector.class).forEach(collectors::add);
        return collectors;
    }
}
