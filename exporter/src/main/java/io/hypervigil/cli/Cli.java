package io.hypervigil.cli;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.Configuration;
import io.hypervigil.config.ConfigurationLoader;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.FlagValues;
import io.hypervigil.config.ListenAddress;
import io.hypervigil.logging.LogLevel;
import io.hypervigil.logging.LogOutput;
import io.hypervigil.query.ServerAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Understands the command line, loads the configuration, runs the command, and says what went wrong
 * in a line or two. Stack traces are for {@code --log.level=debug}.
 *
 * <p>Thread: one.
 */
public final class Cli {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int MISUNDERSTOOD = 2;

    /** What people call what a collector reads that is named after its source. */
    private static final Map<String, String> SUBJECTS = Map.of("gpu", "nvml", "vm", "libvirt");

    private final CollectorCatalog collectors;
    private final ConfigurationLoader loader;
    private final Runners runners;
    private final About about;
    private final Console console;
    private final Function<String, @Nullable String> environment;
    private boolean isDebugging;

    /**
     * @param environment the value of a variable, or null
     */
    public Cli(
            List<? extends Collector> collectors,
            Function<String, @Nullable String> environment,
            Runners runners,
            About about,
            Console console) {
        this.collectors = new CollectorCatalog(collectors);
        this.loader = new ConfigurationLoader(this.collectors, environment);
        this.environment = environment;
        this.runners = runners;
        this.about = about;
        this.console = console;
    }

    /** Runs the command; the result is the process's exit code. */
    public int run(String... arguments) {
        try {
            return run(withCommand(List.of(arguments)));
        } catch (UsageProblem e) {
            complain(e, e.remedy());
            return MISUNDERSTOOD;
        } catch (SettingsException e) {
            e.problems().forEach(problem -> console.complain("hypervigil: " + problem));
            boolean isUsage = e.problems().stream().allMatch(problem -> problem.startsWith("--"));
            return isUsage ? MISUNDERSTOOD : FAILED;
        } catch (CommandFailure e) {
            complain(e, e.remedy());
            return FAILED;
        } catch (Exception e) {
            complain(e, "");
            return FAILED;
        }
    }

    /** Without a command it serves; of flags alone only those that ask for help do not. */
    private static List<String> withCommand(List<String> words) {
        if (words.isEmpty()) {
            return List.of(CommandModel.SERVE);
        }
        return switch (words.getFirst()) {
            case "-h", CommandModel.ASK_HELP -> List.of(CommandModel.HELP);
            case "-V", "--version" -> List.of(CommandModel.VERSION);
            case String first when first.startsWith("-") ->
                    Stream.concat(Stream.of(CommandModel.SERVE), words.stream()).toList();
            default -> words;
        };
    }

    private int run(List<String> words) throws Exception {
        if (words.equals(List.of(CommandModel.SERVE))) {
            return serve(FlagValues.NONE);
        }
        var flags = new FlagCatalog(collectors);
        if (words.getFirst().equals(CommandModel.SERVE)) {
            var plain = PlainServe.flags(flags, words.subList(1, words.size()));
            if (plain.isPresent()) {
                return serve(plain.get());
            }
        }
        return run(words, flags);
    }

    private int run(List<String> words, FlagCatalog flags) throws Exception {
        var line = CommandModel.of(flags);
        var invocation = Invocation.of(line, flags, words);
        if (invocation.isHelpWanted()) {
            return new HelpCommand(console).print(line, invocation.path());
        }
        return switch (String.join(" ", invocation.path())) {
            case CommandModel.SERVE -> serve(invocation.flags(flags));
            case CommandModel.COLLECT -> collect(invocation, flags);
            case CommandModel.DOCTOR -> doctor(invocation, flags);
            case "check config" ->
                    new CheckCommand(console, loader).config(runners.config(), file(invocation));
            case "check web-config" ->
                    new CheckCommand(console, loader)
                            .webConfig(runners.webConfig(), file(invocation));
            case "check router" ->
                    new CheckCommand(console, loader).router(runners.router(), file(invocation));
            case "notify test" -> notifyTest(invocation, flags);
            case "check metrics" -> new CheckCommand(console, loader).metrics();
            case "check rules" -> new RuleCommands(console, invocation).check();
            case "test rules" -> new RuleCommands(console, invocation).test(InstantSource.system());
            case "query instant" ->
                    query(invocation)
                            .instant(
                                    invocation.arguments().getFirst(),
                                    invocation.text(QueryModel.TIME).orElse(""));
            case "query range" ->
                    query(invocation)
                            .range(
                                    invocation.arguments().getFirst(),
                                    QuerySpan.of(invocation, InstantSource.system()));
            case "test promql" ->
                    new ScriptCommand(console, invocation.has(CommandModel.VERBOSE))
                            .run(invocation.arguments());
            case CommandModel.VERSION -> version(invocation.has(CommandModel.VERBOSE));
            case CommandModel.COMPLETION ->
                    new GenerateCommand(console).completion(CommandModel.forCompletion(flags));
            case CommandModel.MANUAL ->
                    new GenerateCommand(console).manual(line, about, file(invocation));
            case CommandModel.HELP -> new HelpCommand(console).print(line, invocation.arguments());
            default -> throw incomplete(line, String.join(" ", invocation.path()));
        };
    }

    /** Of a command that does nothing without another behind it; none lies deeper. */
    private static UsageProblem incomplete(CommandLine line, String command) {
        var below = Objects.requireNonNull(line.getSubcommands().get(command)).getSubcommands();
        return new UsageProblem(
                "a command is missing behind "
                        + command
                        + ", "
                        + (below.size() > 1 ? "one of " : "")
                        + String.join(", ", below.keySet())
                        + " expected",
                command);
    }

    private QueryCommand query(Invocation invocation) throws UsageProblem, SettingsException {
        var command = String.join(" ", invocation.path());
        var format =
                chosen(
                        invocation.text(CommandModel.FORMAT).orElse("table"),
                        QueryCommand.Format.class,
                        command);
        var url = invocation.text(QueryModel.URL);
        try {
            return new QueryCommand(
                    console, ServerAddress.parse(url.isPresent() ? url.get() : url()), format);
        } catch (IllegalArgumentException e) {
            var from = url.isPresent() ? QueryModel.URL : QueryModel.URL_VARIABLE;
            throw new UsageProblem(from + ": " + e.getMessage(), command);
        }
    }

    /** What the environment says, or where a process without a configuration listens. */
    private String url() throws SettingsException {
        var named = environment.apply(QueryModel.URL_VARIABLE);
        if (named != null && !named.isEmpty()) {
            return named;
        }
        return switch (loader.load(FlagValues.NONE).web().addresses().getFirst()) {
            case ListenAddress.Tcp tcp -> "http://localhost:" + tcp.port();
            case ListenAddress.Unix _ -> "";
        };
    }

    private int serve(FlagValues values) throws Exception {
        return runners.serve().serve(load(values), loader.source(values));
    }

    private int collect(Invocation invocation, FlagCatalog flags) throws Exception {
        var names = known(invocation.arguments(), CommandModel.COLLECT);
        var format =
                chosen(
                        invocation.text(CommandModel.FORMAT).orElse("text"),
                        CollectRunner.Format.class,
                        CommandModel.COLLECT);
        var record = invocation.text(CommandModel.RECORD).map(Path::of);
        return sampled(
                invocation, flags, new CollectRunner.Request(new HashSet<>(names), format, record));
    }

    private int doctor(Invocation invocation, FlagCatalog flags) throws Exception {
        var names = new ArrayList<String>();
        for (String name : invocation.arguments()) {
            names.add(SUBJECTS.getOrDefault(name, name));
        }
        return sampled(
                invocation,
                flags,
                new CollectRunner.Request(
                        new HashSet<>(known(names, CommandModel.DOCTOR)),
                        CollectRunner.Format.REPORT,
                        Optional.empty()));
    }

    private int notifyTest(Invocation invocation, FlagCatalog flags) throws Exception {
        var configuration = load(invocation.flags(flags));
        int code =
                runners.receiverTest()
                        .test(configuration, invocation.arguments().getFirst(), console.out());
        console.out().flush();
        return code;
    }

    private int sampled(Invocation invocation, FlagCatalog flags, CollectRunner.Request request)
            throws Exception {
        var configuration = load(invocation.flags(flags));
        int code = runners.collect().collect(configuration, request, console.out());
        console.out().flush();
        return code;
    }

    private Configuration load(FlagValues values) throws SettingsException {
        var configuration = loader.load(values);
        var log = configuration.log();
        isDebugging = log.level() == LogLevel.DEBUG;
        LogOutput.configure(log.level(), log.format());
        return configuration;
    }

    private List<String> known(List<String> names, String command) throws UsageProblem {
        var known = collectors.names();
        for (String name : names) {
            if (!known.contains(name)) {
                var near = NearestName.of(name, known);
                throw new UsageProblem(
                        "no collector or group is called '"
                                + name
                                + "'"
                                + near.map(other -> ", did you mean " + other + "?").orElse(""),
                        command);
            }
        }
        return names;
    }

    private static <E extends Enum<E>> E chosen(String text, Class<E> formats, String command)
            throws UsageProblem {
        var names = new ArrayList<String>();
        for (E format : formats.getEnumConstants()) {
            var name = format.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return format;
            }
            names.add(name);
        }
        throw new UsageProblem(
                CommandModel.FORMAT
                        + ": '"
                        + text
                        + "', one of "
                        + String.join(", ", names)
                        + " expected",
                command);
    }

    private int version(boolean isVerbose) throws IOException {
        console.print(
                out -> {
                    out.print("hypervigil " + about.version() + "\n");
                    if (isVerbose) {
                        out.print("commit  " + about.revision() + "\n");
                        out.print("java    " + about.java() + "\n");
                        about.libraries().forEach(jar -> out.print("library " + jar + "\n"));
                    }
                });
        return DONE;
    }

    private static Path file(Invocation invocation) {
        return Path.of(invocation.arguments().getFirst());
    }

    @Permitted("a stack trace, where debugging")
    private void complain(Exception e, String remedy) {
        console.complain("hypervigil: " + describe(e));
        if (!remedy.isEmpty()) {
            console.complain("  " + remedy);
        }
        if (isDebugging) {
            var stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack));
            console.complain(stack.toString().stripTrailing());
        }
    }

    private static String describe(Exception e) {
        var message = e.getMessage();
        return switch (e) {
            case UsageProblem _, CommandFailure _ -> String.valueOf(message);
            case InvalidPathException invalid -> "'" + invalid.getInput() + "' is no path";
            case IOException _ when message != null && message.contains(" ") -> message;
            default -> e.toString();
        };
    }
}
