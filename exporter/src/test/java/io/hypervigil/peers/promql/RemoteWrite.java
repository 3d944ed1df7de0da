package io.hypervigil.peers.promql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives samples to a Prometheus by remote write 1.0, the only way into its head block from outside.
 *
 * <p>Its snappy is one literal: valid, and uncompressed.
 */
public final class RemoteWrite {

    /** A Prometheus refuses what is more than an hour older than its newest sample. */
    private static final long BATCH_MILLIS = 10 * 60_000L;

    private static final int SERIES_A_REQUEST = 1_000;

    private final URI address;
    private final HttpClient client;

    private RemoteWrite(URI address, HttpClient client) {
        this.address = address;
        this.client = client;
    }

    public static void load(URI prometheus, List<LoadedSeries> series) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            new RemoteWrite(prometheus.resolve("/api/v1/write"), client).load(series);
        }
    }

    private void load(List<LoadedSeries> series) throws Exception {
        var withSamples = series.stream().filter(one -> one.millis().length > 0).toList();
        long from = withSamples.stream().mapToLong(one -> one.millis()[0]).min().orElseThrow();
        long to =
                withSamples.stream()
                        .mapToLong(one -> one.millis()[one.millis().length - 1])
                        .max()
                        .orElseThrow();
        for (long start = from; start <= to; start += BATCH_MILLIS) {
            var messages = new ArrayList<byte[]>();
            for (LoadedSeries one : withSamples) {
                timeSeries(one, start, start + BATCH_MILLIS, messages);
                if (messages.size() == SERIES_A_REQUEST) {
                    send(messages);
                }
            }
            send(messages);
        }
    }

    private static void timeSeries(LoadedSeries one, long from, long to, List<byte[]> messages) {
        int begin = place(one.millis(), from);
        int end = place(one.millis(), to);
        if (begin == end) {
            return;
        }
        var message = new ProtobufWriter();
        one.labels()
                .forEach(
                        (name, value) ->
                                message.message(
                                        1,
                                        new ProtobufWriter()
                                                .text(1, name)
                                                .text(2, value)
                                                .toBytes()));
        for (int i = begin; i < end; i++) {
            var sample = new ProtobufWriter().fixed(1, one.values()[i]).varint(2, one.millis()[i]);
            message.message(2, sample.toBytes());
        }
        messages.add(message.toBytes());
    }

    private static int place(long[] sorted, long wanted) {
        int found = Arrays.binarySearch(sorted, wanted);
        return found < 0 ? -found - 1 : found;
    }

    private void send(List<byte[]> messages) throws IOException, InterruptedException {
        if (messages.isEmpty()) {
            return;
        }
        var request = new ProtobufWriter();
        messages.forEach(message -> request.message(1, message));
        messages.clear();
        var response =
                client.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Encoding", "snappy")
                                .header("Content-Type", "application/x-protobuf")
                                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                literal(request.toBytes())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("remote write: " + response.statusCode() + " " + response.body());
        }
    }

    /** The block format of snappy: the length, then one literal with four bytes of length. */
    private static byte[] literal(byte[] body) {
        var out = new ByteArrayOutputStream(body.length + 16);
        long rest = body.length;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        out.write(63 << 2);
        int last = body.length - 1;
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(last >>> shift);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }
}
