package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Matching.Cardinality;
import io.hypervigil.promql.value.PositionRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what stands between an operator and its right side, and builds binary expressions. */
final class BinaryParser {

    /** What is written behind an operator. */
    record Modifiers(boolean returnsBool, Matching matching) {

        private boolean hasFill() {
            return matching.fillLeft().isPresent() || matching.fillRight().isPresent();
        }
    }

    private final TokenStream tokens;
    private final SelectorParser selectors;
    private final TypeFaults faults;
    private final boolean allowsFill;

    BinaryParser(
            TokenStream tokens, SelectorParser selectors, TypeFaults faults, boolean allowsFill) {
        this.tokens = tokens;
        this.selectors = selectors;
        this.faults = faults;
        this.allowsFill = allowsFill;
    }

    Modifiers modifiers() throws ParseException {
        boolean returnsBool = tokens.takeIf(TokenType.BOOL);
        var cardinality = Cardinality.ONE_TO_ONE;
        List<String> labels = List.of();
        List<String> include = List.of();
        boolean isOn = tokens.isNext(TokenType.ON);
        if (isOn || tokens.isNext(TokenType.IGNORING)) {
            tokens.take();
            labels = selectors.labels();
            if (tokens.takeIf(TokenType.GROUP_LEFT)) {
                cardinality = Cardinality.MANY_TO_ONE;
                include = labelsIfThere();
            } else if (tokens.takeIf(TokenType.GROUP_RIGHT)) {
                cardinality = Cardinality.ONE_TO_MANY;
                include = labelsIfThere();
            }
        }
        var fill = fill();
        var matching = new Matching(cardinality, isOn, labels, include, fill.left(), fill.right());
        return new Modifiers(returnsBool, matching);
    }

    private List<String> labelsIfThere() throws ParseException {
        var next = tokens.peek().type();
        boolean isOver = next.isFill() || next.startsExpression();
        return isOver && next != TokenType.LEFT_PAREN ? List.of() : selectors.labels();
    }

    private record Fill(OptionalDouble left, OptionalDouble right) {}

    private Fill fill() throws ParseException {
        if (tokens.isNext(TokenType.FILL)) {
            var both = fillIf(TokenType.FILL);
            return new Fill(both, both);
        }
        var left = fillIf(TokenType.FILL_LEFT);
        var right = fillIf(TokenType.FILL_RIGHT);
        return new Fill(left.isPresent() ? left : fillIf(TokenType.FILL_LEFT), right);
    }

    private OptionalDouble fillIf(TokenType keyword) throws ParseException {
        if (!tokens.takeIf(keyword)) {
            return OptionalDouble.empty();
        }
        tokens.take(TokenType.LEFT_PAREN);
        double value = Literals.signedNumber(tokens, "", "");
        tokens.take(TokenType.RIGHT_PAREN);
        return OptionalDouble.of(value);
    }

    Expr.Binary binary(Expr left, Token sign, Modifiers modifiers, Expr right)
            throws ParseException {
        var position = new PositionRange(left.position().start(), right.position().end());
        if (modifiers.hasFill() && !allowsFill) {
            throw tokens.error(position, "binop fill modifiers are experimental and not enabled");
        }
        var operator = operator(sign);
        boolean areVectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        var matching = operator.isSet() ? manyToMany(modifiers.matching()) : modifiers.matching();
        var binary =
                new Expr.Binary(
                        operator,
                        left,
                        right,
                        modifiers.returnsBool(),
                        areVectors ? Optional.of(matching) : Optional.empty(),
                        position);
        checkOperator(binary, sign, matching);
        checkSides(binary);
        if (areVectors) {
            checkSet(binary, matching);
        } else {
            checkScalar(binary, modifiers);
        }
        return binary;
    }

    private static BinaryOperator operator(Token sign) {
        var operator = sign.type().operator();
        if (operator == null) {
            throw new IllegalStateException(sign + " stands between no expressions");
        }
        return operator;
    }

    private static Matching manyToMany(Matching written) {
        return written.cardinality() != Cardinality.ONE_TO_ONE
                ? written
                : new Matching(
                        Cardinality.MANY_TO_MANY,
                        written.isOn(),
                        written.labels(),
                        written.include(),
                        written.fillLeft(),
                        written.fillRight());
    }

    private void checkOperator(Expr.Binary binary, Token sign, Matching matching) {
        boolean isComparison = binary.operator().isComparison();
        if (binary.returnsBool() && !isComparison) {
            faults.add(
                    binary,
                    sign.position(),
                    "bool modifier can only be used on comparison operators");
        }
        if (isComparison && !binary.returnsBool() && binary.type() == ValueType.SCALAR) {
            faults.add(
                    binary, sign.position(), "comparisons between scalars must use BOOL modifier");
        }
        for (var label : matching.labels()) {
            if (matching.isOn() && matching.include().contains(label)) {
                faults.add(
                        binary,
                        sign.position(),
                        "label "
                                + Quoted.text(label)
                                + " must not occur in ON and GROUP clause at once");
            }
        }
    }

    private void checkSides(Expr.Binary binary) {
        for (var side : List.of(binary.left(), binary.right())) {
            if (side.type() != ValueType.SCALAR && side.type() != ValueType.VECTOR) {
                faults.add(
                        side,
                        "binary expression must contain only scalar and instant vector types");
            }
        }
    }

    private void checkScalar(Expr.Binary binary, Modifiers modifiers) {
        if (!modifiers.matching().labels().isEmpty()) {
            faults.add(binary, "vector matching only allowed between instant vectors");
        }
        if (modifiers.hasFill()) {
            faults.add(binary, "filling in missing series only allowed between instant vectors");
        }
        boolean hasScalar =
                binary.left().type() == ValueType.SCALAR
                        || binary.right().type() == ValueType.SCALAR;
        if (hasScalar && binary.operator().isSet()) {
            faults.add(
                    binary,
                    "set operator "
                            + Quoted.text(binary.operator().symbol())
                            + " not allowed in binary scalar expression");
        }
    }

    private void checkSet(Expr.Binary binary, Matching matching) {
        if (!binary.operator().isSet()) {
            return;
        }
        if (matching.cardinality() != Cardinality.MANY_TO_MANY) {
            faults.add(
                    binary,
                    "no grouping allowed for "
                            + Quoted.text(binary.operator().symbol())
                            + " operation");
        }
        if (matching.fillLeft().isPresent() || matching.fillRight().isPresent()) {
            faults.add(binary, "filling in missing series not allowed for set operators");
        }
    }
}
