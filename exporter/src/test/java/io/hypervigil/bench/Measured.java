package io.hypervigil.bench;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A server being measured: how long its pages take, what they cost it, how much memory it holds.
 *
 * <p>Asks over one kept connection, compressed, as Prometheus does; reads bytes off the socket, so
 * that the client costs next to nothing on the same cores.
 */
final class Measured implements AutoCloseable {

    private static final double CLOCK_TICKS_A_SECOND = 100;
    private static final int READ_BYTES = 1 << 20;

    private final String name;
    private final long pid;
    private final int port;
    private final byte[] request;
    private final List<Long> nanos = new ArrayList<>();
    private final byte[] buffer = new byte[READ_BYTES];
    private Socket socket;
    private long pageBytes;
    private double cpuBefore;

    Measured(String name, long pid, int port) throws IOException {
        this.name = name;
        this.pid = pid;
        this.port = port;
        this.request =
                """
                GET /metrics HTTP/1.1
                Host: 127.0.0.1
                Accept: text/plain;version=0.0.4
                Accept-Encoding: gzip
                X-Prometheus-Scrape-Timeout-Seconds: 10

                """
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        this.socket = connect();
    }

    String name() {
        return name;
    }

    /** Connects anew: a server lets go a connection that nothing came over for long. */
    void reconnect() throws IOException {
        socket.close();
        socket = connect();
    }

    /** Begins to count, after warming up. */
    void begin() {
        nanos.clear();
        cpuBefore = cpuSeconds(pid);
    }

    /** One page. */
    void scrape() throws IOException {
        long start = System.nanoTime();
        OutputStream out = socket.getOutputStream();
        out.write(request);
        out.flush();
        pageBytes = readAnswer(socket.getInputStream());
        nanos.add(System.nanoTime() - start);
    }

    /** Pages as fast as they come. */
    void scrape(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            scrape();
        }
    }

    /** Pages, each after a pause. */
    void scrape(int times, Duration pause) throws IOException {
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos(pause.toNanos());
            scrape();
        }
    }

    /**
     * One page on a connection of its own, where the last page is so long ago that it was closed.
     */
    void scrapeAnew() throws IOException {
        socket.close();
        socket = connect();
        scrape();
    }

    /** The time below which a share of the pages came. */
    Duration quantile(double share) {
        var sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int index = (int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1)));
        return Duration.ofNanos(sorted.get(index));
    }

    double cpuSecondsAPage() {
        return cpuSeconds() / nanos.size();
    }

    /** CPU taken since it began to count. */
    double cpuSeconds() {
        return cpuSeconds(pid) - cpuBefore;
    }

    long pageBytes() {
        return pageBytes;
    }

    /** Resident memory now. */
    double residentMegabytes() {
        return residentMegabytes(pid);
    }

    /** Resident memory of a process now. */
    static double residentMegabytes(long pid) {
        return status(pid, "VmRSS:") / 1024;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Socket connect() throws IOException {
        var connected = new Socket(InetAddress.getLoopbackAddress(), port);
        connected.setTcpNoDelay(true);
        connected.setSoTimeout(30_000);
        return connected;
    }

    /** The body's length, by Content-Length or chunks. */
    private long readAnswer(InputStream in) throws IOException {
        int length = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException(name + " closed the connection");
            }
            length += read;
            headEnd = indexOf("\r\n\r\n", length);
        }
        var head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(name + " answers " + head.lines().findFirst().orElse(""));
        }
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                long body = Long.parseLong(line.substring(15).strip());
                for (long left = body - length + headEnd + 4; left > 0; ) {
                    left -= Math.max(0, in.read(buffer, 0, (int) Math.min(left, buffer.length)));
                }
                return body;
            }
        }
        while (indexOf("\r\n0\r\n\r\n", length) < 0) {
            length += Math.max(0, in.read(buffer, length, buffer.length - length));
        }
        return (long) length - headEnd;
    }

    private int indexOf(String literal, int length) {
        var wanted = literal.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at <= length - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && buffer[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    /** CPU that a process has taken so far. */
    static double cpuSeconds(long pid) {
        try {
            return FileTree.at(Path.of("/proc/" + pid))
                            .read(
                                    "stat",
                                    text -> {
                                        text.nextLine();
                                        text.until(')');
                                        text.skip(11);
                                        return text.unsigned() + text.unsigned();
                                    })
                    / CLOCK_TICKS_A_SECOND;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double status(long pid, String key) {
        try {
            return FileTree.at(Path.of("/proc/" + pid)).read("status", text -> number(text, key));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double number(Text text, String key) {
        while (text.nextLine()) {
            if (text.startsWith(key)) {
                text.skip(1);
                return text.unsigned();
            }
        }
        throw new IllegalStateException("no " + key);
    }
}
