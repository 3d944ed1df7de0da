package io.hypervigil.cli;

import java.io.Serial;

/** Words on the command line that make no sense. */
final class UsageProblem extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final String command;

    /**
     * @param command whose help tells how it is done, "" for the help of all
     */
    UsageProblem(String what, String command) {
        super(what, null, false, false);
        this.command = command;
    }

    String remedy() {
        return "see 'hypervigil " + (command + " --help").strip() + "'";
    }
}
