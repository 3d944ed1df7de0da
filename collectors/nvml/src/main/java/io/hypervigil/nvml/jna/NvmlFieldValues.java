package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code nvml.h}, field values: many numbers of a device in one call.
 *
 * <p>A field that the device answers not to have is not asked for again.
 *
 * <p>Thread: one.
 */
public final class NvmlFieldValues implements AutoCloseable {

    private static final int SIZEOF_NVMLFIELDVALUE_T = 40;
    private static final int SCOPE_ID = 4;
    private static final int TIMESTAMP = 8;
    private static final int VALUE_TYPE = 24;
    private static final int NVML_RETURN = 28;
    private static final int VALUE = 32;

    private final NvmlLibrary library;
    private final Memory values;
    private final List<Field> fields;

    /**
     * What is asked for.
     *
     * @param fieldId {@code NVML_FI_…}
     * @param scopeId a link, a lane, a power scope; 0 where there is nothing to choose
     */
    public record Field(int fieldId, int scopeId) {

        /** A field of the device as a whole. */
        public static Field of(int fieldId) {
            return new Field(fieldId, 0);
        }

        /** For people: {@code field 138 of link 3}. */
        public String question() {
            return "field " + fieldId + (scopeId == 0 ? "" : ", scope " + scopeId);
        }
    }

    /**
     * One answer.
     *
     * @param field what was asked for
     * @param result a number of whichever type the driver chose
     */
    public record Answer(Field field, NvmlResult<Double> result) {}

    /** A batch of fields, each once. */
    public NvmlFieldValues(NvmlLibrary library, List<Field> fields) {
        this.library = library;
        this.fields = new ArrayList<>(fields);
        this.values = new Memory(Math.max(1L, fields.size()) * SIZEOF_NVMLFIELDVALUE_T);
    }

    /** Asks for all of them. */
    public NvmlResult<List<Answer>> nvmlDeviceGetFieldValues(NvmlDevice device) {
        if (fields.isEmpty()) {
            return new NvmlResult.Value<>(List.of());
        }
        values.clear();
        for (int i = 0; i < fields.size(); i++) {
            values.setInt(at(i), fields.get(i).fieldId());
            values.setInt(at(i) + SCOPE_ID, fields.get(i).scopeId());
        }
        return library.call("nvmlDeviceGetFieldValues", device.handle(), fields.size(), values)
                .map(_ -> answers());
    }

    @Override
    public void close() {
        values.close();
    }

    private List<Answer> answers() {
        var answers = new ArrayList<Answer>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            answers.add(new Answer(fields.get(i), result(at(i))));
        }
        answers.forEach(this::forgetWhatIsNotThere);
        return answers;
    }

    private void forgetWhatIsNotThere(Answer answer) {
        switch (answer.result()) {
            case NvmlResult.NotSupported<Double>(), NvmlResult.NoSymbol<Double>(_) ->
                    fields.remove(answer.field());
            case NvmlResult.Failed<Double>(_, int code) -> {
                if (NvmlReturn.isInvalid(code)) {
                    fields.remove(answer.field());
                }
            }
            case NvmlResult.NoPermission<Double>() -> fields.remove(answer.field());
            case NvmlResult.Value<Double>(_), NvmlResult.Lost<Double>(_, _) -> {}
        }
    }

    private static long at(int index) {
        return (long) index * SIZEOF_NVMLFIELDVALUE_T;
    }

    private NvmlResult<Double> result(long at) {
        int code = values.getInt(at + NVML_RETURN);
        if (code != NvmlReturn.NVML_SUCCESS) {
            return NvmlReturn.refusal("nvmlDeviceGetFieldValues", code);
        }
        int type = values.getInt(at + VALUE_TYPE);
        // Old drivers say so little of a field they do not have.
        if (type == 0 && values.getLong(at + TIMESTAMP) == 0) {
            return new NvmlResult.NotSupported<>();
        }
        return switch (type) {
            case 0 -> new NvmlResult.Value<>(values.getDouble(at + VALUE));
            case 1 -> unsigned(values.getInt(at + VALUE));
            case 2, 3 -> unsigned(values.getLong(at + VALUE));
            case 4 -> whole(values.getLong(at + VALUE));
            case 5 -> whole(values.getInt(at + VALUE));
            case 6 -> whole(Short.toUnsignedInt(values.getShort(at + VALUE)));
            default -> new NvmlResult.NotSupported<>();
        };
    }

    private static NvmlResult<Double> whole(long value) {
        return new NvmlResult.Value<>((double) value);
    }

    /** All bits set stand for a value that is not there now. */
    private static NvmlResult<Double> unsigned(int value) {
        return value == -1
                ? new NvmlResult.Failed<>("nvmlDeviceGetFieldValues", NvmlReturn.NVML_ERROR_NO_DATA)
                : whole(Integer.toUnsignedLong(value));
    }

    /** All bits set stand for a value that is not there. */
    private static NvmlResult<Double> unsigned(long value) {
        if (value == -1) {
            return new NvmlResult.NotSupported<>();
        }
        return value >= 0
                ? whole(value)
                : new NvmlResult.Value<>((value >>> 1) * 2.0 + (value & 1));
    }
}
