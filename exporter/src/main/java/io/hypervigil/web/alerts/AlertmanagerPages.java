package io.hypervigil.web.alerts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hypervigil.alerting.alertmanager.AlertmanagerApi;
import io.hypervigil.alerting.alertmanager.ApiAnswer;
import io.hypervigil.web.WebPages;
import io.hypervigil.web.security.Caller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /api/v2}: what amtool and Grafana's Alertmanager data source ask for. Who changes anything
 * must have said who it is, unless only this host reaches the process.
 *
 * <p>Thread: any.
 */
public final class AlertmanagerPages implements WebPages {

    private static final String ROOT = "/api/v2/";
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;

    private final Supplier<Optional<AlertmanagerApi>> api;
    private final boolean isOpen;

    /** Made when it is needed: most processes are never asked, and it is large. */
    private static final class Mapper {
        static final JsonMapper JSON =
                new JsonMapper(
                        JsonFactory.builder()
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(MAX_DEPTH)
                                                .maxStringLength(MAX_TEXT)
                                                .build())
                                .build());
    }

    /**
     * @param api empty while there is none
     * @param isOpen whether anybody may change something who reaches the process
     */
    public AlertmanagerPages(Supplier<Optional<AlertmanagerApi>> api, boolean isOpen) {
        this.api = api;
        this.isOpen = isOpen;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ROOT + "status", read((api, _) -> api.status()));
        routes.get(ROOT + "receivers", read((api, at) -> api.receivers(at.queryParamMap())));
        routes.get(ROOT + "silences", read((api, at) -> api.silences(at.queryParamMap())));
        routes.get(ROOT + "silence/{id}", read((api, at) -> api.silence(at.pathParam("id"))));
        routes.get(ROOT + "alerts", read((api, at) -> api.alerts(at.queryParamMap())));
        routes.get(ROOT + "alerts/groups", read((api, at) -> api.groups(at.queryParamMap())));
        routes.post(ROOT + "silences", posted(api -> api::postSilence));
        routes.post(ROOT + "alerts", posted(api -> api::postAlerts));
        routes.delete(
                ROOT + "silence/{id}",
                changing((api, at) -> api.deleteSilence(at.pathParam("id"))));
    }

    /** Answers a request. */
    @FunctionalInterface
    private interface Asked {
        ApiAnswer answer(AlertmanagerApi api, Context context);
    }

    private Handler read(Asked asked) {
        return context -> {
            var there = api.get();
            send(
                    there.isPresent()
                            ? asked.answer(there.get(), context)
                            : refused(503, "nothing is judged here yet"),
                    context);
        };
    }

    private Handler changing(Asked asked) {
        var reading = read(asked);
        return context -> {
            if (isOpen || isKnown(context)) {
                reading.handle(context);
            } else {
                send(
                        refused(
                                403,
                                "a change wants a user of the web configuration, or a process that"
                                        + " listens on loopback alone"),
                        context);
            }
        };
    }

    private static boolean isKnown(Context context) {
        return switch (Caller.of(context.attribute(Caller.ATTRIBUTE))) {
            case Caller.User _, Caller.Certified _ -> true;
            case Caller.Anonymous _ -> false;
        };
    }

    /** A page of another site can send no JSON here without asking first, which is refused. */
    private Handler posted(Function<AlertmanagerApi, Function<JsonNode, ApiAnswer>> taking) {
        return changing(
                (api, context) -> {
                    var type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
                    if (!type.startsWith("application/json")) {
                        return refused(415, "Content-Type application/json expected");
                    }
                    try {
                        return taking.apply(api).apply(Mapper.JSON.readTree(context.bodyAsBytes()));
                    } catch (JsonProcessingException e) {
                        return refused(400, "no JSON: " + e.getOriginalMessage());
                    } catch (IOException e) {
                        return refused(400, "the body could not be read");
                    }
                });
    }

    private static ApiAnswer refused(int status, String why) {
        return new ApiAnswer(status, TextNode.valueOf(why));
    }

    private void send(ApiAnswer answer, Context context) throws JsonProcessingException {
        context.status(answer.status());
        if (!answer.body().isMissingNode()) {
            context.contentType("application/json");
            context.result(Mapper.JSON.writeValueAsBytes(answer.body()));
        }
    }
}
