package io.hypervigil.cli;

import io.hypervigil.promql.script.Outcome;
import io.hypervigil.promql.script.Script;
import io.hypervigil.promql.script.ScriptException;
import io.hypervigil.promql.script.ScriptRunner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code test promql}: runs scripts in the language of Prometheus' own suite. */
final class ScriptCommand {

    private final Console console;
    private final boolean isVerbose;
    private int passed;
    private int total;
    private boolean isEachRead = true;

    /**
     * @param isVerbose whether evaluations that pass are told of
     */
    ScriptCommand(Console console, boolean isVerbose) {
        this.console = console;
        this.isVerbose = isVerbose;
    }

    int run(List<String> files) throws IOException {
        for (String file : files) {
            run(file);
        }
        console.print(out -> out.print("promqltest: " + passed + " of " + total + "\n"));
        return isEachRead && passed == total ? Cli.DONE : Cli.FAILED;
    }

    private void run(String file) throws IOException {
        List<Outcome> outcomes;
        try {
            outcomes = ScriptRunner.run(Script.parse(file, Files.readString(Path.of(file))));
        } catch (ScriptException e) {
            unread(String.valueOf(e.getMessage()));
            return;
        } catch (NoSuchFileException _) {
            unread(file + ": no such file");
            return;
        } catch (CharacterCodingException _) {
            unread(file + ": not UTF-8");
            return;
        } catch (IOException e) {
            unread(file + ": could not be read: " + e.getMessage());
            return;
        }
        int good = (int) outcomes.stream().filter(Outcome::isPassed).count();
        passed += good;
        total += outcomes.size();
        console.print(
                out -> {
                    outcomes.forEach(outcome -> out.print(describe(outcome)));
                    out.print(file + ": " + good + " of " + outcomes.size() + "\n");
                });
    }

    private void unread(String why) {
        isEachRead = false;
        console.complain("hypervigil: " + why);
    }

    private String describe(Outcome outcome) {
        var line = outcome.script() + ":" + outcome.line() + ": " + outcome.text() + "\n";
        return outcome.failure()
                .map(why -> "FAILED " + line + why.indent(2))
                .orElse(isVerbose ? "passed " + line : "");
    }
}
