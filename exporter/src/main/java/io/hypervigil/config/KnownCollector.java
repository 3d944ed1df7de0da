package io.hypervigil.config;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.List;

/**
 * What the configuration knows of a collector.
 *
 * @param collector not opened
 * @param schema its schema, asked for once
 * @param shape that of its settings record
 */
public record KnownCollector(
        Collector collector, Schema schema, SettingsShape<? extends Record> shape) {

    static KnownCollector of(Collector collector) {
        return new KnownCollector(
                collector, collector.schema(), SettingsShape.of(collector.settings()));
    }

    public String name() {
        return collector.name();
    }

    public List<Group> groups() {
        return schema.groups();
    }
}
