package io.hypervigil.cli;

import io.hypervigil.collect.settings.SettingType;
import io.hypervigil.config.Flag;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.FlagSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands with their flags and arguments, as picocli wants them. */
final class CommandModel {

    static final String NAME = "hypervigil";
    static final String SERVE = "serve";
    static final String COLLECT = "collect";
    static final String DOCTOR = "doctor";
    static final String CHECK = "check";
    static final String CONFIG = "config";
    static final String WEB_CONFIG = "web-config";
    static final String METRICS = "metrics";
    static final String ROUTER = "router";
    static final String VERSION = "version";
    static final String HELP = "help";
    static final String COMPLETION = "generate-completion";
    static final String MANUAL = "generate-man";

    static final String VERBOSE = "--verbose";
    static final String FORMAT = "--format";
    static final String RECORD = "--record";
    static final String ASK_HELP = "--help";

    private static final int WIDTH = 100;

    private final FlagCatalog flags;
    private final boolean isForCompletion;

    private CommandModel(FlagCatalog flags, boolean isForCompletion) {
        this.flags = flags;
        this.isForCompletion = isForCompletion;
    }

    /** The model that command lines are read by. */
    static CommandLine of(FlagCatalog flags) {
        return line(new CommandModel(flags, false).root());
    }

    /** The same but for {@code --no-} flags, which completion knows as names of their own only. */
    static CommandLine forCompletion(FlagCatalog flags) {
        return line(new CommandModel(flags, true).root());
    }

    private static CommandLine line(CommandSpec root) {
        var line = new CommandLine(root);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setUnmatchedOptionsAllowedAsOptionParameters(false);
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDTH / 2);
        return line;
    }

    private CommandSpec root() {
        var root = command(NAME, "Samples this host, exposes it to Prometheus, judges and acts.");
        root.usageMessage()
                .footer(
                        "",
                        "Without a command it serves. 'hypervigil help COMMAND' tells more of one.",
                        "Exit codes: 0 done, 1 failed, 2 misunderstood, 3 metrics with problems.");
        root.addSubcommand(SERVE, serve());
        root.addSubcommand(COLLECT, collect());
        root.addSubcommand(DOCTOR, doctor());
        root.addSubcommand(CHECK, check());
        root.addSubcommand(QueryModel.QUERY, QueryModel.query());
        root.addSubcommand(QueryModel.TEST, QueryModel.test());
        root.addSubcommand(NotifyModel.NOTIFY, NotifyModel.notify(notifyTest()));
        root.addSubcommand(VERSION, version());
        root.addSubcommand(HELP, help());
        root.addSubcommand(COMPLETION, completion());
        root.addSubcommand(MANUAL, manual());
        return root;
    }

    private CommandSpec serve() {
        var serve = command(SERVE, "Serve metrics until told to end.");
        addFlags(serve, _ -> true);
        return serve;
    }

    private CommandSpec collect() {
        var collect = command(COLLECT, "Sample once and print what came.");
        collect.addPositional(
                names("Collectors and groups to sample; all that are on without any."));
        var formats =
                Stream.of(CollectRunner.Format.values())
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .toList();
        collect.addOption(
                option(FORMAT, String.join("|", formats), "How to print it (default: text).")
                        .completionCandidates(formats)
                        .build());
        collect.addOption(
                option(RECORD, "DIR", "Keep the files that were read below DIR, as a fixture.")
                        .completionCandidates(List.of())
                        .type(Path.class)
                        .build());
        addFlags(collect, CommandModel::isOfSampling);
        return collect;
    }

    private CommandSpec doctor() {
        var doctor = command(DOCTOR, "Tell what cannot be had here, and why.");
        doctor.addPositional(
                names(
                        "Collectors and groups to look at, 'gpu' for nvml, 'vm' for libvirt; all that"
                                + " are on without any."));
        addFlags(doctor, CommandModel::isOfSampling);
        return doctor;
    }

    private CommandSpec notifyTest() {
        var test =
                command(
                        NotifyModel.TEST,
                        "Send a marked test message to a receiver, and print what it answers.");
        addFlags(test, flag -> flag.path().isEmpty() || isOfAny(flag, "alerting", "log"));
        return test;
    }

    private static boolean isOfAny(Flag flag, String... sections) {
        return Set.of(sections).contains(flag.path().getFirst());
    }

    private static PositionalParamSpec names(String description) {
        return PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** Who samples once neither listens nor keeps what came. */
    private static boolean isOfSampling(Flag flag) {
        return flag.path().isEmpty()
                || !Set.of("web", "window", "query", "alerting").contains(flag.path().getFirst());
    }

    private CommandSpec check() {
        var check = command(CHECK, "Check a file, or metrics.");
        var config = command(CONFIG, "Check a configuration file, and say what it sets.");
        config.addPositional(file());
        var webConfig = command(WEB_CONFIG, "Check a web configuration file and what it names.");
        webConfig.addPositional(file());
        var metrics =
                command(
                        METRICS,
                        "Check metrics on standard input, as promtool check metrics does.");
        check.addSubcommand(CONFIG, config);
        check.addSubcommand(WEB_CONFIG, webConfig);
        check.addSubcommand(METRICS, metrics);
        check.addSubcommand(RuleModel.RULES, RuleModel.check());
        var router = command(ROUTER, "Check a router file, as amtool check-config does.");
        router.addPositional(file());
        check.addSubcommand(ROUTER, router);
        return check;
    }

    private CommandSpec version() {
        var version = command(VERSION, "Print the version.");
        version.addOption(onOff(VERBOSE, "Print commit, Java and libraries too."));
        return version;
    }

    private CommandSpec help() {
        var help = command(HELP, "Print help on a command.");
        help.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("COMMAND")
                        .arity("0..2")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("A command, and one below it.")
                        .build());
        return help;
    }

    private CommandSpec completion() {
        return command(COMPLETION, "Print the completion of all this for bash and zsh.");
    }

    private CommandSpec manual() {
        var manual = command(MANUAL, "Write a manual page for each command into a folder.");
        manual.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("DIR")
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(Path.class)
                        .description("The folder; it is made where it is not there.")
                        .build());
        return manual;
    }

    private static PositionalParamSpec file() {
        return PositionalParamSpec.builder()
                .paramLabel("FILE")
                .index("0")
                .arity("1")
                .required(true)
                .type(Path.class)
                .description("The file.")
                .build();
    }

    static OptionSpec onOff(String name, String description) {
        return OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(escaped(description))
                .build();
    }

    static CommandSpec command(String name, String description) {
        var command = CommandSpec.create().name(name);
        command.negatableOptionTransformer(new Negation());
        command.usageMessage().description(escaped(description)).sortOptions(false);
        command.usageMessage().abbreviateSynopsis(true);
        command.addOption(
                OptionSpec.builder("-h", ASK_HELP)
                        .usageHelp(true)
                        .arity("0")
                        .type(boolean.class)
                        .description("Print this help.")
                        .build());
        return command;
    }

    private void addFlags(CommandSpec command, Predicate<Flag> isTaken) {
        for (FlagSection section : flags.sections()) {
            var options = new ArrayList<OptionSpec>();
            section.flags().stream().filter(isTaken).map(this::option).forEach(options::add);
            if (!options.isEmpty()) {
                var group = ArgGroupSpec.builder().heading("%n" + escaped(section.title()) + "%n");
                options.forEach(group::addArg);
                command.addArgGroup(group.validate(false).build());
            }
        }
    }

    private OptionSpec option(Flag flag) {
        return switch (flag.form()) {
            case SWITCH ->
                    OptionSpec.builder(
                                    isForCompletion
                                            ? new String[] {flag.name(), flag.negative()}
                                            : new String[] {flag.name()})
                            .arity("0")
                            .negatable(!isForCompletion)
                            .type(boolean.class)
                            .description(description(flag))
                            .build();
            case SINGLE -> valueOption(flag).type(String.class).build();
            case REPEATED ->
                    valueOption(flag).type(List.class).auxiliaryTypes(String.class).build();
        };
    }

    private static OptionSpec.Builder valueOption(Flag flag) {
        var builder = option(flag.name(), label(flag.type()), "").description(description(flag));
        return flag.type() instanceof SettingType.Choice choice
                ? builder.completionCandidates(choice.names())
                : builder;
    }

    static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(escaped(description));
    }

    private static String description(Flag flag) {
        var repeated = flag.form() == Flag.Form.REPEATED ? " May be given several times." : "";
        var byDefault = flag.byDefault().isEmpty() ? "" : " (default: " + flag.byDefault() + ")";
        return escaped(flag.help() + repeated + byDefault);
    }

    private static String label(SettingType type) {
        return switch (type) {
            case SettingType.Choice choice -> String.join("|", choice.names());
            case SettingType.Whole _, SettingType.Decimal _ -> "NUMBER";
            case SettingType.Span _ -> "DURATION";
            case SettingType.FilePath _ -> "PATH";
            case SettingType.Text _,
                    SettingType.Switch _,
                    SettingType.Hidden _,
                    SettingType.ListOf _,
                    SettingType.MapOf _,
                    SettingType.Nested _,
                    SettingType.Maybe _ ->
                    "TEXT";
        };
    }

    /** picocli's own knows no names with dots. */
    private static final class Negation implements CommandLine.INegatableOptionTransformer {

        @Override
        public String makeNegative(String name, CommandSpec command) {
            return "--no-" + name.substring(2);
        }

        @Override
        public String makeSynopsis(String name, CommandSpec command) {
            return "--[no-]" + name.substring(2);
        }
    }

    /** picocli formats what it prints: a '%' and a mark for colours must stand for themselves. */
    private static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@\u200b|");
    }
}
