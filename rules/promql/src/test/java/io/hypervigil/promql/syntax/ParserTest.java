package io.hypervigil.promql.syntax;

import static io.hypervigil.promql.labels.Matcher.Type.EQUAL;
import static io.hypervigil.promql.labels.Matcher.Type.REGEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.NumberLiteral;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import io.hypervigil.promql.syntax.Matching.Cardinality;
import io.hypervigil.promql.value.PositionRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ParserTest {

    private static Expr parse(String query) throws ParseException {
        return Parser.parse(query, ParserOptions.EVERYTHING);
    }

    private static PositionRange at(int start, int end) {
        return new PositionRange(start, end);
    }

    private static VectorSelector named(String name, int start) {
        return new VectorSelector(
                name,
                List.of(new Matcher(EQUAL, "__name__", name)),
                TimeModifier.NONE,
                Extension.NONE,
                at(start, start + name.length()));
    }

    @Test
    void operators_bind_as_strongly_as_they_should() throws Exception {
        assertThat(parse("-1 ^ 2 * 3"))
                .isEqualTo(
                        new Expr.Binary(
                                BinaryOperator.MULTIPLY,
                                new Expr.Unary(
                                        true,
                                        new Expr.Binary(
                                                BinaryOperator.POWER,
                                                new NumberLiteral(1, false, at(1, 2)),
                                                new NumberLiteral(2, false, at(5, 6)),
                                                false,
                                                Optional.empty(),
                                                at(1, 6)),
                                        at(0, 6)),
                                new NumberLiteral(3, false, at(9, 10)),
                                false,
                                Optional.empty(),
                                at(0, 10)));
    }

    @Test
    void a_sign_before_a_number_is_part_of_it() throws Exception {
        assertThat(parse(" -5m")).isEqualTo(new NumberLiteral(-300, true, at(1, 4)));
    }

    @Test
    void a_selector_has_its_modifiers_and_places_in_bytes() throws Exception {
        assertThat(parse("a{b=~\"é+\"}[5m] @ 1.5 offset -1h"))
                .isEqualTo(
                        new Expr.MatrixSelector(
                                new VectorSelector(
                                        "a",
                                        List.of(
                                                new Matcher(REGEX, "b", "é+"),
                                                new Matcher(EQUAL, "__name__", "a")),
                                        new TimeModifier(
                                                Optional.of(new TimeModifier.At.Time(1500)),
                                                Optional.of(
                                                        new DurationExpr.Literal(
                                                                -3600, true, at(29, 32)))),
                                        Extension.NONE,
                                        at(0, 11)),
                                new DurationExpr.Literal(300, true, at(12, 14)),
                                at(0, 32)));
    }

    @Test
    void matching_is_kept_where_both_sides_are_vectors() throws Exception {
        assertThat(parse("a * on (b) group_left (c) fill_right (0) d"))
                .isEqualTo(
                        new Expr.Binary(
                                BinaryOperator.MULTIPLY,
                                named("a", 0),
                                named("d", 41),
                                false,
                                Optional.of(
                                        new Matching(
                                                Cardinality.MANY_TO_ONE,
                                                true,
                                                List.of("b"),
                                                List.of("c"),
                                                OptionalDouble.empty(),
                                                OptionalDouble.of(0))),
                                at(0, 42)));
    }

    @Test
    void a_set_operator_matches_many_to_many() throws Exception {
        assertThat(parse("a and b"))
                .isInstanceOfSatisfying(
                        Expr.Binary.class,
                        binary ->
                                assertThat(binary.matching().map(Matching::cardinality))
                                        .contains(Cardinality.MANY_TO_MANY));
    }

    @Test
    void an_aggregation_may_have_its_labels_behind() throws Exception {
        var before = parse("topk by (b) (2, a)");
        var behind = parse("topk(2, a) by (b)");

        assertThat(Printer.print(behind)).isEqualTo(Printer.print(before));
        assertThat(before.position()).isEqualTo(at(0, 18));
        assertThat(behind.position()).isEqualTo(at(0, 17));
    }

    @Test
    void matchers_are_read_alone() throws Exception {
        assertThat(Parser.parseMatchers("up{job=\"a\"}"))
                .map(Matcher::toString)
                .containsExactly("job=\"a\"", "__name__=\"up\"");
        assertThat(Parser.parseMatchers("{}")).isEmpty();
        assertThatThrownBy(() -> Parser.parseMatchers("up[5m]"))
                .hasMessage("1:3: parse error: unexpected \"[\"");
        assertThatThrownBy(() -> Parser.parseMatchers("1"))
                .hasMessage("1:1: parse error: unexpected number \"1\"");
    }

    @Test
    void there_are_ninety_functions_and_seventeen_may_still_change() {
        assertThat(Functions.all()).hasSize(90);
        assertThat(Functions.all().stream().filter(FunctionSignature::isExperimental)).hasSize(17);
        assertThat(Functions.find("Rate")).isEmpty();
    }
}
