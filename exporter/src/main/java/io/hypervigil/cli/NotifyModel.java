package io.hypervigil.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code notify}, as picocli wants it. */
final class NotifyModel {

    static final String NOTIFY = "notify";
    static final String TEST = "test";

    private NotifyModel() {}

    /**
     * @param test a command with the configuration's flags
     */
    static CommandSpec notify(CommandSpec test) {
        var notify = CommandModel.command(NOTIFY, "Try who is told of alerts.");
        test.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("RECEIVER")
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .description("The receiver's name in the router's file.")
                        .build());
        notify.addSubcommand(TEST, test);
        return notify;
    }
}
