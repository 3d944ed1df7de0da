package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSender;
import java.time.InstantSource;

/**
 * What integrations send by.
 *
 * @param http the one client of all of them
 * @param clock for dates in messages
 * @param externalUrl where this process is seen from outside
 */
public record Sending(HttpSender http, InstantSource clock, String externalUrl) {}
