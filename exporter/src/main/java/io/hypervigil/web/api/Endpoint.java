package io.hypervigil.web.api;

/** One path of the API. Thread: any. */
@FunctionalInterface
interface Endpoint {

    /**
     * The answer.
     *
     * @throws ApiFailure where there is none
     */
    Answer answer(Request request);
}
