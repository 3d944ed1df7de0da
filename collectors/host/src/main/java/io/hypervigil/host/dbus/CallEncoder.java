package io.hypervigil.host.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes method calls as the D-Bus specification lays them out, little-endian. */
final class CallEncoder {

    private static final byte METHOD_CALL = 1;
    private static final byte NO_AUTO_START = 2;
    private static final byte PROTOCOL_VERSION = 1;
    private static final int FIELDS_START = 16;

    private static final int PATH = 1;
    private static final int INTERFACE = 2;
    private static final int MEMBER = 3;
    private static final int DESTINATION = 6;
    private static final int SIGNATURE = 8;

    private ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    private CallEncoder() {}

    /** A call as bytes, ready to be read. A service that does not run is not started for it. */
    static ByteBuffer encode(MethodCall call, int serial) {
        var encoder = new CallEncoder();
        encoder.message(call, serial);
        return encoder.out.flip();
    }

    private void message(MethodCall call, int serial) {
        out.put((byte) 'l').put(METHOD_CALL).put(NO_AUTO_START).put(PROTOCOL_VERSION);
        out.putInt(0).putInt(serial).putInt(0);
        field(PATH, "o", call.path());
        field(INTERFACE, "s", call.interfaceName());
        field(MEMBER, "s", call.member());
        if (!call.destination().isEmpty()) {
            field(DESTINATION, "s", call.destination());
        }
        if (!call.arguments().isEmpty()) {
            field(SIGNATURE, "g", "s".repeat(call.arguments().size()));
        }
        int fieldsEnd = out.position();
        pad(8);
        int bodyStart = out.position();
        body(call.arguments());
        out.putInt(4, out.position() - bodyStart);
        out.putInt(12, fieldsEnd - FIELDS_START);
    }

    private void body(List<String> arguments) {
        for (String argument : arguments) {
            string(argument);
        }
    }

    private void field(int code, String type, String value) {
        pad(8);
        need(8);
        out.put((byte) code);
        signature(type);
        if (type.equals("g")) {
            signature(value);
        } else {
            string(value);
        }
    }

    private void string(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        pad(4);
        need(utf8.length + 5);
        out.putInt(utf8.length).put(utf8).put((byte) 0);
    }

    private void signature(String value) {
        var ascii = value.getBytes(StandardCharsets.US_ASCII);
        need(ascii.length + 2);
        out.put((byte) ascii.length).put(ascii).put((byte) 0);
    }

    private void pad(int alignment) {
        need(alignment);
        while (out.position() % alignment != 0) {
            out.put((byte) 0);
        }
    }

    private void need(int bytes) {
        if (out.remaining() < bytes) {
            var larger =
                    ByteBuffer.allocate((out.position() + bytes) * 2)
                            .order(ByteOrder.LITTLE_ENDIAN);
            out = larger.put(out.flip());
        }
    }
}
