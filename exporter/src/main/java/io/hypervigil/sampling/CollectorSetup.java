package io.hypervigil.sampling;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Group;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A collector with what the configuration says of it.
 *
 * @param collector not opened yet
 * @param settings of the type that the collector names
 * @param isOn which of its groups are on
 * @param beats what becomes of a probe's own beat
 * @param maxSeries a probe's; beyond it new series are dropped
 */
public record CollectorSetup(
        Collector collector,
        Record settings,
        Predicate<Group> isOn,
        UnaryOperator<Beat> beats,
        int maxSeries) {}
