package io.hypervigil.tsdb.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A round of 10,000 series into a window of three hours that is full: closing of chunks and
 * dropping of what is old are in it. Most rounds are plain stores; every 32nd encodes, every 128th
 * closes a chunk of each series: hence a distribution.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 1, time = 15)
@State(Scope.Thread)
public class AppendBenchmark {

    private Synthetic synthetic = new Synthetic();

    @Setup
    public void fill() {
        synthetic = Synthetic.full();
    }

    @Setup(Level.Invocation)
    public void next() {
        synthetic.next();
    }

    @Benchmark
    public void append_10000_series() {
        synthetic.append();
    }
}
