package io.hypervigil.kubernetes;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Schema;
import io.hypervigil.kubernetes.pods.PodMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pod of this node has which devices, from the kubelet. */
public final class KubernetesCollector implements Collector {

    private static final Schema SCHEMA = new Schema(List.of(PodMetrics.GROUP), PodMetrics.FAMILIES);

    private @Nullable PodResourcesProbe probe;

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public String summary() {
        return "which pod has which devices, from the kubelet of this node";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Class<? extends Record> settings() {
        return KubernetesSettings.class;
    }

    @Override
    public synchronized void open(CollectorContext context) {
        if (context.isOn(PodMetrics.GROUP)) {
            var opened = new PodResourcesProbe(context);
            probe = opened;
            context.start(opened);
        }
    }

    @Override
    public synchronized void close() {
        if (probe != null) {
            probe.close();
            probe = null;
        }
    }
}
