package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A request that cannot be granted. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final int code;

    /**
     * @param status of HTTP
     */
    ApiException(int status, String message) {
        this(status, 0, message);
    }

    private ApiException(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /**
     * A request that is not what the API's description asks for.
     *
     * @param code the description's for the kind of fault, as Alertmanager gives it
     */
    static ApiException invalid(int code, String message) {
        return new ApiException(UNPROCESSABLE, code, message);
    }

    int status() {
        return status;
    }

    /** What is answered: a text, or where there is a code an object with both. */
    JsonNode body() {
        var message = String.valueOf(getMessage());
        return code == 0
                ? JsonNodeFactory.instance.textNode(message)
                : JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }
}
