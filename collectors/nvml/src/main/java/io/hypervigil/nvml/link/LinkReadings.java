package io.hypervigil.nvml.link;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Rows of a table for each link of a GPU; which links there are is found when fields are asked. */
final class LinkReadings implements GpuPart {

    private final BiFunction<NvLinks.Generation, Integer, Stream<Readings.Row>> rows;
    private GpuPart table = Readings.of().part();

    /**
     * A part whose rows depend on what the chip counts and on the number of the link.
     *
     * @param rows made once for each link
     */
    LinkReadings(BiFunction<NvLinks.Generation, Integer, Stream<Readings.Row>> rows) {
        this.rows = rows;
    }

    @Override
    public List<Field> fields(Gpu gpu) {
        return fields(gpu, NvLinks.of(gpu));
    }

    List<Field> fields(Gpu gpu, NvLinks links) {
        table =
                Readings.of(
                                links.numbers().stream()
                                        .flatMap(link -> rows.apply(links.generation(), link)))
                        .part();
        return table.fields(gpu);
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        table.sample(gpu, sink);
    }
}
