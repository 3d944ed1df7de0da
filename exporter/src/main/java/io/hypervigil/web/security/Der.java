package io.hypervigil.web.security;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The little of ASN.1's DER that it takes to dress a key as PKCS#8. */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Der() {}

    /**
     * A PKCS#1 or SEC1 key as PKCS#8, which Java reads. What kind of key it is, and on which curve,
     * is taken from its certificate, since SEC1 need not say.
     *
     * @param publicKey the certificate's, as SubjectPublicKeyInfo: its algorithm comes first
     */
    static byte[] pkcs8(byte[] publicKey, byte[] key) {
        int start = headerLength(publicKey, 0);
        int end = start + headerLength(publicKey, start) + contentLength(publicKey, start);
        var algorithm = Arrays.copyOfRange(publicKey, start, end);
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Of the tag and the length; what Java itself encoded is well-formed. */
    private static int headerLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < 0x80 ? 2 : 2 + (first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }
}
