package io.hypervigil.host.dbus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Marshals values by their signature, the other way round than {@link ValueReader}. */
final class ValueWriter {

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ValueWriter(ByteOrder order) {
        this.order = order;
    }

    /** A value that says its own type. */
    record Variant(String signature, Object value) {}

    static byte[] bytes(ByteOrder order, String signature, List<?> values) throws Exception {
        var writer = new ValueWriter(order);
        writer.all(signature, values);
        return writer.out.toByteArray();
    }

    private void all(String signature, List<?> values) throws Exception {
        var types = new Signature(signature);
        for (Object value : values) {
            one(types, value);
        }
    }

    private void one(Signature types, Object value) throws Exception {
        char type = types.next();
        switch (type) {
            case 'y' -> out.write(((Long) value).intValue());
            case 'b' -> number(4, (Boolean) value ? 1 : 0);
            case 'n', 'q' -> number(2, (Long) value);
            case 'i', 'u', 'h' -> number(4, (Long) value);
            case 'x', 't' -> number(8, (Long) value);
            case 'd' -> number(8, Double.doubleToRawLongBits((Double) value));
            case 's', 'o' -> string((String) value);
            case 'g' -> signature((String) value);
            case 'v' -> {
                signature(((Variant) value).signature);
                one(new Signature(((Variant) value).signature), ((Variant) value).value);
            }
            case 'a' -> array(types.element(), (List<?>) value);
            case '(' -> struct(types, (List<?>) value);
            case '{' -> struct(types, (List<?>) value);
            default -> throw new IllegalArgumentException("type " + type);
        }
    }

    private void array(Signature element, List<?> values) throws Exception {
        align(4);
        int lengthAt = out.size();
        number(4, 0);
        if (element.isAlignedToEight()) {
            align(8);
        }
        int start = out.size();
        for (Object value : values) {
            one(element.again(), value);
        }
        var bytes = out.toByteArray();
        ByteBuffer.wrap(bytes).order(order).putInt(lengthAt, out.size() - start);
        out.reset();
        out.writeBytes(bytes);
    }

    private void struct(Signature types, List<?> values) throws Exception {
        align(8);
        for (Object value : values) {
            one(types, value);
        }
        types.next();
    }

    private void string(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(4, utf8.length);
        out.writeBytes(utf8);
        out.write(0);
    }

    private void signature(String value) {
        out.write(value.length());
        out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
    }

    private void number(int size, long value) {
        align(size);
        var bytes = ByteBuffer.allocate(8).order(order);
        bytes.putLong(value);
        out.write(bytes.array(), order == ByteOrder.LITTLE_ENDIAN ? 0 : 8 - size, size);
    }

    private void align(int size) {
        while (out.size() % size != 0) {
            out.write(0);
        }
    }
}
