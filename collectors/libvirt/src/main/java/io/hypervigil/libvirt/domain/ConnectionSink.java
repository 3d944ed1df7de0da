package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the families of one connection are written: {@link VirtFamily}'s get the label {@code
 * connection} where the connection has a name; others go on as they are.
 *
 * <p>Made once a connection and {@linkplain #to pointed} at the sink of each round, so that a
 * family is the same object in all of them.
 *
 * <p>Thread: one.
 */
public final class ConnectionSink implements SampleSink {

    private final @Nullable String connection;
    private final List<String> openLabels;
    private final Map<Family, Family> own = new HashMap<>();
    private @Nullable SampleSink sink;
    private @Nullable Family lastAsked;
    private @Nullable Family lastOwn;

    /**
     * @param connection the value of the label; empty for a connection that was given no name
     */
    public ConnectionSink(Optional<String> connection) {
        this.connection = connection.orElse(null);
        this.openLabels = connection.isPresent() ? List.of("connection") : List.of();
    }

    /** This, writing into the sink of a round from now on. */
    public ConnectionSink to(SampleSink roundSink) {
        sink = roundSink;
        return this;
    }

    @Override
    public void add(Family family, double value, String... labelValues) {
        sink().add(own(family), value, values(family, labelValues));
    }

    @Override
    public void addPart(Family family, String suffix, double value, String... labelValues) {
        sink().addPart(own(family), suffix, value, values(family, labelValues));
    }

    @Override
    public void missing(String what, String why) {
        sink().missing(ofConnection(what), why);
    }

    @Override
    public void problem(Group group, Throwable cause) {
        sink().problem(group, cause);
    }

    // Identity first: a probe writes the samples of one constant in a row.
    @SuppressWarnings("ReferenceEquality")
    private Family own(Family family) {
        if (lastOwn != null && lastAsked == family) {
            return lastOwn;
        }
        var found = own.get(family);
        if (found == null) {
            found = VirtFamily.isOpen(family) ? family.withLabels(openLabels) : family;
            own.put(family, found);
        }
        lastAsked = family;
        lastOwn = found;
        return found;
    }

    /** The connection comes behind the family's own labels and before a histogram's bound. */
    private String[] values(Family family, String[] labelValues) {
        int place = family.labels().size() - 1;
        if (connection == null || !VirtFamily.isOpen(family) || labelValues.length < place) {
            return labelValues;
        }
        var values = Arrays.copyOf(labelValues, labelValues.length + 1);
        values[place] = connection;
        System.arraycopy(labelValues, place, values, place + 1, labelValues.length - place);
        return values;
    }

    private String ofConnection(String what) {
        return connection == null ? what : what + " of connection " + connection;
    }

    private SampleSink sink() {
        if (sink == null) {
            throw new IllegalStateException("no round has begun");
        }
        return sink;
    }
}
