package io.hypervigil.libvirt.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An array of virTypedParameter as libvirt lays it out. */
final class NativeRecord {

    private static final int BYTES = 96;
    private static final int TYPE = 80;
    private static final int VALUE = 88;

    private final Memory array;

    /** Native memory has to outlive what points to it. */
    private final List<Memory> texts = new ArrayList<>();

    private final int capacity;
    private int count;

    NativeRecord(int capacity) {
        this.capacity = capacity;
        this.array = new Memory((long) capacity * BYTES);
        array.clear();
    }

    NativeRecord with(String name, int type, long bits) {
        if (count == capacity) {
            throw new IllegalStateException("full");
        }
        long at = (long) count * BYTES;
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        array.write(at, bytes, 0, bytes.length);
        array.setInt(at + TYPE, type);
        array.setLong(at + VALUE, bits);
        count++;
        return this;
    }

    NativeRecord withText(String name, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        texts.add(memory);
        return with(name, 7, Pointer.nativeValue(memory));
    }

    /** Writes where the array is and how long it is, as virDomainStatsRecord has it. */
    void refer(Memory record, long at) {
        record.setPointer(at, array);
        record.setInt(at + Native.POINTER_SIZE, count);
    }

    TypedParameters read() {
        return TypedParameters.read(array, count);
    }
}
