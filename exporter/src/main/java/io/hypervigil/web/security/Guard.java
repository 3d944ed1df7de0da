package io.hypervigil.web.security;

import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Holds every request against the {@link Gate}, before anything else sees it. */
final class Guard extends Handler.Wrapper {

    private static final String RETRY_SECONDS = "1";

    private final Supplier<LoadedWebConfig> config;
    private final Gate gate;

    Guard(Supplier<LoadedWebConfig> config, Gate gate) {
        this.config = config;
        this.gate = gate;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var now = config.get();
        now.config().headers().forEach(response.getHeaders()::put);
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return switch (gate.decide(now, authorization, certificates(request))) {
            case Decision.Admitted admitted -> {
                request.setAttribute(Caller.ATTRIBUTE, admitted.caller());
                yield super.handle(request, response, callback);
            }
            case Decision.Refused refused -> {
                refuse(refused, response, callback);
                yield true;
            }
        };
    }

    private static X509Certificate @Nullable [] certificates(Request request) {
        var session =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        return session == null ? null : session.peerCertificates();
    }

    private static void refuse(Decision.Refused refused, Response response, Callback callback) {
        response.setStatus(refused.status());
        var headers = response.getHeaders();
        switch (refused) {
            case CREDENTIALS -> headers.put(HttpHeader.WWW_AUTHENTICATE, "Basic");
            case RATE, BUSY -> headers.put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        }
        headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, refused.text() + "\n", callback);
    }
}
