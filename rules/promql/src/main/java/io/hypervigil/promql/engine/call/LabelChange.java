package io.hypervigil.promql.engine.call;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.LabelOverlaps;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.labels.Labels;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one label of each series anew: {@code label_replace}, {@code label_join}. */
public final class LabelChange implements RowSource {

    private final Frame frame;
    private final RowSource source;
    private final String target;
    private final Function<Labels, @Nullable String> change;
    private final LabelOverlaps overlaps;

    /**
     * @param change the value that the label gets; empty to take it away, null to leave the series
     */
    private LabelChange(
            Frame frame,
            RowSource source,
            String target,
            Function<Labels, @Nullable String> change) {
        this.frame = frame;
        this.source = source;
        this.target = target;
        this.change = change;
        this.overlaps = new LabelOverlaps(frame);
    }

    /** {@code label_replace}: from a part of another label's value. */
    public static LabelChange replace(
            Frame frame,
            RowSource source,
            String target,
            String replacement,
            String from,
            String regex) {
        var pattern = compile(regex);
        if (!LabelNames.isValid(target)) {
            throw Failure.execution("invalid destination label name in label_replace(): " + target);
        }
        var template = new ReplacementTemplate(replacement, pattern);
        return new LabelChange(
                frame,
                source,
                target,
                labels -> {
                    var match = pattern.matcher(labels.get(from));
                    return match.matches() ? template.fill(match) : null;
                });
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw Failure.execution("invalid regular expression in label_replace(): " + regex);
        }
    }

    /** {@code label_join}: from the values of others. */
    public static LabelChange join(
            Frame frame, RowSource source, String target, String separator, List<String> from) {
        for (var name : from) {
            if (!LabelNames.isValid(name)) {
                throw Failure.execution("invalid source label name in label_join(): " + name);
            }
        }
        if (!LabelNames.isValid(target)) {
            throw Failure.execution("invalid destination label name in label_join(): " + target);
        }
        return new LabelChange(
                frame,
                source,
                target,
                labels -> from.stream().map(labels::get).collect(Collectors.joining(separator)));
    }

    @Override
    public @Nullable Row next() {
        var row = source.next();
        if (row == null) {
            return null;
        }
        frame.meter().spend(1000);
        var value = change.apply(row.labels());
        if (value != null) {
            row.setLabels(row.labels().with(target, value));
            row.setDropsName(row.dropsName() && !target.equals(Labels.NAME));
        }
        overlaps.add(row);
        return row;
    }

    @Override
    public boolean isWhole() {
        return false;
    }
}
