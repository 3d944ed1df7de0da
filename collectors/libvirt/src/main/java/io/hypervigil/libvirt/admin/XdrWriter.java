package io.hypervigil.libvirt.admin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Values as XDR has them (RFC 4506): big-endian, each a multiple of four bytes long. */
final class XdrWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    XdrWriter whole(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    XdrWriter text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        whole(bytes.length);
        out.writeBytes(bytes);
        out.writeBytes(new byte[XdrReader.padding(bytes.length)]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
