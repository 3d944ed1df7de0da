package io.hypervigil.alerting.template.syntax;

import io.hypervigil.promql.labels.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a template. A node prints as Go prints it in error texts; positions are in characters
 * from the beginning of the text.
 *
 * <p>One language, in one file. Thread: any.
 */
public sealed interface Node {

    int position();

    /** What stands in a template beside actions. */
    record Text(int position, String text) implements Node {
        @Override
        public String toString() {
            return Quoted.text(text);
        }
    }

    /** A pipeline whose value is put out, unless it declares. */
    record Action(int position, Pipeline pipeline) implements Node {
        @Override
        public String toString() {
            return "{{" + pipeline + "}}";
        }
    }

    /** If, with or range. */
    record Branch(int position, Kind kind, Pipeline pipeline, List<Node> body, List<Node> otherwise)
            implements Node {
        public Branch {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public String toString() {
            var word = kind.name().toLowerCase(Locale.ROOT);
            var rest = otherwise.isEmpty() ? "" : "{{else}}" + joined(otherwise, "");
            return "{{" + word + " " + pipeline + "}}" + joined(body, "") + rest + "{{end}}";
        }
    }

    /** Which branch. */
    enum Kind {
        IF,
        WITH,
        RANGE
    }

    /** {@code template}, and the place where a block stands. */
    record Call(int position, String name, @Nullable Pipeline pipeline) implements Node {
        @Override
        public String toString() {
            var data = pipeline == null ? "" : " " + pipeline;
            return "{{template " + Quoted.text(name) + data + "}}";
        }
    }

    /** {@code break}. */
    record Break(int position) implements Node {
        @Override
        public String toString() {
            return "{{break}}";
        }
    }

    /** {@code continue}. */
    record Continue(int position) implements Node {
        @Override
        public String toString() {
            return "{{continue}}";
        }
    }

    /** Commands, each given the value of the one before it. */
    record Pipeline(int position, boolean assigns, List<Variable> variables, List<Command> commands)
            implements Operand {
        public Pipeline {
            variables = List.copyOf(variables);
            commands = List.copyOf(commands);
        }

        @Override
        public String toString() {
            var declared =
                    variables.isEmpty() ? "" : joined(variables, ", ") + (assigns ? " = " : " := ");
            return declared + joined(commands, " | ");
        }
    }

    /** An operand and its arguments. */
    record Command(int position, List<Operand> operands) implements Node {
        public Command {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return operands.stream().map(Command::shown).collect(Collectors.joining(" "));
        }

        private static String shown(Operand operand) {
            return operand instanceof Pipeline ? "(" + operand + ")" : operand.toString();
        }
    }

    /** What stands in a command. */
    sealed interface Operand extends Node {}

    /** {@code .A.B}. */
    record Field(int position, List<String> names) implements Operand {
        public Field {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** Fields of another operand. */
    record Chain(int position, Operand operand, List<String> names) implements Operand {
        public Chain {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            var start = operand instanceof Pipeline ? "(" + operand + ")" : operand.toString();
            return start + "." + String.join(".", names);
        }
    }

    /** {@code $x}, and fields of it. */
    record Variable(int position, String name, List<String> names) implements Operand {
        public Variable {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return names.isEmpty() ? name : name + "." + String.join(".", names);
        }
    }

    /** A function's name. */
    record Identifier(int position, String name) implements Operand {
        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code .}. */
    record Dot(int position) implements Operand {
        @Override
        public String toString() {
            return ".";
        }
    }

    /** {@code nil}. */
    record Nil(int position) implements Operand {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(int position, boolean value) implements Operand {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A number, which takes the kind that is wanted of it where it can. */
    record Numeral(int position, String text, NumberLiteral value) implements Operand {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A string, as written and as meant. */
    record Literal(int position, String quoted, String meaning) implements Operand {
        @Override
        public String toString() {
            return quoted;
        }
    }

    private static String joined(List<? extends Node> nodes, String separator) {
        return nodes.stream().map(Node::toString).collect(Collectors.joining(separator));
    }
}
