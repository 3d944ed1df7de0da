package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.DurationExpr;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Matching;
import io.hypervigil.promql.syntax.TimeModifier;
import io.hypervigil.promql.syntax.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes a syntax tree as Prometheus' own page wants it.
 *
 * <p>Thread: one.
 */
final class TreeJson {

    private final JsonGenerator out;

    TreeJson(JsonGenerator out) {
        this.out = out;
    }

    void write(Expr node) throws IOException {
        out.writeStartObject();
        switch (node) {
            case Expr.NumberLiteral number -> {
                type("numberLiteral");
                out.writeStringField("val", Numbers.plain(number.value()));
            }
            case Expr.StringLiteral string -> {
                type("stringLiteral");
                out.writeStringField("val", string.value());
            }
            case Expr.VectorSelector selector -> {
                type("vectorSelector");
                selector(selector);
            }
            case Expr.MatrixSelector matrix -> {
                type("matrixSelector");
                out.writeNumberField("range", millis(matrix.range()));
                selector(matrix.selector());
            }
            case Expr.Subquery subquery -> subquery(subquery);
            case Expr.Unary unary -> {
                type("unaryExpr");
                out.writeStringField("op", unary.isNegative() ? "-" : "+");
                child("expr", unary.operand());
            }
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregation aggregation -> aggregation(aggregation);
            case Expr.Call call -> call(call);
            case Expr.Parenthesized parenthesized -> {
                type("parenExpr");
                child("expr", parenthesized.inner());
            }
        }
        out.writeEndObject();
    }

    private void type(String type) throws IOException {
        out.writeStringField("type", type);
    }

    private void child(String name, Expr node) throws IOException {
        out.writeFieldName(name);
        write(node);
    }

    private void selector(Expr.VectorSelector selector) throws IOException {
        out.writeStringField("name", selector.name());
        out.writeArrayFieldStart("matchers");
        for (Matcher matcher : selector.matchers()) {
            out.writeStartObject();
            out.writeStringField("name", matcher.name());
            out.writeStringField("value", matcher.value());
            out.writeStringField("type", matcher.type().symbol());
            out.writeEndObject();
        }
        out.writeEndArray();
        time(selector.time());
        out.writeBooleanField("anchored", selector.extension() == Expr.Extension.ANCHORED);
        out.writeBooleanField("smoothed", selector.extension() == Expr.Extension.SMOOTHED);
    }

    private void subquery(Expr.Subquery subquery) throws IOException {
        type("subquery");
        child("expr", subquery.inner());
        out.writeNumberField("range", millis(subquery.range()));
        out.writeNumberField("step", subquery.step().map(TreeJson::millis).orElse(0L));
        time(subquery.time());
    }

    private void time(TimeModifier time) throws IOException {
        out.writeNumberField("offset", time.offset().map(TreeJson::millis).orElse(0L));
        var startOrEnd = "";
        out.writeFieldName("timestamp");
        switch (time.at().orElse(null)) {
            case TimeModifier.At.Time(long millis) -> out.writeNumber(millis);
            case TimeModifier.At.Start() -> {
                out.writeNull();
                startOrEnd = "start";
            }
            case TimeModifier.At.End() -> {
                out.writeNull();
                startOrEnd = "end";
            }
            case null -> out.writeNull();
        }
        if (startOrEnd.isEmpty()) {
            out.writeNullField("startOrEnd");
        } else {
            out.writeStringField("startOrEnd", startOrEnd);
        }
    }

    private void binary(Expr.Binary binary) throws IOException {
        type("binaryExpr");
        out.writeStringField("op", binary.operator().symbol());
        child("lhs", binary.left());
        child("rhs", binary.right());
        out.writeBooleanField("bool", binary.returnsBool());
        out.writeFieldName("matching");
        matching(binary.matching());
    }

    private void matching(Optional<Matching> found) throws IOException {
        if (found.isEmpty()) {
            out.writeNull();
            return;
        }
        var matching = found.get();
        out.writeStartObject();
        out.writeStringField("card", matching.cardinality().id());
        texts("labels", matching.labels());
        out.writeBooleanField("on", matching.isOn());
        texts("include", matching.include());
        out.writeObjectFieldStart("fillValues");
        fill("lhs", matching.fillLeft());
        fill("rhs", matching.fillRight());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void fill(String side, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            out.writeNumberField(side, value.getAsDouble());
        } else {
            out.writeNullField(side);
        }
    }

    private void aggregation(Expr.Aggregation aggregation) throws IOException {
        type("aggregation");
        out.writeStringField("op", aggregation.aggregator().id());
        child("expr", aggregation.operand());
        if (aggregation.parameter().isPresent()) {
            child("param", aggregation.parameter().get());
        } else {
            out.writeNullField("param");
        }
        texts("grouping", aggregation.grouping());
        out.writeBooleanField("without", aggregation.isWithout());
    }

    private void call(Expr.Call call) throws IOException {
        type("call");
        var function = call.function();
        out.writeObjectFieldStart("func");
        out.writeStringField("name", function.name());
        texts("argTypes", function.arguments().stream().map(ValueType::id).toList());
        out.writeNumberField("variadic", function.optional());
        out.writeStringField("returnType", function.returns().id());
        out.writeEndObject();
        out.writeArrayFieldStart("args");
        for (Expr argument : call.arguments()) {
            write(argument);
        }
        out.writeEndArray();
    }

    private void texts(String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** 0 of what depends on the query's range and step, as Prometheus has it. */
    private static long millis(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> Math.round(literal.seconds() * 1000);
            case DurationExpr.Signed signed ->
                    signed.isNegative() ? -millis(signed.operand()) : millis(signed.operand());
            case DurationExpr.Parenthesized parenthesized -> millis(parenthesized.inner());
            case DurationExpr.Step _, DurationExpr.Range _, DurationExpr.Binary _ -> 0;
        };
    }
}
