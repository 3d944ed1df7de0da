package io.hypervigil.alerting.alertmanager;

/** A request that cannot be granted. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status of HTTP
     */
    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
