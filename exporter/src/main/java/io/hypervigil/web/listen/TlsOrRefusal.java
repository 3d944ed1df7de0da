package io.hypervigil.web.listen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;

/** Tells a client that speaks plain HTTP to a TLS port what is wrong, in the words of Go. */
final class TlsOrRefusal extends DetectorConnectionFactory {

    private static final byte[] REFUSAL =
            """
            HTTP/1.0 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            \r
            Client sent an HTTP request to an HTTPS server.
            """
                    .getBytes(StandardCharsets.US_ASCII);

    TlsOrRefusal(SslConnectionFactory tls) {
        super(tls);
    }

    @Override
    protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer buffer) {
        if (isMethod(buffer)) {
            endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(REFUSAL));
        } else {
            endPoint.close();
        }
    }

    private static boolean isMethod(ByteBuffer buffer) {
        return buffer.hasRemaining()
                && buffer.get(buffer.position()) >= 'A'
                && buffer.get(buffer.position()) <= 'Z';
    }
}
