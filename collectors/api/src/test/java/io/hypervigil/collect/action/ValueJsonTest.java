package io.hypervigil.collect.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValueJsonTest {

    private static final Value.Fields ALL =
            new Value.Fields(
                    new Details()
                            .text("text", "a \"b\"\n漢")
                            .whole("whole", Long.MIN_VALUE)
                            .value("decimal", new Value.Decimal(new BigDecimal("0.10")))
                            .flag("flag", true)
                            .texts("items", List.of("x", "y"))
                            .value("inner", new Details().whole("one", 1).asValue())
                            .fields());

    @Test
    void values_are_written_an_entry_a_line_and_read_back_the_same() throws IOException {
        var text = ValueJson.write(ALL);

        assertThat(text)
                .isEqualTo(
                        """
                        {
                          "text" : "a \\"b\\"\\n漢",
                          "whole" : -9223372036854775808,
                          "decimal" : 0.10,
                          "flag" : true,
                          "items" : [ "x", "y" ],
                          "inner" : {
                            "one" : 1
                          }
                        }
                        """);
        assertThat(ValueJson.read(text)).isEqualTo(ALL);
        assertThat(ValueJson.read(ValueJson.line(ALL))).isEqualTo(ALL);
        assertThat(ValueJson.line(ALL)).doesNotContain("\n");
    }

    @Test
    void a_time_span_becomes_text_and_null_is_left_out() throws IOException {
        var span = new Value.Fields(Map.of("span", new Value.Span(Duration.ofMinutes(90))));

        assertThat(ValueJson.line(span)).isEqualTo("{\"span\":\"1h30m\"}");
        assertThat(ValueJson.read("{\"a\": null, \"b\": [null, 1]}"))
                .isEqualTo(
                        new Value.Fields(
                                Map.of("b", new Value.Items(List.of(new Value.Whole(1))))));
    }

    @Test
    void what_is_no_object_is_refused_with_its_line() {
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{\n  \"a\": 1,\n  \"b\": tru\n}"))
                .withMessageStartingWith("line 3: Unrecognized token 'tru'");
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{\"a\": 1,\n\"a\": 2}"))
                .withMessageStartingWith("line 2: Duplicate field 'a'");
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{\n\"a\": 99999999999999999999}"))
                .withMessageStartingWith("line 2: Numeric value");
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{\"a\": [1\n"))
                .withMessageStartingWith("line 2: Unexpected end-of-input");
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("[]"))
                .withMessage("line 1: a JSON object expected");
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{} {}"))
                .withMessage("more than one JSON object");
        assertThatIOException().isThrownBy(() -> ValueJson.read(""));
    }

    @Test
    void what_lies_too_deep_is_neither_written_nor_read() {
        Value deep = new Value.Whole(1);
        for (int i = 0; i < 100; i++) {
            deep = new Value.Fields(Map.of("a", deep));
        }
        var tooDeep = (Value.Fields) deep;

        assertThatIOException().isThrownBy(() -> ValueJson.write(tooDeep));
        assertThatIOException()
                .isThrownBy(() -> ValueJson.read("{\"a\":".repeat(100) + "1" + "}".repeat(100)));
    }
}
