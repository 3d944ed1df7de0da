package io.hypervigil.promql.script;

import java.util.List;

/**
 * A script, read but not run.
 *
 * <p>Thread: any; immutable.
 */
public final class Script {

    private final String name;
    private final List<Command> commands;

    Script(String name, List<Command> commands) {
        this.name = name;
        this.commands = List.copyOf(commands);
    }

    /**
     * Reads a script.
     *
     * @param name what results and errors call it
     * @throws ScriptException for the first line that is not of the language
     */
    public static Script parse(String name, String text) throws ScriptException {
        return new ScriptParser(name, text).parse();
    }

    /** What results and errors call it. */
    public String name() {
        return name;
    }

    /** How many evaluations it asks for. */
    public int evaluations() {
        return (int) commands.stream().filter(Command.Evaluation.class::isInstance).count();
    }

    List<Command> commands() {
        return commands;
    }
}
