package io.hypervigil.collect;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric family: name, type, help and label names, as a constant of the class that writes it.
 *
 * <pre>{@code
 * static final Family SECONDS =
 *         Family.counter(CPU, "node_cpu_seconds_total", "Seconds a CPU spent in a mode.", "cpu", "mode");
 * }</pre>
 *
 * <p>A name with one {@code *} is a pattern for families whose names the source decides
 * (/proc/meminfo's fields); {@link #named} fills it. A last label {@code *} stands for labels that
 * the source decides; {@link #withLabels} fills it. Patterns are declared, never sampled.
 *
 * <p>Groups may share a family, as each of the host's groups gives its own sample of {@code
 * node_scrape_collector_success}: the page shows it as one.
 *
 * <p>Thread: any; immutable, but for the two heads, of which any thread may render the same again.
 */
public final class Family {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** OpenMetrics' base units and those that our names end with. */
    private static final Set<String> UNITS =
            Set.of(
                    "amperes", "bytes", "celsius", "hertz", "joules", "meters", "ratio", "seconds",
                    "volts", "watts");

    private final Group group;
    private final MetricType type;
    private final String name;
    private final String help;
    private final List<String> labels;
    private final int hash;
    private byte @Nullable [] textHead;
    private byte @Nullable [] openMetricsHead;

    private Family(Group group, MetricType type, String name, String help, List<String> labels) {
        this.group = group;
        this.type = type;
        this.name = name;
        this.help = help;
        this.labels = List.copyOf(labels);
        this.hash = Objects.hash(group.name(), type, name, this.labels);
    }

    /** A value that only grows, but for restarts of what it counts. */
    public static Family counter(Group group, String name, String help, String... labels) {
        return new Family(group, MetricType.COUNTER, name, help, List.of(labels));
    }

    /** A value that goes up and down. */
    public static Family gauge(Group group, String name, String help, String... labels) {
        return new Family(group, MetricType.GAUGE, name, help, List.of(labels));
    }

    /** A value whose kind the source does not say. */
    public static Family untyped(Group group, String name, String help, String... labels) {
        return new Family(group, MetricType.UNTYPED, name, help, List.of(labels));
    }

    /** Counts by upper bound; {@code le} is not among the labels. */
    public static Family histogram(Group group, String name, String help, String... labels) {
        return new Family(group, MetricType.HISTOGRAM, name, help, List.of(labels));
    }

    /** For families whose type is found in the source. */
    public static Family of(
            Group group, MetricType type, String name, String help, List<String> labels) {
        return new Family(group, type, name, help, labels);
    }

    /** This pattern with its {@code *} replaced. Keep the result: it is the key of its series. */
    public Family named(String part) {
        return new Family(group, type, name.replace("*", part), help, labels);
    }

    /** As {@link #named(String)}, with a help text of its own. */
    public Family named(String part, String ownHelp) {
        return new Family(group, type, name.replace("*", part), ownHelp, labels);
    }

    /** This family with the open end of its labels replaced by these. */
    public Family withLabels(List<String> openLabels) {
        if (!hasOpenLabels()) {
            throw new IllegalStateException(name + " has no open labels");
        }
        var all = new java.util.ArrayList<>(labels.subList(0, labels.size() - 1));
        all.addAll(openLabels);
        return new Family(group, type, name, help, all);
    }

    public Group group() {
        return group;
    }

    public MetricType type() {
        return type;
    }

    /** As exposed in text format 0.0.4; a counter's {@code _total} included. */
    public String name() {
        return name;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }

    /** The base unit that the name ends with, or "" where it names none. */
    public String unit() {
        var stem = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
        var last = stem.substring(stem.lastIndexOf('_') + 1);
        return UNITS.contains(last) && last.length() < stem.length() ? last : "";
    }

    /** Whether the name or the labels are still to be filled. */
    public boolean isPattern() {
        return name.indexOf('*') >= 0 || hasOpenLabels();
    }

    /**
     * {@code # HELP} and {@code # TYPE} of text format 0.0.4 in UTF-8, rendered once. The caller
     * does not write to it: it is not copied.
     */
    public byte[] textHead() {
        var head = textHead;
        if (head == null) {
            head = FamilyHead.text(this);
            textHead = head;
        }
        return head;
    }

    /** As {@link #textHead}, of OpenMetrics 1.0.0, with {@code # UNIT} where there is one. */
    public byte[] openMetricsHead() {
        var head = openMetricsHead;
        if (head == null) {
            head = FamilyHead.openMetrics(this);
            openMetricsHead = head;
        }
        return head;
    }

    private boolean hasOpenLabels() {
        return !labels.isEmpty() && labels.getLast().equals("*");
    }

    /** What is wrong with the names, or null where nothing is. */
    public @Nullable String flaw() {
        if (!NAME.matcher(name).matches()) {
            return "invalid metric name";
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches() || label.startsWith("__")) {
                return "invalid label name '" + label + "'";
            }
        }
        if (Set.copyOf(labels).size() != labels.size()) {
            return "a label name twice";
        }
        return null;
    }

    /** Whether a family to sample is this one, or one made from this pattern. */
    boolean declares(Family other) {
        if (type != other.type && !(name.indexOf('*') >= 0 && type == MetricType.UNTYPED)) {
            return false;
        }
        return group.equals(other.group)
                && declaresName(other.name)
                && declaresLabels(other.labels);
    }

    private boolean declaresName(String other) {
        int star = name.indexOf('*');
        if (star < 0) {
            return name.equals(other);
        }
        return other.length() >= name.length() - 1
                && other.startsWith(name.substring(0, star))
                && other.endsWith(name.substring(star + 1));
    }

    private boolean declaresLabels(List<String> other) {
        if (!hasOpenLabels()) {
            return labels.equals(other);
        }
        int fixed = labels.size() - 1;
        return other.size() >= fixed && labels.subList(0, fixed).equals(other.subList(0, fixed));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Family that
                        && hash == that.hash
                        && group.name().equals(that.group.name())
                        && type == that.type
                        && name.equals(that.name)
                        && labels.equals(that.labels)
                        && help.equals(that.help));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return type.text() + " " + name + Arrays.toString(labels.toArray());
    }
}
