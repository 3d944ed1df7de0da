package io.hypervigil.kubernetes.grpc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * How a server says that a call ended.
 *
 * @param code 0 where it went well
 * @param message for people, decoded; at most 512 characters of it
 */
record GrpcStatus(int code, String message) {

    private static final int MAX_MESSAGE = 512;

    private static final List<String> NAMES =
            List.of(
                    "OK",
                    "CANCELLED",
                    "UNKNOWN",
                    "INVALID_ARGUMENT",
                    "DEADLINE_EXCEEDED",
                    "NOT_FOUND",
                    "ALREADY_EXISTS",
                    "PERMISSION_DENIED",
                    "RESOURCE_EXHAUSTED",
                    "FAILED_PRECONDITION",
                    "ABORTED",
                    "OUT_OF_RANGE",
                    "UNIMPLEMENTED",
                    "INTERNAL",
                    "UNAVAILABLE",
                    "DATA_LOSS",
                    "UNAUTHENTICATED");

    /** From the values of {@code grpc-status} and {@code grpc-message}. */
    static GrpcStatus of(String status, String message) throws GrpcException {
        try {
            int code = Integer.parseInt(status);
            var decoded = decoded(message);
            return new GrpcStatus(
                    code, decoded.substring(0, Math.min(decoded.length(), MAX_MESSAGE)));
        } catch (NumberFormatException e) {
            throw new GrpcException("grpc-status is no number", e);
        }
    }

    boolean isOk() {
        return code == 0;
    }

    /** {@code UNIMPLEMENTED: unknown service v1.PodResourcesLister}. */
    String text() {
        var name = code >= 0 && code < NAMES.size() ? NAMES.get(code) : "status " + code;
        return message.isEmpty() ? name : name + ": " + message;
    }

    /** UTF-8, in which all but printable ASCII stands as {@code %XX}. What is not so is kept. */
    private static String decoded(String message) {
        var in = message.getBytes(StandardCharsets.UTF_8);
        var out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length && isHex(in[i + 1]) && isHex(in[i + 2])) {
                out[length++] =
                        (byte)
                                ((HexFormat.fromHexDigit(in[i + 1]) << 4)
                                        | HexFormat.fromHexDigit(in[i + 2]));
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte character) {
        return HexFormat.isHexDigit(character);
    }
}
