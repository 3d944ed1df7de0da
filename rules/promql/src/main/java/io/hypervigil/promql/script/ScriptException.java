package io.hypervigil.promql.script;

/** A script that is not of the language; the message begins with the script's name and line. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    ScriptException(String name, int line, String reason) {
        super(name + ":" + line + ": " + reason);
    }
}
