package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlCalls;
import io.hypervigil.nvml.jna.NvmlDevice;
import io.hypervigil.nvml.jna.NvmlFieldValues;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlResult;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A GPU as it is asked by those who sample it, in one life of the library.
 *
 * <p>Every question goes through what is known of its capabilities; field values are fetched
 * together, once a round.
 *
 * <p>Thread: one. All that asks throws {@link GpuLostException} where the GPU is gone.
 */
public final class Gpu implements AutoCloseable {

    private final AttachedGpu attached;
    private final NvmlCalls calls;
    private final Capabilities capabilities = new Capabilities();
    private final Askers askers = new Askers();
    private final Absences absences = new Absences(askers);
    private final Map<Field, Double> values = new HashMap<>();
    private Set<Field> wanted = Set.of();
    private NvmlFieldValues fieldValues;
    private int era;

    /** A GPU with a handle. */
    public Gpu(AttachedGpu attached) {
        this.attached = attached;
        this.calls = new NvmlCalls(attached.life().library());
        this.fieldValues = new NvmlFieldValues(calls.library(), List.of());
    }

    /** The value of the label {@code gpu}. */
    public String uuid() {
        return attached.uuid();
    }

    /** What the driver gave us. */
    public AttachedGpu attached() {
        return attached;
    }

    /** Its handle. */
    public NvmlDevice device() {
        return attached.device();
    }

    /** For calls that are no plain {@link Getter}. */
    public NvmlCalls calls() {
        return calls;
    }

    /** Asks for the first number that a function gives. */
    public OptionalDouble number(Getter getter) {
        var number = ask(getter.question(), () -> calls.number(device(), getter));
        return number.isPresent() && !getter.isNone(number.get())
                ? OptionalDouble.of(number.get())
                : OptionalDouble.empty();
    }

    /** Asks for all numbers that a function gives. */
    public Optional<long[]> numbers(Getter getter) {
        return ask(getter.question(), () -> calls.numbers(device(), getter));
    }

    /** Asks for a text. */
    public Optional<String> text(String symbol) {
        return ask(symbol, () -> calls.text(device(), symbol));
    }

    /** Asks anything, under the name that a refusal is remembered by. */
    public <T> Optional<T> ask(String question, Supplier<NvmlResult<T>> call) {
        var answer = capabilities.ask(question, call);
        if (answer.isEmpty()) {
            // Who asks is of interest where there is no answer.
            askers.asked(question);
        }
        return answer;
    }

    /** Says which of the fields a part wants, so that what is refused is told by its families. */
    public void wants(GpuPartType type, List<Field> fields) {
        askers.wants(type, fields);
    }

    /**
     * Begins a round of a part: what it asks from now on it asks for its own families.
     *
     * @return where its samples go, on their way to the other sink
     */
    public SampleSink asking(GpuPartType type, SampleSink to) {
        return askers.begin(type, to);
    }

    /** Ends it. */
    public void asked() {
        askers.end();
    }

    /** Says which fields are wanted from the next round on. */
    public void want(List<Field> fields) {
        wanted = new LinkedHashSet<>(fields);
        learnFields();
    }

    /** Fetches all fields that are wanted. */
    public void readFields() {
        values.clear();
        ask("nvmlDeviceGetFieldValues", () -> fieldValues.nvmlDeviceGetFieldValues(device()))
                .ifPresent(answers -> answers.forEach(this::keep));
    }

    /** A field of this round; empty where the GPU has none or it was not wanted. */
    public OptionalDouble field(Field field) {
        var value = values.get(field);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** What this GPU refuses to be asked, and why. */
    public Map<String, String> refusals() {
        return new TreeMap<>(capabilities.refusals());
    }

    /**
     * What cannot be had of this GPU, and why: series where it is known which, families of the part
     * that asked where it is not.
     */
    public Map<String, String> missing() {
        return absences.missing(capabilities.refusals());
    }

    void keep(Readings.Row row, boolean isAnswered) {
        absences.keep(row, isAnswered);
    }

    /** What went wrong since the last time. */
    public List<String> takeProblems() {
        return capabilities.takeProblems();
    }

    /** How often it was learned anew: parts are asked for their fields again when it was. */
    public int era() {
        return era;
    }

    /** Learns anew what it can: it is in another mode. */
    public void relearn() {
        era++;
        capabilities.forget();
        absences.forget();
        askers.forget();
        learnFields();
    }

    @Override
    public void close() {
        fieldValues.close();
        calls.close();
    }

    private void learnFields() {
        fieldValues.close();
        fieldValues = new NvmlFieldValues(calls.library(), List.copyOf(wanted));
    }

    private void keep(NvmlFieldValues.Answer answer) {
        if (answer.result() instanceof NvmlResult.Value<Double>(var value)) {
            values.put(answer.field(), value);
        } else {
            capabilities.taken(answer.field().question(), answer.result());
        }
    }
}
