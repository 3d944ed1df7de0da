package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.TlsContexts;
import io.hypervigil.alerting.receiver.Smtp.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/** One conversation with a mail server; each answer within ten seconds. */
final class SmtpSession implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;
    private static final int MOST_LINES = 128;
    private static final int MOST_LINE_BYTES = 2_048;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String name = "localhost";
    private List<String> offers = List.of();
    private boolean isEncrypted;

    private SmtpSession(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static SmtpSession open(Smtp.Server server) throws IOException, Refusal {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.host(), server.port()), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            var session = new SmtpSession(socket);
            if (server.isImplicit()) {
                session.encrypt(server);
            }
            session.expected(220);
            return session;
        } catch (IOException | Refusal | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    void hello(String as) throws IOException, Refusal {
        name = EmailDraft.onOneLine(as);
        offers = expect("EHLO " + name, 250).stream().map(l -> l.toUpperCase(Locale.ROOT)).toList();
    }

    void startTls(Smtp.Server server) throws IOException, Refusal {
        if (offers.stream().noneMatch(offer -> offer.equals("STARTTLS"))) {
            throw new Refusal(true, "require_tls: the server does not offer STARTTLS");
        }
        expect("STARTTLS", 220);
        encrypt(server);
        hello(name);
    }

    private void encrypt(Smtp.Server server) throws IOException {
        var tls = server.tls();
        var expected = tls.serverName().orElse(server.host());
        var factory = TlsContexts.context(tls).getSocketFactory();
        var layered = (SSLSocket) factory.createSocket(socket, expected, server.port(), true);
        var parameters = layered.getSSLParameters();
        if (!tls.trustsAnyone()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!tls.versions().isEmpty()) {
            parameters.setProtocols(tls.versions().toArray(String[]::new));
        }
        layered.setSSLParameters(parameters);
        layered.startHandshake();
        socket = layered;
        // What came before the encryption is not listened to.
        in = new BufferedInputStream(layered.getInputStream());
        out = layered.getOutputStream();
        isEncrypted = true;
    }

    /** Whether a password may be shown: nobody listens. */
    boolean isPrivate() {
        InetAddress peer = socket.getInetAddress();
        return isEncrypted || (peer != null && peer.isLoopbackAddress());
    }

    /** The ways of logging in that the server offers, in its order. */
    List<String> mechanisms() {
        return offers.stream()
                .filter(offer -> offer.startsWith("AUTH "))
                .findFirst()
                .map(offer -> List.of(offer.substring(5).strip().split(" +")))
                .orElse(List.of());
    }

    List<String> expect(String line, int... codes) throws IOException, Refusal {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return expected(codes);
    }

    /** Sends a mail's text, and returns what the server says of it. */
    String text(String mail) throws IOException, Refusal {
        var stuffed = mail.replace("\r\n.", "\r\n..");
        write((stuffed + "\r\n.\r\n").getBytes(StandardCharsets.UTF_8));
        return String.join(" ", expected(250));
    }

    /** Says good-bye; by then the mail is taken, so no fault matters. */
    void quit() {
        try {
            write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return;
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private List<String> expected(int... codes) throws IOException, Refusal {
        var texts = new ArrayList<String>();
        while (texts.size() < MOST_LINES) {
            var line = line();
            if (!line.matches("\\d{3}([ -].*)?")) {
                throw new IOException("no answer of SMTP");
            }
            texts.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                check(Integer.parseInt(line.substring(0, 3)), texts, codes);
                return texts;
            }
        }
        throw new IOException("an answer of too many lines");
    }

    private static void check(int code, List<String> texts, int... codes) throws Refusal {
        for (int good : codes) {
            if (code == good) {
                return;
            }
        }
        // 4yz: try again; 5yz: never. RFC 5321, section 4.2.1.
        throw new Refusal(code >= 500, code + " " + String.join(" ", texts));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (line.size() == MOST_LINE_BYTES) {
                    throw new IOException("an answer of too long a line");
                }
                line.write(next);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer within " + LIMIT_MILLIS + " ms", e);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
