package io.hypervigil.nvml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the compiler puts what a C file declares: a program that includes the file says so.
 *
 * @param structs by their names
 * @param outputs what each function writes to behind its pointers: sizes, in the order of the
 *     parameters
 */
public record Layouts(Map<String, Struct> structs, Map<String, List<Integer>> outputs) {

    /** A struct. */
    public record Struct(int bytes, Map<String, Field> fields) {

        /** A field that is there. */
        public Field field(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }

        /** Every number that is in it: {@code 8:4} for four bytes at the eighth. */
        public List<String> numbers() {
            return fields.values().stream().flatMap(Field::numbers).distinct().toList();
        }
    }

    /** A field: a number, a struct or a row of them. */
    public record Field(int offset, int bytes, int count) {

        /** A struct within the struct counts as the pointers that it is in NVIDIA's header. */
        Stream<String> numbers() {
            int each = Math.min(bytes, Long.BYTES);
            return IntStream.range(0, count * bytes / each)
                    .mapToObj(i -> (offset + i * each) + ":" + each);
        }
    }

    /** A struct that is there. */
    public Struct struct(String name) {
        return Objects.requireNonNull(structs.get(name), name);
    }

    /** Those of NVIDIA's header. */
    public static Layouts ofHeader(Path folder) {
        return of(folder, NvidiaParts.includes().resolve("nvml.h"));
    }

    /**
     * Those of a file.
     *
     * @param folder where the program goes
     */
    public static Layouts of(Path folder, Path file) {
        var gcc = RealPart.require("gcc", "install gcc").toString();
        var program = folder.resolve("layouts");
        write(folder.resolve("layouts.c"), source(file.toAbsolutePath(), Declarations.of(file)));
        var compiled =
                RealPart.run(
                        folder,
                        "",
                        List.of(
                                gcc,
                                "-DNVML_NO_UNVERSIONED_FUNC_DEFS",
                                // What the file calls is not there: nor is what calls it.
                                "-ffunction-sections",
                                "-Wl,--gc-sections",
                                "layouts.c",
                                "-o",
                                program.toString()));
        assertThat(compiled.exitCode()).as(compiled.output()).isZero();
        return parse(RealPart.run(folder, "", List.of(program.toString())).output());
    }

    private static String source(Path file, Declarations declared) {
        var lines = new ArrayList<String>();
        declared.structs()
                .forEach(
                        (struct, fields) -> {
                            lines.add("printf(\"S @ %zu\\n\", sizeof(@));".replace("@", struct));
                            fields.forEach(field -> lines.add(line(struct, field)));
                        });
        declared.functions()
                .forEach(
                        (symbol, parameters) ->
                                parameters.stream()
                                        .filter(type -> type.endsWith("*"))
                                        .map(type -> type.substring(0, type.length() - 1))
                                        .forEach(
                                                type ->
                                                        lines.add(
                                                                "printf(\"O "
                                                                        + symbol
                                                                        + " %zu\\n\", sizeof("
                                                                        + type
                                                                        + "));")));
        return "#include \""
                + file
                + "\"\n#include <stddef.h>\n#include <stdio.h>\nint main(void) {\n"
                + String.join("\n", lines)
                + "\nreturn 0;\n}\n";
    }

    private static String line(String struct, Declarations.Declarator field) {
        var member = "((" + struct + " *)0)->" + field.name();
        var element = field.isArray() ? member + "[0]" : member;
        return "printf(\"F "
                + struct
                + " "
                + field.name()
                + " %zu %zu %zu\\n\", offsetof("
                + struct
                + ", "
                + field.name()
                + "), sizeof("
                + element
                + "), sizeof("
                + member
                + ") / sizeof("
                + element
                + "));";
    }

    private static Layouts parse(String output) {
        var structs = new TreeMap<String, Struct>();
        var outputs = new TreeMap<String, List<Integer>>();
        for (String line : output.lines().toList()) {
            var words = line.split(" ", -1);
            switch (words[0]) {
                case "S" ->
                        structs.put(words[1], new Struct(number(words, 2), new LinkedHashMap<>()));
                case "F" ->
                        Objects.requireNonNull(structs.get(words[1]))
                                .fields()
                                .put(
                                        words[2],
                                        new Field(
                                                number(words, 3),
                                                number(words, 4),
                                                number(words, 5)));
                default ->
                        outputs.computeIfAbsent(words[1], _ -> new ArrayList<>())
                                .add(number(words, 2));
            }
        }
        return new Layouts(structs, outputs);
    }

    private static int number(String[] words, int index) {
        return Integer.parseInt(words[index]);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
