package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.List;

/**
 * What is sampled of a GPU under one group. It may keep state of one GPU in one life of the
 * library.
 *
 * <p>Thread: one, as the GPU.
 */
public interface GpuPart extends AutoCloseable {

    /** Writes the samples of one round. */
    void sample(Gpu gpu, SampleSink sink);

    /** The fields that it will ask for in each round. */
    default List<Field> fields(Gpu gpu) {
        return List.of();
    }

    /** Gives back what it got of the library, before that is shut down. */
    @Override
    default void close() {}
}
