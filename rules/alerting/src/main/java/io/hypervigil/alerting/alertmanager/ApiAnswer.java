package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body JSON; a text where something is wrong, missing where there is nothing to say
 */
public record ApiAnswer(int status, JsonNode body) {}
