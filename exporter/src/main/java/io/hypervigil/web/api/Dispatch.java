package io.hypervigil.web.api;

import io.hypervigil.web.listen.ClientPresence;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request to its endpoint and sends what that answers.
 *
 * <p>Thread: any.
 */
final class Dispatch implements Handler {

    private static final Logger LOGGER = LoggerFactory.getLogger(Dispatch.class);

    private final Endpoint endpoint;
    private final Forms forms;

    Dispatch(Endpoint endpoint, Forms forms) {
        this.endpoint = endpoint;
        this.forms = forms;
    }

    @Override
    public void handle(Context context) throws IOException {
        try {
            answer(context);
        } catch (ApiFailure e) {
            Envelope.refuse(e, context);
        }
    }

    private void answer(Context context) throws IOException {
        var form = forms.read(context);
        try {
            answer(form.text(), context);
        } finally {
            form.release().run();
        }
    }

    private void answer(String form, Context context) throws IOException {
        var parameters = Parameters.of(form, context.queryString());
        var name = context.pathParamMap().getOrDefault("name", "");
        try (var request = new Request(parameters, name, ClientPresence.of(context.req()))) {
            Envelope.send(answered(request, context), context);
        }
    }

    // A mistake of ours is told in the envelope too: clients read nothing else.
    @SuppressWarnings("CatchingUnchecked")
    private Answer answered(Request request, Context context) {
        try {
            return endpoint.answer(request);
        } catch (ApiFailure e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("path", context.path()).setCause(e).log("request failed");
            throw new ApiFailure(ApiFailure.Kind.INTERNAL, "internal error, see the log");
        }
    }
}
