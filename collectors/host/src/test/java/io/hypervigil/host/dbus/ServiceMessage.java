package io.hypervigil.host.dbus;

import io.hypervigil.host.dbus.ValueWriter.Variant;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Messages as a service writes them. */
final class ServiceMessage {

    private ServiceMessage() {}

    /** The answer to a call. */
    static byte[] answer(
            ByteOrder order, long replySerial, String destination, FakeService.Answer answer)
            throws Exception {
        var fields = new ArrayList<List<Object>>();
        fields.add(List.of(5L, new Variant("u", replySerial)));
        if (!destination.isEmpty()) {
            fields.add(List.of(6L, new Variant("s", destination)));
        }
        fields.add(List.of(8L, new Variant("g", answer.signature())));
        boolean isError = !answer.error().isEmpty();
        if (isError) {
            fields.add(List.of(4L, new Variant("s", answer.error())));
        }
        return message(order, isError ? 3 : 2, fields, answer.signature(), answer.values());
    }

    static byte[] message(
            ByteOrder order, long type, List<?> fields, String signature, List<?> values)
            throws Exception {
        var body = ValueWriter.bytes(order, signature, values);
        long endianness = order == ByteOrder.LITTLE_ENDIAN ? 'l' : 'B';
        var head = List.of(endianness, type, 1L, 1L, (long) body.length, 1L, fields);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ValueWriter.bytes(order, "yyyyuua(yv)", head));
        while (out.size() % 8 != 0) {
            out.write(0);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }
}
